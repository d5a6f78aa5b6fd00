namespace Functional.NN;

/// <summary>Whether a schedule satisfies the conditions under which stochastic gradient descent is sure to converge.</summary>
public enum RobbinsMonroVerdict
{
    /// <summary>Both conditions hold.</summary>
    Satisfied,

    /// <summary>One of them does not.</summary>
    Violated,

    /// <summary>The schedule's family does not tell.</summary>
    Unknown,
}

/// <summary>The conditions Σε_k = ∞ and Σε_k² &lt; ∞ over all steps k.</summary>
/// <remarks>Robbins and Monro 1951; Goodfellow, Bengio and Courville 2016, equations 8.12 and 8.13. They are conditions on the whole infinite sequence: a schedule that stays at a positive rate violates the second, one that falls to 0 the first.</remarks>
/// <param name="SumDiverges">Σε_k = ∞; none where it is not known</param>
/// <param name="SumOfSquaresConverges">Σε_k² &lt; ∞; none where it is not known</param>
public sealed record RobbinsMonroConditions(bool? SumDiverges, bool? SumOfSquaresConverges)
{
    /// <summary>Nothing is known.</summary>
    public static RobbinsMonroConditions Unknown { get; } = new(null, null);

    /// <summary>Both together.</summary>
    public RobbinsMonroVerdict Verdict =>
        SumDiverges == false || SumOfSquaresConverges == false ? RobbinsMonroVerdict.Violated
        : SumDiverges == true && SumOfSquaresConverges == true ? RobbinsMonroVerdict.Satisfied : RobbinsMonroVerdict.Unknown;

    /// <summary>Rates that stay at, or come back again and again to, this one; if it is 0, rates whose sum is finite.</summary>
    internal static RobbinsMonroConditions Staying(double rate) => new(rate > 0, rate == 0);
}
