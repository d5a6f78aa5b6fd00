namespace Functional.NN;

/// <summary>1 where the target is among the k classes with the largest scores, else 0; with k = 1 it is <see cref="Accuracy"/>.</summary>
/// <remarks>Of equal scores the first class counts as the larger. Targets are class indices, or rows of probabilities of which the first largest is meant.</remarks>
public sealed record TopKAccuracy : IMetric
{
    /// <summary>The fraction of targets among the k best.</summary>
    public TopKAccuracy(int K = 5, int? IgnoreIndex = null, int ClassAxis = -1) => (this.K, this.IgnoreIndex, this.ClassAxis) = (K, IgnoreIndex, ClassAxis);

    /// <summary>k: how many classes may be named; at least 1.</summary>
    public int K { get; init => field = value >= 1 ? value : throw new NNException(Sentence.Of($"TopKAccuracy: k must be at least 1, got {value}.")); }

    /// <summary>The class index that marks targets which do not count, if there is one.</summary>
    public int? IgnoreIndex { get; init; }

    /// <summary>The axis of the predictions that holds the classes.</summary>
    public int ClassAxis { get; init; }

    /// <inheritdoc/>
    public string Name => Sentence.Of($"top_{K}_accuracy");

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        var given = ClassReading.Of(nameof(TopKAccuracy), "scores", prediction, target, IgnoreIndex, ClassAxis);
        Var scores = given.Scores, wanted = Var.FirstLargest(given.Shares, scores.Shape.Rank - 1), places = Var.Constant(Tensor.Generate(Shape.Of(given.Classes), i => (double)i));
        Var score = (wanted * scores).Sum([-1], keep: true), place = (wanted * places).Sum([-1], keep: true);
        Var larger = Var.Greater(scores, score), equalAndBefore = (1 - larger) * (1 - Var.Greater(score, scores)) * Var.Greater(place, places);
        return given.Terms(Var.Greater(K, (larger + equalAndBefore).Sum(-1)));
    }
}
