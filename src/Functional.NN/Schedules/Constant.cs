namespace Functional.NN;

/// <summary>ε_k = ε for every step.</summary>
public sealed record Constant : Schedule
{
    /// <summary>The same rate in every step.</summary>
    /// <param name="Value">ε</param>
    public Constant(double Value) => this.Value = Value;

    /// <summary>ε.</summary>
    public double Value { get; init => field = Rates.Rate(value, nameof(Constant)); }

    /// <inheritdoc/>
    public override double At(long step) => Value;

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => RobbinsMonroConditions.Staying(Value);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"{Value}");
}
