namespace Functional.NN;

/// <summary>What a loss or a metric says of a batch: its terms, and what each counts.</summary>
/// <param name="Values">one number a sample (N), or one for every position of every sample (N × …); what a term weighs is multiplied in already</param>
/// <param name="Counts">what each term counts in the divisor of the mean, of the shape of the values; none when all count 1</param>
public sealed record LossTerms(Var Values, Var? Counts = null)
{
    /// <summary>Σ value.</summary>
    public Var Sum() => Values.Sum();

    /// <summary>Σ count, by which the mean divides.</summary>
    public Var Count() => Counts is null ? Var.Constant(Values.Shape.Size) : Counts.Sum();

    /// <summary>Σ value / Σ count; 0 where nothing counts, as in a batch whose every step is masked.</summary>
    public Var Mean()
    {
        var count = Count();
        return Sum() / (Counts is null ? count : Var.Where(count, count, 1));
    }

    /// <summary>The same terms, each weighed and counted by another number as well.</summary>
    public LossTerms Weighed(Var weights) => new(Values * weights, Counts is null ? weights.BroadcastTo(Values.Shape) : Counts * weights);
}
