namespace Functional.NN;

/// <summary>1 − cos(a, b) for pairs that belong together (t = +1), max(0, cos(a, b) − margin) for pairs that do not (t = −1); one term a pair.</summary>
/// <remarks>
/// cos(a, b) = ⟨a, b⟩/√((|a|² + ε)(|b|² + ε)) with ε = 10⁻¹², the library form, so that a vector of zeros has a derivative. Predictions hold the pairs: N×2×D, what a network that is applied to both
/// gives; <see cref="Terms(Var, Var, Var)"/> takes them apart. Targets are one number a pair; what is not positive counts as −1.
/// </remarks>
public sealed record CosineEmbedding : ILoss
{
    private const double Epsilon = 1e-12;

    /// <summary>The cosine embedding loss.</summary>
    public CosineEmbedding(double Margin = 0) => this.Margin = Margin;

    /// <summary>From which cosine on a pair that does not belong together is lost; from −1 to 1.</summary>
    public double Margin { get; init => field = value is >= -1 and <= 1 ? value + 0.0 : throw new NNException(Sentence.Of($"CosineEmbedding: the margin must be from -1 to 1, got {value}.")); }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Stacked(nameof(CosineEmbedding), "pairs", 2, prediction);
        return Terms(prediction.At(1, 0), prediction.At(1, 1), target);
    }

    /// <summary>The loss of pairs that stand apart.</summary>
    /// <param name="first">(N × D)</param>
    /// <param name="second">(N × D)</param>
    /// <param name="target">(N): +1 or −1</param>
    public LossTerms Terms(Var first, Var second, Var target)
    {
        Loss.Same(nameof(CosineEmbedding), first, second);
        if (first.Shape.Rank != 2 || target.Shape != first.Shape.Without(-1))
            throw new ShapeException($"CosineEmbedding: vectors are N×D with one target a pair, N; got {first.Shape} and targets {target.Shape}.");
        var cosine = (first * second).Sum(-1) / Var.Sqrt((Squares(first) + Epsilon) * (Squares(second) + Epsilon));
        return new(Var.Where(Var.Step(target), 1 - cosine, Var.Relu(cosine - Margin)));
    }

    private static Var Squares(Var x) => Var.Square(x).Sum(-1);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"CosineEmbedding({Margin})");
}
