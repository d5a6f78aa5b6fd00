namespace Functional.NN;

/// <summary>x ← λx + (1 − λ)x′ and t ← λt + (1 − λ)t′, with λ ~ Beta(α, α) for the batch and each sample's partner another place of the batch, drawn as a permutation.</summary>
/// <remarks>
/// Zhang et al. 2018, "mixup: beyond empirical risk minimization". Targets are mixed too, so they are probabilities (<see cref="Dataset{T}.OneHot"/>) or numbers, not class indices. Samples' weights are mixed
/// like targets; masked sequences are refused. λ and 1 − λ are rounded once.
/// </remarks>
public sealed record MixUp : IAugmentation
{
    /// <summary>Mixed samples.</summary>
    /// <param name="Alpha">α: near 0 hardly anything is mixed, at 1 every λ is equally likely</param>
    public MixUp(double Alpha = 0.2) => this.Alpha = Alpha;

    /// <summary>α, positive.</summary>
    public double Alpha { get; init => field = value > 0 && double.IsFinite(value) ? value : throw new NNException(Sentence.Of($"MixUp: alpha must be a positive number, got {value}.")); }

    /// <inheritdoc/>
    public Batch<T> Apply<T>(Batch<T> batch, AugmentationKeys keys) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(keys);
        if (batch.Targets.Shape.Rank < 2) throw new ShapeException($"MixUp: targets {batch.Targets.Shape} are one number a sample, as class indices are, which cannot be mixed. Use dataset.OneHot(), or reshape numbers to N×1.");
        if (batch.Mask is not null) throw new ShapeException("MixUp: sequences of different lengths (with a mask) cannot be mixed.");
        double drawn = keys.Batch.Fold("share").Beta(Alpha, Alpha);
        T λ = T.CreateTruncating(drawn), rest = T.CreateTruncating(1 - drawn);
        var partners = keys.Batch.Fold("partners").Permutation(batch.Count);
        Tensor<T> Mixed(Tensor<T> x) => x * λ + x.Gather(partners) * rest;
        return new Batch<T>(Mixed(batch.Inputs), Mixed(batch.Targets), null, batch.Weights is { } weights ? Mixed(weights) : null);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"MixUp({Alpha})");
}
