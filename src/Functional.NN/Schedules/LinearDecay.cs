namespace Functional.NN;

/// <summary>ε_k = (1 − α)ε₀ + αε_τ with α = k/τ up to step τ, and ε_τ from there on.</summary>
/// <remarks>Goodfellow, Bengio and Courville 2016, equation 8.14; ε_τ is usually about 1 % of ε₀, which is the default.</remarks>
public sealed record LinearDecay : Schedule
{
    /// <summary>A rate that falls along a line and then stays.</summary>
    /// <param name="Initial">ε₀</param>
    /// <param name="Steps">τ</param>
    /// <param name="Final">ε_τ; ε₀/100 when none is given</param>
    public LinearDecay(double Initial, long Steps, double? Final = null) => (this.Initial, this.Steps, this.Final) = (Initial, Steps, Final ?? Initial / 100);

    /// <summary>ε₀.</summary>
    public double Initial { get; init => field = Rates.Rate(value, nameof(LinearDecay)); }

    /// <summary>τ.</summary>
    public long Steps { get; init => field = Rates.Steps(value, nameof(LinearDecay)); }

    /// <summary>ε_τ.</summary>
    public double Final { get; init => field = Rates.Rate(value, nameof(LinearDecay)); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public LinearDecay With(double? initial = null, long? steps = null, double? final = null) =>
        this with { Initial = initial ?? Initial, Steps = steps ?? Steps, Final = final ?? Final };

    /// <inheritdoc/>
    public override double At(long step) => Rates.Linear(Initial, Final, Math.Min(1, (double)step / Steps));

    /// <summary>The decay whose τ is counted in epochs.</summary>
    /// <param name="initial">ε₀</param>
    /// <param name="stepsPerEpoch">how many batches an epoch has</param>
    /// <param name="epochs">τ</param>
    /// <param name="final">ε_τ; ε₀/100 when none is given</param>
    public static LinearDecay OverEpochs(double initial, long stepsPerEpoch, int epochs = 100, double? final = null) => new(initial, Rates.Steps(stepsPerEpoch, nameof(LinearDecay)) * epochs, final);

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => RobbinsMonroConditions.Staying(Final);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"LinearDecay({Initial}, {Steps}, {Final})");
}
