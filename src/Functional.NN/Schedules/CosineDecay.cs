namespace Functional.NN;

/// <summary>ε_k = ε_τ + ½(ε₀ − ε_τ)(1 + cos(πk/τ)) up to step τ; then ε_τ for ever, or, if it is periodic, the wave goes on.</summary>
/// <remarks>Loshchilov and Hutter 2017, equation 5, without restarts. PyTorch's CosineAnnealingLR is the periodic one: after τ it climbs back to ε₀.</remarks>
/// <param name="Initial">ε₀</param>
/// <param name="Steps">τ: half a period</param>
/// <param name="Final">ε_τ</param>
/// <param name="Periodic">whether the wave goes on after τ</param>
public sealed record CosineDecay(double Initial, long Steps, double Final = 0, bool Periodic = false) : Schedule
{
    /// <summary>ε₀, not negative.</summary>
    public double Initial { get; init => field = Rates.Rate(value, nameof(CosineDecay)); } = Rates.Rate(Initial, nameof(CosineDecay));

    /// <summary>τ, positive.</summary>
    public long Steps { get; init => field = Rates.Steps(value, nameof(CosineDecay)); } = Rates.Steps(Steps, nameof(CosineDecay));

    /// <summary>ε_τ, not negative.</summary>
    public double Final { get; init => field = Rates.Rate(value, nameof(CosineDecay)); } = Rates.Rate(Final, nameof(CosineDecay));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public CosineDecay With(double? initial = null, long? steps = null, double? final = null, bool? periodic = null) =>
        this with { Initial = initial ?? Initial, Steps = steps ?? Steps, Final = final ?? Final, Periodic = periodic ?? Periodic };

    /// <inheritdoc/>
    public override double At(long step)
    {
        long half = step / Steps, rest = step % Steps;
        if (!Periodic) return half > 0 ? Final : Rates.Cosine(Initial, Final, (double)rest / Steps);
        return half % 2 == 0 ? Rates.Cosine(Initial, Final, (double)rest / Steps) : Rates.Cosine(Final, Initial, (double)rest / Steps);
    }

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => RobbinsMonroConditions.Staying(Periodic ? Math.Max(Initial, Final) : Final);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"CosineDecay({Initial}, {Steps}, {Final}{(Periodic ? ", periodic" : "")})");
}
