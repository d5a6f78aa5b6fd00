namespace Functional.NN;

/// <summary>The fast gradient sign method: x̃ = x + ε·sign(∇ₓJ), no element outside [low, high].</summary>
/// <remarks>Goodfellow, Shlens and Szegedy 2015, "Explaining and harnessing adversarial examples".</remarks>
public sealed record FastGradientSign : IAttack
{
    /// <summary>The fast gradient sign method.</summary>
    /// <param name="Epsilon">ε, by how much each element of an input changes</param>
    /// <param name="Low">what an element may not be below: 0 for images; no bound unless told</param>
    /// <param name="High">what an element may not be above: 1 for images; no bound unless told</param>
    public FastGradientSign(double Epsilon, double? Low = null, double? High = null) => (this.Epsilon, this.Low, this.High) = (Epsilon, Low, High);

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(FastGradientSign), "epsilon"); }

    /// <summary>What an element may not be below.</summary>
    public double? Low { get; init; }

    /// <summary>What an element may not be above.</summary>
    public double? High { get; init; }

    /// <inheritdoc/>
    public Var Perturb(Func<Var, Var> loss, Var x, Func<Shape, Var> uniform)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Attack.Within(x + Epsilon * Var.Sign(Grad.Of(loss, x)), Low, High);
    }
}
