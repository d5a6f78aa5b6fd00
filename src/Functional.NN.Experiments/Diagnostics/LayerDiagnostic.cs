using System.Collections.Immutable;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>A diagnostic with one number a layer or block.</summary>
/// <param name="percent">whether its numbers are shares</param>
internal abstract class LayerDiagnostic(bool percent = false) : IDiagnostic
{
    public Findings Measure<T>(Diagnosed<T> at) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new([.. Numbers(at)]);

    public string Brief(Findings findings)
    {
        double[] values = [.. findings.Numbers.Select(number => number.Value)];
        if (values.Length == 0) return "–";
        string least = Text(values.Min()), most = Text(values.Max());   // NaN is the least of all
        return least == most ? least : $"{least} … {most}";
    }

    protected abstract IEnumerable<Diagnostic> Numbers<T>(Diagnosed<T> at) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private string Text(double value) => percent && double.IsFinite(value) ? Invariant.Text($"{100 * value:0.#} %") : PageText.Number(value);
}

/// <summary>‖θ_b‖₂.</summary>
internal sealed class Norms : LayerDiagnostic
{
    protected override IEnumerable<Diagnostic> Numbers<T>(Diagnosed<T> at) => Blocks.Of(at, block => Math.Sqrt((block * block).Sum().ToScalar()));
}

/// <summary>max |θ_b|.</summary>
internal sealed class Extremes : LayerDiagnostic
{
    protected override IEnumerable<Diagnostic> Numbers<T>(Diagnosed<T> at) => Blocks.Of(at, block => block.Shape.Size == 0 ? 0 : block.Abs().Reshape(-1).Max(0).ToScalar());
}

/// <summary>‖∂J/∂θ‖₂ of every layer.</summary>
internal sealed class Gradients : LayerDiagnostic
{
    protected override IEnumerable<Diagnostic> Numbers<T>(Diagnosed<T> at) => GradientNorms.OfLayers(at.Objective.ValueAndGradient(at.Parameters).Gradient).Select(norm => new Diagnostic(norm.Path, norm.Value));
}

/// <summary>The share of dead units of every ReLU layer.</summary>
internal sealed class Dead() : LayerDiagnostic(percent: true)
{
    protected override IEnumerable<Diagnostic> Numbers<T>(Diagnosed<T> at) => DeadUnits.Of(at.Model, at.Batch).Select(share => new Diagnostic(share.Path, share.Share));
}

/// <summary>The share of saturated activations of every sigmoid-like layer and gate.</summary>
internal sealed class Saturated() : LayerDiagnostic(percent: true)
{
    protected override IEnumerable<Diagnostic> Numbers<T>(Diagnosed<T> at) => Saturation.Of(at.Model, at.Batch).Select(share => new Diagnostic(share.Path, share.Share));
}

/// <summary>The spectral radius of every recurrent matrix.</summary>
internal sealed class Radii : LayerDiagnostic
{
    protected override IEnumerable<Diagnostic> Numbers<T>(Diagnosed<T> at) => RecurrentRadius.Of(at.Model).Select(radius => new Diagnostic(radius.Path, radius.Value));
}

/// <summary>Numbers of every block of θ.</summary>
internal static class Blocks
{
    public static ImmutableArray<Diagnostic> Of<T>(Diagnosed<T> at, Func<Tensor<double>, double> measure) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. at.Parameters.Layout.Select(block => new Diagnostic(block.Path, measure(at.Parameters[block.Path].Cast<double>())))];
}
