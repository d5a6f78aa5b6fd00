namespace Functional.NN;

/// <summary>How often a class was the target, was predicted, and both; the scores that follow. A score whose divisor is 0 is 0.</summary>
/// <param name="Hits">predicted and the target</param>
/// <param name="Predicted">predicted</param>
/// <param name="Support">the target</param>
internal readonly record struct ClassCounts(double Hits, double Predicted, double Support)
{
    public double Precision => Ratio(Hits, Predicted);

    public double Recall => Ratio(Hits, Support);

    /// <summary>(1 + β²)·P·R/(β²·P + R) of precision P and recall R, written with counts.</summary>
    public double FScore(double beta) =>
        beta > 0 && double.IsFinite(beta) ? Ratio((1 + beta * beta) * Hits, Predicted + beta * beta * Support) : throw new NNException(Sentence.Of($"F-score: beta must be positive, got {beta}."));

    public static double Average(IReadOnlyList<ClassCounts> classes, Averaging averaging, Func<ClassCounts, double> score) => averaging switch
    {
        Averaging.Macro => Ratio(classes.Sum(score), classes.Count),
        Averaging.Micro => score(new(classes.Sum(c => c.Hits), classes.Sum(c => c.Predicted), classes.Sum(c => c.Support))),
        Averaging.Weighted => Ratio(classes.Sum(c => c.Support * score(c)), classes.Sum(c => c.Support)),
        _ => throw new NNException($"Averaging: there is no {averaging}."),
    };

    public static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;
}
