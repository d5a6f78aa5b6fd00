using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>J(θ) = Σᵢ wᵢ·loss(f(xᵢ), tᵢ)/Σᵢ wᵢ + Σ penalties(θ); the weights are those of samples, classes and masked steps.</summary>
public sealed class Supervised : IResidualObjective, IEquatable<Supervised>
{
    /// <summary>The mean loss of the network's output against the targets, plus penalties; <see cref="Objective.Supervised"/> says the same.</summary>
    /// <param name="Loss">the loss of the data</param>
    /// <param name="Penalties">what is added to it; nothing unless told</param>
    /// <param name="Metrics">what is measured besides; what the loss says unless told</param>
    public Supervised(ILoss Loss, IEnumerable<IPenalty>? Penalties = null, IEnumerable<IMetric>? Metrics = null)
    {
        ArgumentNullException.ThrowIfNull(Loss);
        (this.Loss, this.Penalties, this.Metrics) = (Loss, [.. Penalties ?? []], [.. Metrics ?? Loss.Metrics]);
    }

    /// <summary>The loss of the data.</summary>
    public ILoss Loss { get; }

    /// <summary>What is added to it.</summary>
    public ImmutableArray<IPenalty> Penalties { get; }

    /// <summary>What is measured besides.</summary>
    public ImmutableArray<IMetric> Metrics { get; }

    /// <summary>The same objective with other parts.</summary>
    public Supervised With(ILoss? loss = null, IEnumerable<IPenalty>? penalties = null, IEnumerable<IMetric>? metrics = null) =>
        new(loss ?? Loss, penalties ?? Penalties, metrics ?? Metrics);

    /// <inheritdoc/>
    public Evaluation Evaluate(ObjectiveContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var applied = context.Apply(context.Inputs);
        var (prediction, target, weights) = Steps(applied.Output, context.Targets, context.Mask, context.Weights);
        var given = Loss.Terms(prediction, target);
        var terms = Weighed(given, weights);
        var data = terms.Mean();
        // One number for the whole batch is a mean already: it stands for the batch's samples when batches are joined.
        var count = terms.Values.Shape.Rank == 0 ? context.Inputs.Shape[0] : terms.Count();
        var metrics = Metrics.Select(metric => Measured(metric.Name, metric, prediction, target, weights, apart: given.Counts is not null));
        return context.Evaluation(data, applied, Penalties, metrics, count);
    }

    /// <summary>r = √(wᵢ/Σw)·rᵢ of every sample or unmasked step, then those of the penalties: ½rᵀr is the objective.</summary>
    /// <exception cref="NNException">The loss or a penalty is no sum of squares that knows its residuals.</exception>
    public Var Residuals(ObjectiveContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Loss is not IResidualLoss squares) throw new NNException($"Objective: {Loss} is not a sum of squares that knows its residuals; take MeanSquaredError, SquaredError or HalfSquaredError, or a method that does without residuals.");
        if (Penalties.FirstOrDefault(p => p is not IResidualPenalty) is { } other) throw new NNException($"Objective: the penalty {other} is not a sum of squares; take L2 or SquaredNorm, or a method that does without residuals.");
        var applied = context.Apply(context.Inputs);
        if (applied.Penalty is not null) throw new NNException("Objective: a layer adds a penalty of its activity, which is not a sum of squares; leave it out, or take a method that does without residuals.");
        var (prediction, target, weights) = Steps(applied.Output, context.Targets, context.Mask, context.Weights);
        var residuals = squares.Residuals(prediction, target);
        int samples = residuals.Shape[0];
        var root = weights is null ? Math.Sqrt(1.0 / samples) : Var.Sqrt(weights / Var.Where(weights.Sum(), weights.Sum(), 1)).Reshape(Shape.Of([samples, .. Enumerable.Repeat(1, residuals.Shape.Rank - 1)]));
        return Var.Concat(0, Penalties.SelectMany(p => ((IResidualPenalty)p).Residuals(context.Parameters)).Prepend(root * residuals).Select(r => r.Reshape(-1)));
    }

    /// <inheritdoc/>
    public bool Equals(Supervised? other) =>
        other is not null && Loss.Equals(other.Loss) && Penalties.SequenceEqual(other.Penalties) && Metrics.SequenceEqual(other.Metrics);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Supervised);

    /// <inheritdoc/>
    public override int GetHashCode() => Loss.GetHashCode();

    /// <summary>Where there is a mask and an output for every step, the steps of all sequences stand as samples, and masked ones weigh nothing, whatever their targets say. Outputs and targets of the mask's own shape are one number a step.</summary>
    internal static (Var Prediction, Var Target, Var? Weights) Steps(Var prediction, Var target, Var? steps, Var? samples)
    {
        if (steps is { } same && prediction.Shape == same.Shape && target.Shape == same.Shape)
            (prediction, target) = (prediction.Reshape(prediction.Shape.Append(1)), target.Reshape(target.Shape.Append(1)));
        if (steps is not { } mask || prediction.Shape.Rank < 3 || target.Shape.Rank < 2 || prediction.Shape[1] != mask.Shape[1] || target.Shape[1] != mask.Shape[1])
            return (prediction, target, samples);
        int count = mask.Shape.Size;
        var weights = samples is { } w ? mask * w.Reshape(w.Shape.Size, 1) : mask;
        var counts = mask.Reshape(Shape.Of([mask.Shape[0], mask.Shape[1], .. Enumerable.Repeat(1, target.Shape.Rank - 2)]));
        target = Var.Where(counts, target, 0);
        return (prediction.Reshape(prediction.Shape.Range(2, prediction.Shape.Rank).Prepend(count)), target.Reshape(target.Shape.Range(2, target.Shape.Rank).Prepend(count)), weights.Reshape(count));
    }

    /// <summary>The mean of a metric. Where it is apart, over other terms than the loss, or counts them in its own way, it says what it is over, so that batches are joined by that.</summary>
    internal static NamedVar Measured(string name, IMetric metric, Var prediction, Var target, Var? weights, bool apart)
    {
        var terms = metric.Terms(Var.StopGradient(prediction), target);
        var weighed = Weighed(terms with { Values = Var.StopGradient(terms.Values) }, weights);
        return new(name, weighed.Mean()) { Count = !apart && terms.Counts is null ? null : weighed.Values.Shape.Rank == 0 ? prediction.Shape[0] : weighed.Count() };
    }

    internal static LossTerms Weighed(LossTerms terms, Var? weights) =>
        weights is null ? terms
        : terms.Values.Shape.Rank == 0 ? throw new NNException($"Objective: samples are weighed or steps masked, which takes a loss with one number a sample; this one gives a single number.")
        : terms.Weighed(weights.Reshape(Shape.Of([weights.Shape[0], .. Enumerable.Repeat(1, terms.Values.Shape.Rank - 1)])));
}
