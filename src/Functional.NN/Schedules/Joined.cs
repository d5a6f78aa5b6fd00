namespace Functional.NN;

/// <summary>ε_k = a_k for k &lt; s, and b_(k − s) from step s on: one schedule after another.</summary>
/// <remarks>The second counts its steps from its own beginning; it may be joined itself.</remarks>
/// <param name="First">a</param>
/// <param name="Steps">s: how many steps the first is for</param>
/// <param name="Then">b</param>
public sealed record Joined(Schedule First, long Steps, Schedule Then) : Schedule
{
    /// <summary>s, positive.</summary>
    public long Steps { get; init => field = Rates.Steps(value, nameof(Joined)); } = Rates.Steps(Steps, nameof(Joined));

    /// <summary>The same with other parts; what is not named stays.</summary>
    public Joined With(Schedule? first = null, long? steps = null, Schedule? then = null) => this with { First = first ?? First, Steps = steps ?? Steps, Then = then ?? Then };

    /// <inheritdoc/>
    public override double At(long step) => step < Steps ? First.At(step) : Then.At(step - Steps);

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => Then.RobbinsMonro();

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"Joined({First}, {Steps}, {Then})");
}
