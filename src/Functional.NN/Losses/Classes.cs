namespace Functional.NN;

/// <summary>Readings of class targets.</summary>
internal static class Classes
{
    /// <summary>Targets as a row of probabilities for every position.</summary>
    public static Var Probabilities(string who, Var prediction, Var target)
    {
        if (prediction.Shape.Rank > 1 && target.Shape == prediction.Shape) return target;
        if (prediction.Shape.Rank > 1 && target.Shape == prediction.Shape.Without(-1)) return Var.OneHot(target, prediction.Shape[-1]);
        throw new ShapeException($"{who}: for logits {prediction.Shape} targets are class indices ({(prediction.Shape.Rank > 0 ? prediction.Shape.Without(-1) : prediction.Shape)}) or probabilities ({prediction.Shape}), got {target.Shape}.");
    }

    public static Var Right(Var prediction, Var target)
    {
        if (prediction.Shape.Rank > 1 && prediction.Shape[-1] > 1)
            return (Var.FirstLargest(prediction, prediction.Shape.Rank - 1) * Var.FirstLargest(Probabilities(nameof(Accuracy), prediction, target), prediction.Shape.Rank - 1)).Sum(-1);
        return RightSigns(prediction, target);
    }

    public static Var RightSigns(Var prediction, Var target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        Loss.Same(nameof(Accuracy), prediction, target);
        Var decided = Var.Greater(prediction, 0), wanted = Var.Greater(target, 0);
        return Loss.PerSampleMean(decided * wanted + (1 - decided) * (1 - wanted));
    }
}
