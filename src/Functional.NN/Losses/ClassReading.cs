namespace Functional.NN;

/// <summary>Predictions for classes and their targets, read in one way: the classes on the last axis, the targets as a row of shares for every position.</summary>
/// <param name="Scores">(N × … × C)</param>
/// <param name="Shares">(N × … × C): ones and zeros where targets are indices</param>
/// <param name="Counted">(N × …): 1 for positions that count, 0 for those that are ignored; none when all count</param>
/// <param name="OfIndices">whether targets are indices</param>
internal sealed record ClassReading(Var Scores, Var Shares, Var? Counted, bool OfIndices)
{
    public int Classes => Scores.Shape[-1];

    /// <param name="who">the loss or metric, for sentences</param>
    /// <param name="what">what the predictions are, for sentences</param>
    /// <param name="prediction">(N × …) with the classes on one axis</param>
    /// <param name="target">the predictions' shape without the class axis, or the same shape</param>
    /// <param name="ignored">the index of targets that do not count, if there is one</param>
    /// <param name="classAxis">the axis of the classes</param>
    public static ClassReading Of(string who, string what, Var prediction, Var target, int? ignored = null, int classAxis = -1)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        int rank = prediction.Shape.Rank, axis = classAxis < 0 ? classAxis + rank : classAxis;
        if (rank > 1 && (axis < 1 || axis >= rank)) throw new ShapeException(Sentence.Of($"{who}: {what} {prediction.Shape} have no class axis {classAxis}; the first axis is the batch."));
        bool indices = rank > 1 && target.Shape == prediction.Shape.Without(axis);
        if (!indices && (rank < 2 || target.Shape != prediction.Shape))
            throw new ShapeException($"{who}: for {what} {prediction.Shape} targets are class indices ({(rank > 1 ? prediction.Shape.Without(axis) : prediction.Shape)}) or probabilities ({prediction.Shape}), got {target.Shape}.");
        var scores = Last(prediction, axis);
        if (!indices) return new(scores, Last(target, axis), null, false);
        if (ignored is not { } index) return new(scores, Var.OneHot(target, scores.Shape[-1]), null, true);
        var counted = Var.Step(Var.Abs(target - index));
        return new(scores, Var.OneHot(Var.Where(counted, target, 0), scores.Shape[-1]), counted, true);
    }

    /// <summary>Terms of these positions; the ignored ones are 0 and count nothing.</summary>
    public LossTerms Terms(Var values, Var? counts = null) =>
        Counted is null ? new(values, counts) : new(Var.Where(Counted, values, 0), counts is null ? Counted : counts * Counted);

    private static Var Last(Var x, int axis) =>
        axis == x.Shape.Rank - 1 ? x : x.Transpose([.. Enumerable.Range(0, x.Shape.Rank).Where(i => i != axis), axis]);
}
