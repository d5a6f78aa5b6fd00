namespace Functional.NN;

/// <summary>Verdicts in words.</summary>
internal static class VerdictText
{
    public static string Of(GradientVerdict verdict) => verdict switch
    {
        GradientVerdict.CannotTell => "cannot tell",
        GradientVerdict.NotDeterministic => "not deterministic",
        GradientVerdict.DidNotReturn => "did not return",
        _ => verdict.ToString().ToLowerInvariant(),
    };

    /// <summary>How bad: wrong before cannot tell before kink before right.</summary>
    public static int Rank(GradientVerdict verdict) => verdict switch
    {
        GradientVerdict.Right => 3,
        GradientVerdict.Kink => 2,
        GradientVerdict.CannotTell => 1,
        _ => 0,
    };
}
