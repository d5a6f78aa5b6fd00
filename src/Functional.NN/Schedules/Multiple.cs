namespace Functional.NN;

/// <summary>ε_k = f·a_k: another schedule times a factor.</summary>
/// <param name="Of">a</param>
/// <param name="Factor">f</param>
public sealed record Multiple(Schedule Of, double Factor) : Schedule
{
    /// <summary>f, not negative.</summary>
    public double Factor { get; init => field = Constants.NotNegative(value, nameof(Multiple), "the factor"); } = Constants.NotNegative(Factor, nameof(Multiple), "the factor");

    /// <summary>The same with other parts; what is not named stays.</summary>
    public Multiple With(Schedule? of = null, double? factor = null) => this with { Of = of ?? Of, Factor = factor ?? Factor };

    /// <inheritdoc/>
    public override double At(long step) => Factor * Of.At(step);

    /// <inheritdoc/>
    public override RobbinsMonroConditions RobbinsMonro() => Factor > 0 ? Of.RobbinsMonro() : RobbinsMonroConditions.Staying(0);

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"Multiple({Of}, {Factor})");
}
