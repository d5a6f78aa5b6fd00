namespace Functional.NN;

/// <summary>The value of an objective and its gradient.</summary>
/// <param name="Value">J(θ)</param>
/// <param name="Gradient">∇J(θ)</param>
public readonly record struct ObjectiveGradient<T>(double Value, Parameters<T> Gradient) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>The residuals of an objective that is half a sum of squares, and their Jacobian.</summary>
/// <param name="Residuals">r(θ), (M), with J(θ) = ½rᵀr</param>
/// <param name="Jacobian">∂r/∂θ, (M × size of θ)</param>
public readonly record struct ResidualsAndJacobian<T>(Tensor<T> Residuals, Tensor<T> Jacobian) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>An objective J as a function of θ alone, with what methods of minimisation ask for. A pure function: the same θ gives the same bits.</summary>
/// <remarks>
/// In training it is the objective of one batch in training mode, at the key of the step, joined over shards as gradients are. Values and gradients run by the plan where the step does;
/// second derivatives, residuals and Jacobians are evaluated one operation at a time.
/// </remarks>
public abstract class ObjectiveFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>J(θ).</summary>
    public abstract double Value(Parameters<T> θ);

    /// <summary>J(θ) and ∇J(θ).</summary>
    public abstract ObjectiveGradient<T> ValueAndGradient(Parameters<T> θ);

    /// <summary>∇²J(θ)·v, without the Hessian (Pearlmutter 1994).</summary>
    public abstract Parameters<T> HessianVector(Parameters<T> θ, Parameters<T> v);

    /// <summary>∇²J(θ), (size of θ × size of θ): one pass for each number of θ, so for a small θ.</summary>
    public abstract Tensor<T> Hessian(Parameters<T> θ);

    /// <summary>r(θ), (M), with J(θ) = ½rᵀr.</summary>
    /// <exception cref="NNException">The objective is not known to be a sum of squares.</exception>
    public abstract Tensor<T> Residuals(Parameters<T> θ);

    /// <summary>r(θ) and ∂r/∂θ: one pass for each residual or each number of θ, whichever are fewer.</summary>
    /// <exception cref="NNException">The objective is not known to be a sum of squares.</exception>
    public abstract ResidualsAndJacobian<T> Linearized(Parameters<T> θ);
}

/// <summary>Objectives from functions of a vector.</summary>
public static class ObjectiveFunction
{
    /// <summary>An objective that is a function of θ as one vector.</summary>
    /// <param name="value">θ (n) to a single number</param>
    public static ObjectiveFunction<T> Of<T>(Func<Var, Var> value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        return new VectorObjective<T>(value, null);
    }

    /// <summary>The objective ½rᵀr.</summary>
    /// <param name="residuals">θ (n) to r, of any shape</param>
    public static ObjectiveFunction<T> OfResiduals<T>(Func<Var, Var> residuals) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return new VectorObjective<T>(θ => 0.5 * Var.Square(residuals(θ)).Sum(), residuals);
    }
}
