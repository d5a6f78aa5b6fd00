namespace Functional.NN;

/// <summary>ε_k = ε for every step.</summary>
public sealed record Constant : Schedule
{
    /// <summary>The same rate in every step.</summary>
    public Constant(double rate) => Value = rate;

    /// <summary>ε.</summary>
    public double Value { get; init => field = Rate(value, nameof(Constant)); }

    /// <inheritdoc/>
    public override double At(long step) => Value;

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"{Value}");
}
