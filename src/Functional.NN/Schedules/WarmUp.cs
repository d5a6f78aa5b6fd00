namespace Functional.NN;

/// <summary>ε_k = ε₋ + (b₀ − ε₋)·k/s for k &lt; s, and b_(k − s) from step s on: a climb along a line to where another schedule begins.</summary>
/// <remarks>Goyal et al. 2017, "Accurate, large minibatch SGD".</remarks>
/// <param name="Steps">s</param>
/// <param name="Then">b</param>
/// <param name="Initial">ε₋, the rate of step 0</param>
public sealed record WarmUp(long Steps, Schedule Then, double Initial = 0) : Schedule
{
    /// <summary>s, positive.</summary>
    public long Steps { get; init => field = Rates.Steps(value, nameof(WarmUp)); } = Rates.Steps(Steps, nameof(WarmUp));

    /// <summary>ε₋, not negative.</summary>
    public double Initial { get; init => field = Rates.Rate(value, nameof(WarmUp)); } = Rates.Rate(Initial, nameof(WarmUp));

    /// <summary>The same with other parts; what is not named stays.</summary>
    public WarmUp With(long? steps = null, Schedule? then = null, double? initial = null) => this with { Steps = steps ?? Steps, Then = then ?? Then, Initial = initial ?? Initial };

    /// <inheritdoc/>
    public override double At(long step) => step < Steps ? Rates.Linear(Initial, Then.At(0), (double)step / Steps) : Then.At(step - Steps);

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => Then.RobbinsMonro();

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"WarmUp({Steps}, {Then}, {Initial})");
}
