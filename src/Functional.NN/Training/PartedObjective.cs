namespace Functional.NN;

/// <summary>An objective that is a weighed sum over parts, J = Σ share·Jₛ, each a function of θ as one vector; its derivatives join in the order of the parts.</summary>
internal abstract class PartedObjective<T> : ObjectiveFunction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <param name="Share">what the part weighs; the shares of all parts sum to 1</param>
    /// <param name="Value">Jₛ</param>
    /// <param name="Residuals">rₛ with Jₛ = ½rₛᵀrₛ; throws where that is not known</param>
    protected readonly record struct Part(double Share, Func<Var, Var> Value, Func<Var, Var> Residuals);

    protected abstract IEnumerable<Part> Parts(Parameters<T> θ);

    public override Parameters<T> HessianVector(Parameters<T> θ, Parameters<T> v) =>
        Parts(θ).Select(part => θ.OfVector(Grad.HessianVector(part.Value, θ.Vector, θ.Fitting(v)) is var h && part.Share == 1 ? h : h * T.CreateTruncating(part.Share))).Aggregate((sum, next) => sum + next);

    public override Tensor<T> Hessian(Parameters<T> θ) =>
        Parts(θ).Select(part => Grad.Hessian(part.Value, θ.Vector) is var h && part.Share == 1 ? h : h * T.CreateTruncating(part.Share)).Aggregate((sum, next) => sum + next);

    public override Tensor<T> Residuals(Parameters<T> θ) => Tensor.Concat(0, Parts(θ).Select(part => Rooted(part)(Var.Of(θ.Vector)).Value<T>()));

    public override ResidualsAndJacobian<T> Linearized(Parameters<T> θ)
    {
        var parts = Parts(θ).Select(part => Grad.ValueAndJacobian(Rooted(part), θ.Vector)).ToList();
        return new(Tensor.Concat(0, parts.Select(p => p.Value)), Tensor.Concat(0, parts.Select(p => p.Jacobian)));
    }

    /// <summary>√share·rₛ as one vector, so that all together are r with J = ½rᵀr.</summary>
    private static Func<Var, Var> Rooted(Part part) => θ => part.Residuals(θ).Reshape(-1) is var r && part.Share == 1 ? r : r * Math.Sqrt(part.Share);
}
