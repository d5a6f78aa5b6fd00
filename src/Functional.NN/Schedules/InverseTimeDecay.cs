namespace Functional.NN;

/// <summary>ε_k = ε₀/(1 + λk/s); as a staircase, ε₀/(1 + λ⌊k/s⌋).</summary>
/// <remarks>The classical rate of stochastic approximation: it satisfies the conditions of Robbins and Monro.</remarks>
/// <param name="Initial">ε₀</param>
/// <param name="Decay">λ</param>
/// <param name="Steps">s</param>
/// <param name="Staircase">whether the rate stays the same for s steps at a time</param>
public sealed record InverseTimeDecay(double Initial, double Decay, long Steps = 1, bool Staircase = false) : Schedule
{
    /// <summary>ε₀, not negative.</summary>
    public double Initial { get; init => field = Rates.Rate(value, nameof(InverseTimeDecay)); } = Rates.Rate(Initial, nameof(InverseTimeDecay));

    /// <summary>λ, not negative.</summary>
    public double Decay { get; init => field = Constants.NotNegative(value, nameof(InverseTimeDecay), "the decay"); } = Constants.NotNegative(Decay, nameof(InverseTimeDecay), "the decay");

    /// <summary>s, positive.</summary>
    public long Steps { get; init => field = Rates.Steps(value, nameof(InverseTimeDecay)); } = Rates.Steps(Steps, nameof(InverseTimeDecay));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public InverseTimeDecay With(double? initial = null, double? decay = null, long? steps = null, bool? staircase = null) =>
        this with { Initial = initial ?? Initial, Decay = decay ?? Decay, Steps = steps ?? Steps, Staircase = staircase ?? Staircase };

    /// <inheritdoc/>
    public override double At(long step) => Initial / (1 + Decay * (Staircase ? step / Steps : (double)step / Steps));

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => Initial > 0 && Decay > 0 ? new(true, true) : RobbinsMonroConditions.Staying(Initial);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"InverseTimeDecay({Initial}, {Decay}, {Steps}{(Staircase ? ", staircase" : "")})");
}
