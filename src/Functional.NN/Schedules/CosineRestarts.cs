namespace Functional.NN;

/// <summary>ε_k = ε_τ + ½(ε₀ − ε_τ)(1 + cos(πt/τᵢ)), where t counts from the last restart and cycle i has τᵢ = τ₀·mⁱ steps.</summary>
/// <remarks>SGDR: Loshchilov and Hutter 2017, equation 5, with warm restarts: at the beginning of every cycle the rate is ε₀ again.</remarks>
/// <param name="Initial">ε₀</param>
/// <param name="Steps">τ₀: the steps of the first cycle</param>
/// <param name="Growth">m: how many times longer each cycle is than the one before</param>
/// <param name="Final">ε_τ, which every cycle falls towards</param>
public sealed record CosineRestarts(double Initial, long Steps, int Growth = 1, double Final = 0) : Schedule
{
    /// <summary>ε₀, not negative.</summary>
    public double Initial { get; init => field = Rates.Rate(value, nameof(CosineRestarts)); } = Rates.Rate(Initial, nameof(CosineRestarts));

    /// <summary>τ₀, positive.</summary>
    public long Steps { get; init => field = Rates.Steps(value, nameof(CosineRestarts)); } = Rates.Steps(Steps, nameof(CosineRestarts));

    /// <summary>m, from 1 on.</summary>
    public int Growth { get; init => field = Checked(value); } = Checked(Growth);

    /// <summary>ε_τ, not negative.</summary>
    public double Final { get; init => field = Rates.Rate(value, nameof(CosineRestarts)); } = Rates.Rate(Final, nameof(CosineRestarts));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public CosineRestarts With(double? initial = null, long? steps = null, int? growth = null, double? final = null) =>
        this with { Initial = initial ?? Initial, Steps = steps ?? Steps, Growth = growth ?? Growth, Final = final ?? Final };

    /// <inheritdoc/>
    public override double At(long step)
    {
        var (t, τ) = Growth == 1 ? (step % Steps, Steps) : Cycle(step, Steps, Growth);
        return Rates.Cosine(Initial, Final, (double)t / τ);
    }

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => RobbinsMonroConditions.Staying(Math.Max(Initial, Final));

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"CosineRestarts({Initial}, {Steps}, {Growth}, {Final})");

    /// <summary>How far into its cycle a step is, and how long that cycle is.</summary>
    private static (long Place, long Length) Cycle(long step, long length, int growth) =>
        step < length ? (step, length) : Cycle(step - length, length > long.MaxValue / growth ? long.MaxValue : length * growth, growth);

    private static int Checked(int growth) => growth >= 1 ? growth : throw new NNException(Sentence.Of($"CosineRestarts: each cycle is 1 or more times as long as the one before, got {growth}."));
}
