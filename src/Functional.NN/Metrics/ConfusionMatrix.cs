namespace Functional.NN;

/// <summary>How often each class was taken for each: element (i, j) of the counts is the weight of the positions whose target is i and whose prediction is j.</summary>
/// <remarks>
/// Batches are joined by <see cref="And"/>: <c>batches.Select(b => ConfusionMatrix.Of(model.Predict(b.Inputs), b.Targets, b.Weights)).Aggregate((all, next) => all.And(next))</c>.
/// A score whose divisor is 0 is 0: the precision of a class that was never predicted, the recall of one that is never the target.
/// </remarks>
public sealed record ConfusionMatrix
{
    /// <summary>A matrix of counts.</summary>
    public ConfusionMatrix(Tensor<double> Counts)
    {
        ArgumentNullException.ThrowIfNull(Counts);
        if (Counts.Shape.Rank != 2 || Counts.Shape[0] != Counts.Shape[1] || Counts.Shape[0] == 0) throw new ShapeException($"ConfusionMatrix: counts are classes × classes, got {Counts.Shape}.");
        this.Counts = Counts;
    }

    /// <summary>(C × C): rows are targets, columns predictions.</summary>
    public Tensor<double> Counts { get; }

    /// <summary>How many classes there are.</summary>
    public int Classes => Counts.Shape[0];

    /// <summary>The weight of all positions.</summary>
    public double Total => Counts.Sum().ToScalar();

    /// <summary>The fraction of right decisions.</summary>
    public double Accuracy => ClassCounts.Ratio(Of().Sum(c => c.Hits), Total);

    /// <summary>The decisions of a batch, read as <see cref="Decisions"/> says: by the largest score, or by sign with one score a position, where class 1 is "yes".</summary>
    /// <param name="predictions">(N × …) with the scores of the classes on one axis, or one score a position</param>
    /// <param name="targets">class indices or rows of probabilities; 0 or 1, or −1 and +1, with one score</param>
    /// <param name="weights">(N): what each sample weighs; none when all weigh 1</param>
    /// <param name="ignoreIndex">the class index that marks targets which do not count</param>
    /// <param name="classAxis">the axis of the classes</param>
    /// <param name="threshold">what one score must exceed for "yes"</param>
    public static ConfusionMatrix Of<T>(Tensor<T> predictions, Tensor<T> targets, Tensor<T>? weights = null, int? ignoreIndex = null, int classAxis = -1, double threshold = 0) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        Var scores = Var.Of(predictions), wanted = Var.Of(targets);
        if (predictions.Shape.Rank < 2 || predictions.Shape[classAxis] < 2)
        {
            Loss.Same(nameof(ConfusionMatrix), scores, wanted);
            return Of(2, Var.Greater(scores, threshold).Value<T>(), Var.Greater(wanted, 0).Value<T>(), null, weights);
        }
        var given = ClassReading.Of(nameof(ConfusionMatrix), "scores", scores, wanted, ignoreIndex, classAxis);
        return Of(given.Classes, given.Scores.Value<T>().ArgMax(-1), given.Shares.Value<T>().ArgMax(-1), given.Counted?.Value<T>(), weights);
    }

    private static ConfusionMatrix Of<T>(int classes, Tensor<T> predicted, Tensor<T> actual, Tensor<T>? counted, Tensor<T>? weights) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(Kernels.DecisionCounts.Of(classes, predicted, actual, SampleWeights.Of(nameof(ConfusionMatrix), actual.Shape, counted, weights)));

    /// <summary>These and further positions together.</summary>
    public ConfusionMatrix And(ConfusionMatrix next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return next.Classes == Classes ? new(Counts + next.Counts) : throw new ShapeException(Sentence.Of($"ConfusionMatrix: matrices of {Classes} and of {next.Classes} classes cannot be joined."));
    }

    /// <summary>How often a class is the target.</summary>
    public double Support(int index) => Of(index).Support;

    /// <summary>How much of what was taken for a class is of it.</summary>
    public double Precision(int index) => Of(index).Precision;

    /// <summary>How much of a class was taken for it.</summary>
    public double Recall(int index) => Of(index).Recall;

    /// <summary>2PR/(P + R) of a class's precision and recall.</summary>
    public double F1(int index) => FScore(index, 1);

    /// <summary>(1 + β²)PR/(β²P + R) of a class's precision and recall.</summary>
    public double FScore(int index, double beta) => Of(index).FScore(beta);

    /// <summary>The precision of all classes; micro, it is the accuracy.</summary>
    public double Precision(Averaging averaging) => ClassCounts.Average(Of(), averaging, c => c.Precision);

    /// <summary>The recall of all classes: micro, it is the accuracy; macro, what is called balanced accuracy.</summary>
    public double Recall(Averaging averaging) => ClassCounts.Average(Of(), averaging, c => c.Recall);

    /// <summary>The F1 score of all classes: macro, the mean of the classes' scores.</summary>
    public double F1(Averaging averaging) => FScore(averaging, 1);

    /// <summary>The F-score of all classes.</summary>
    public double FScore(Averaging averaging, double beta) => ClassCounts.Average(Of(), averaging, c => c.FScore(beta));

    internal ClassCounts Of(int index)
    {
        if (index < 0 || index >= Classes) throw new NNException(Sentence.Of($"ConfusionMatrix: there are classes 0 to {Classes - 1}, asked for {index}."));
        return new(Counts[index, index], Enumerable.Range(0, Classes).Sum(i => Counts[i, index]), Enumerable.Range(0, Classes).Sum(j => Counts[index, j]));
    }

    private ClassCounts[] Of() => [.. Enumerable.Range(0, Classes).Select(Of)];

    /// <summary>The counts as a table, a row a target, the same under every culture.</summary>
    public override string ToString() => ToText([.. Enumerable.Range(0, Classes).Select(i => Sentence.Of($"{i}"))]);

    /// <summary>The counts as a table with names of the classes, and each class's precision, recall and F1.</summary>
    /// <param name="names">one name a class</param>
    public string ToText(params IEnumerable<string> names)
    {
        string[] given = [.. names];
        if (given.Length != Classes) throw new NNException(Sentence.Of($"ConfusionMatrix: there are {Classes} classes, and {given.Length} names."));
        string[][] rows =
        [
            ["target", .. given, "precision", "recall", "F1"],
            .. given.Select((name, i) => (string[])[name, .. Enumerable.Range(0, Classes).Select(j => Sentence.Of($"{Counts[i, j]:0.####}")), .. new[] { Precision(i), Recall(i), F1(i) }.Select(score => Sentence.Of($"{score:0.0000}"))]),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        return string.Join('\n', rows.Select(row => string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])))));
    }
}
