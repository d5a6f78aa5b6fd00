using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>ε_k = ε₀·(k + 1)^−p.</summary>
/// <remarks>With ½ &lt; p ≤ 1 it satisfies the conditions of Robbins and Monro 1951.</remarks>
/// <param name="Initial">ε₀</param>
/// <param name="Power">p</param>
public sealed record PowerDecay(double Initial, double Power = 1) : Schedule
{
    /// <summary>ε₀, not negative.</summary>
    public double Initial { get; init => field = Rates.Rate(value, nameof(PowerDecay)); } = Rates.Rate(Initial, nameof(PowerDecay));

    /// <summary>p, not negative.</summary>
    public double Power { get; init => field = Constants.NotNegative(value, nameof(PowerDecay), "the power"); } = Constants.NotNegative(Power, nameof(PowerDecay), "the power");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public PowerDecay With(double? initial = null, double? power = null) => this with { Initial = initial ?? Initial, Power = power ?? Power };

    /// <inheritdoc/>
    public override double At(long step) => Initial * Elementary.Pow(step + 1.0, -Power);

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => Initial == 0 ? RobbinsMonroConditions.Staying(0) : new(Power <= 1, Power > 0.5);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"PowerDecay({Initial}, {Power})");
}
