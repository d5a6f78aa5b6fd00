namespace Functional.NN;

/// <summary>
/// What a step −εg down the gradient promises by the quadratic model: J(θ − εg) − J(θ) ≈ −εgᵀg + ½ε²gᵀHg, with g = ∇J(θ) and H = ∇²J(θ).
/// </summary>
/// <remarks>
/// Goodfellow, Bengio and Courville 2016, equations 4.9 and 4.10, and section 8.2.1: where ½ε·gᵀHg comes near gᵀg, the curvature eats what the slope promises, and the step may even go up. The model is exact where J is
/// quadratic, elsewhere to O(ε³). gᵀHg is computed with an exact product H·g (Pearlmutter 1994), with no differences of gradients.
/// </remarks>
/// <param name="GradientSquared">gᵀg</param>
/// <param name="Curvature">gᵀHg</param>
public sealed record PredictedStep(double GradientSquared, double Curvature)
{
    /// <summary>ε* = gᵀg/gᵀHg, the step that makes the quadratic model smallest; ∞ where the model curves down or not at all along g, and 0 where g is 0.</summary>
    public double BestStep => GradientSquared == 0 ? 0 : Curvature > 0 ? GradientSquared / Curvature : double.IsNaN(Curvature) ? double.NaN : double.PositiveInfinity;

    /// <summary>−εgᵀg + ½ε²gᵀHg: by how much a step ε changes J in the quadratic model.</summary>
    public double Change(double step) => step * (-GradientSquared + CurvatureTerm(step));

    /// <summary>½ε·gᵀHg, which stands against gᵀg: from where it is as large, a step ε makes nothing smaller.</summary>
    public double CurvatureTerm(double step) => 0.5 * step * Curvature;

    /// <summary>The prediction of an objective at θ: one gradient and one product with the Hessian.</summary>
    /// <param name="objective">J; of a batch, <see cref="Trainer{T}.ObjectiveOf"/> gives it</param>
    /// <param name="θ">where</param>
    public static PredictedStep Of<T>(ObjectiveFunction<T> objective, Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(θ);
        var g = objective.ValueAndGradient(θ).Gradient;
        return new(g.Dot(g), g.Dot(objective.HessianVector(θ, g)));
    }
}
