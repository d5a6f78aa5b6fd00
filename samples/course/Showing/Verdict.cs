namespace Functional.NN.Course;

/// <summary>What came of a claim.</summary>
public enum Verdict
{
    /// <summary>The figures say so.</summary>
    Held,

    /// <summary>The figures say otherwise.</summary>
    DidNotHold,

    /// <summary>The figures scatter too much to say.</summary>
    NotDecided,
}

/// <summary>Verdicts in words.</summary>
public static class Verdicts
{
    /// <summary>Held, where it is so; else not.</summary>
    public static Verdict When(bool holds) => holds ? Verdict.Held : Verdict.DidNotHold;

    /// <summary>Several at once: held when all are, not when one is not, else not decided.</summary>
    public static Verdict All(params IEnumerable<Verdict> verdicts) => verdicts.Aggregate(Verdict.Held, (all, one) =>
        all == Verdict.DidNotHold || one == Verdict.DidNotHold ? Verdict.DidNotHold : all == Verdict.Held ? one : all);

    /// <summary>As it is printed.</summary>
    public static string Words(this Verdict verdict) => verdict switch
    {
        Verdict.Held => "held",
        Verdict.DidNotHold => "did not hold",
        Verdict.NotDecided => "not decided",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };
}
