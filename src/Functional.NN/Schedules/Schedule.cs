namespace Functional.NN;

/// <summary>A rate as a pure function of the step, counted from 0.</summary>
/// <remarks>
/// A number is a constant schedule: <c>new Adam(0.001)</c>. Schedules count steps, not epochs: an epoch of N samples in batches of B has ⌈N/B⌉ steps.
/// They are computed in double with the project's own functions. Controllers that look at losses are <see cref="RateController"/>s.
/// </remarks>
[DescriptionKind("schedule")]
public abstract record Schedule
{
    /// <summary>The rate that step number <paramref name="step"/> uses.</summary>
    public abstract double At(long step);

    /// <summary>Whether Σε_k = ∞ and Σε_k² &lt; ∞, told from the schedule's family and constants; unknown unless the family says.</summary>
    public virtual RobbinsMonroConditions RobbinsMonro() => RobbinsMonroConditions.Unknown;

    /// <summary>This rate times a factor, in every step; a factor of 1 gives this very schedule.</summary>
    public Schedule Times(double factor) => factor == 1 ? this : new Multiple(this, factor);

    /// <summary>The same rate in every step.</summary>
    public static implicit operator Schedule(double rate) => new Constant(rate);

    /// <summary>The same rate in every step.</summary>
    public static Schedule FromDouble(double rate) => new Constant(rate);
}
