using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>ε_k = (ε₀ − ε_τ)(1 − k/τ)^p + ε_τ up to step τ, and ε_τ from there on.</summary>
/// <param name="Initial">ε₀</param>
/// <param name="Steps">τ</param>
/// <param name="Power">p; with 1 it is a line</param>
/// <param name="Final">ε_τ</param>
public sealed record PolynomialDecay(double Initial, long Steps, double Power = 1, double Final = 0) : Schedule
{
    /// <summary>ε₀, not negative.</summary>
    public double Initial { get; init => field = Rates.Rate(value, nameof(PolynomialDecay)); } = Rates.Rate(Initial, nameof(PolynomialDecay));

    /// <summary>τ, positive.</summary>
    public long Steps { get; init => field = Rates.Steps(value, nameof(PolynomialDecay)); } = Rates.Steps(Steps, nameof(PolynomialDecay));

    /// <summary>p, above 0.</summary>
    public double Power { get; init => field = Rates.Positive(value, nameof(PolynomialDecay), "the power"); } = Rates.Positive(Power, nameof(PolynomialDecay), "the power");

    /// <summary>ε_τ, not negative.</summary>
    public double Final { get; init => field = Rates.Rate(value, nameof(PolynomialDecay)); } = Rates.Rate(Final, nameof(PolynomialDecay));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public PolynomialDecay With(double? initial = null, long? steps = null, double? power = null, double? final = null) =>
        this with { Initial = initial ?? Initial, Steps = steps ?? Steps, Power = power ?? Power, Final = final ?? Final };

    /// <inheritdoc/>
    public override double At(long step) => Rates.Linear(Final, Initial, Elementary.Pow(1 - Math.Min(1, (double)step / Steps), Power));

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => RobbinsMonroConditions.Staying(Final);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"PolynomialDecay({Initial}, {Steps}, {Power}, {Final})");
}
