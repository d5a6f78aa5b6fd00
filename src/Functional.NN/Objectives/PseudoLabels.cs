using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>J(θ) = mean over labelled samples of CE(softmax z, t) + w·(mean over confident unlabelled samples of CE(softmax z, argmax z)) + Σ penalties(θ).</summary>
/// <remarks>
/// Lee 2013, "Pseudo-label", equation 15, with the threshold of confidence of later work (Sohn et al. 2020): an unlabelled sample counts where its largest probability is above it. Its
/// label is taken for given: no gradient passes through it. Targets are class indices, NaN where a sample has none (<see cref="Dataset{T}.Unlabelled"/>). Accuracy is that over the labelled
/// samples, by whose number batches are joined for it. Losses of batches and shards are joined by their numbers of samples.
/// </remarks>
public sealed record PseudoLabels : IObjective
{
    private static readonly SoftmaxCrossEntropy CrossEntropy = new();

    /// <summary>Cross-entropy with labels of the network's own for unlabelled samples.</summary>
    /// <param name="Weight">w, what the unlabelled samples weigh together</param>
    /// <param name="Threshold">from which probability on the network's own label is believed, from 0 to 1</param>
    /// <param name="Penalties">what is added</param>
    public PseudoLabels(double Weight = 1, double Threshold = 0.95, params IEnumerable<IPenalty> Penalties) => (this.Weight, this.Threshold, this.Penalties) = (Weight, Threshold, [.. Penalties]);

    /// <summary>w, not negative.</summary>
    public double Weight { get; init => field = Constants.NotNegative(value, nameof(PseudoLabels), "the weight"); }

    /// <summary>From which probability on the network's own label is believed.</summary>
    public double Threshold { get; init => field = value is >= 0 and <= 1 ? value : throw new NNException(Sentence.Of($"PseudoLabels: the threshold is a probability from 0 to 1, got {value}.")); }

    /// <summary>What is added.</summary>
    public ImmutableArray<IPenalty> Penalties { get; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public PseudoLabels With(double? weight = null, double? threshold = null) => this with { Weight = weight ?? Weight, Threshold = threshold ?? Threshold };

    /// <inheritdoc/>
    public Evaluation Evaluate(ObjectiveContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        int samples = context.Inputs.Shape[0];
        var applied = context.Apply(context.Inputs);
        var logits = applied.Output;
        if (context.Targets.Shape.Rank != 1 || logits.Shape.Rank != 2) throw new ShapeException($"PseudoLabels: expected logits N×classes and a class index (or NaN) a sample, got {logits.Shape} and {context.Targets.Shape}.");
        var (target, weights) = Targets.Known(context.Targets.Reshape(samples, 1), context.Weights);
        var labelled = target.Reshape(samples);
        var supervised = Supervised.Weighed(CrossEntropy.Terms(logits, labelled), weights).Mean();

        var given = Var.StopGradient(logits);
        var unlabelled = context.Weights is { } all ? all - weights : 1 - weights;
        var believed = unlabelled * Var.Greater(Var.Softmax(given).Max(1), Threshold);
        var own = Supervised.Weighed(CrossEntropy.Terms(logits, Var.FirstLargest(given, 1)), believed).Mean();

        var data = supervised + Weight * own;
        var accuracy = Supervised.Measured("accuracy", new Accuracy(), logits, labelled, weights, apart: true);
        return context.Evaluation(data, applied, Penalties, [accuracy], samples);
    }

    /// <inheritdoc/>
    public bool Equals(PseudoLabels? other) => other is not null && Weight.Equals(other.Weight) && Threshold.Equals(other.Threshold) && Penalties.SequenceEqual(other.Penalties);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Weight, Threshold);
}
