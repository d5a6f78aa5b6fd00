namespace Functional.NN;

/// <summary>Projected gradient descent on the negative loss: x⁰ = x + ε·u, xᵏ⁺¹ = Π(xᵏ + α·sign(∇ₓJ(xᵏ))), with Π the nearest point where no element is further than ε from x's, or outside [low, high].</summary>
/// <remarks>Madry et al. 2018, "Towards deep learning models resistant to adversarial attacks"; u is uniform in [−1, 1). Without the random start and with one step of α = ε it is <see cref="FastGradientSign"/>.</remarks>
public sealed record ProjectedGradient : IAttack
{
    /// <summary>Projected gradient descent on the negative loss.</summary>
    /// <param name="Epsilon">ε, by how much an element of an input changes at most</param>
    /// <param name="StepSize">α</param>
    /// <param name="Steps">how many steps</param>
    /// <param name="RandomStart">whether x⁰ is drawn near x, or is x</param>
    /// <param name="Low">what an element may not be below: 0 for images; no bound unless told</param>
    /// <param name="High">what an element may not be above: 1 for images; no bound unless told</param>
    public ProjectedGradient(double Epsilon, double StepSize, int Steps, bool RandomStart = true, double? Low = null, double? High = null) =>
        (this.Epsilon, this.StepSize, this.Steps, this.RandomStart, this.Low, this.High) = (Epsilon, StepSize, Steps, RandomStart, Low, High);

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(ProjectedGradient), "epsilon"); }

    /// <summary>α, not negative.</summary>
    public double StepSize { get; init => field = Constants.NotNegative(value, nameof(ProjectedGradient), "the step size"); }

    /// <summary>How many steps, from 1 on.</summary>
    public int Steps { get; init => field = value >= 1 ? value : throw new NNException(Sentence.Of($"ProjectedGradient: needs one step or more, got {value}.")); }

    /// <summary>Whether x⁰ is drawn near x.</summary>
    public bool RandomStart { get; init; }

    /// <summary>What an element may not be below.</summary>
    public double? Low { get; init; }

    /// <summary>What an element may not be above.</summary>
    public double? High { get; init; }

    /// <inheritdoc/>
    public Var Perturb(Func<Var, Var> loss, Var x, Func<Shape, Var> uniform)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(uniform);
        var at = RandomStart ? Attack.Within(x + Epsilon * uniform(x.Shape), Low, High) : x;
        for (int step = 0; step < Steps; step++)
        {
            var moved = at + StepSize * Var.Sign(Grad.Of(loss, at));
            at = Attack.Within(Var.Max(x - Epsilon, Var.Min(x + Epsilon, moved)), Low, High);
        }
        return at;
    }
}
