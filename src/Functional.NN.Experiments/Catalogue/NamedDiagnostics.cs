namespace Functional.NN.Experiments;

/// <summary>The diagnostics by name: each a function of the state after an epoch and of a batch that stays the same, as <see cref="Diagnosed{T}"/> says. They change no bit of a run.</summary>
public static class NamedDiagnostics
{
    /// <summary>One line a diagnostic.</summary>
    public static Registry<IDiagnostic> All { get; } = new("diagnostic",
    [
        new("norms", "‖θ_b‖₂ of every block b of θ", new Norms()),
        new("extremes", "max |θ_b| of every block b of θ", new Extremes()),
        new("gradients", "‖∂J/∂θ‖₂ of every layer", new Gradients()),
        new("dead", "share of ReLU units that are 0 for every sample, layer by layer", new Dead()),
        new("saturation", "share of sigmoid and tanh activations within 5 % of an end of their range, layer by layer and gate by gate", new Saturated()),
        new("step", "gᵀg against ½ε·gᵀHg, and the best step ε* = gᵀg/gᵀHg", new StepDiagnostic()),
        new("hessian", "smallest and largest eigenvalue of the Hessian by up to 40 products with it, with bounds and the verdict minimum, saddle or flat", new HessianDiagnostic()),
        new("noise", "noise of the gradient over up to 16 parts of the batch, and the simple noise scale tr(Σ)/‖g‖²", new NoiseDiagnostic()),
        new("radius", "spectral radius of every recurrent matrix, gate by gate", new Radii()),
    ]);
}
