using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>J(θ) = Σₖ wₖ·Jₖ(θ) + Σ penalties(θ), Jₖ being the mean loss of head k over the samples whose target for it is known.</summary>
/// <remarks>
/// Caruana 1997; Goodfellow et al. 2016, section 7.7. The heads are those of a <see cref="Branch"/>. The targets of all tasks lie one after another in a sample's target vector
/// (<see cref="Dataset{T}.AndTargets"/>); where one of a task's numbers is a NaN the sample is unlabelled for that task and takes no part in its mean
/// (<see cref="Dataset{T}.Unlabelled"/>). A task without a labelled sample in the batch contributes 0. Batches and shards are joined by their numbers of samples, metrics
/// by their labelled ones. Metrics are called after the head: <c>class.accuracy</c>.
/// </remarks>
public sealed class MultiTask : IObjective, IEquatable<MultiTask>
{
    /// <summary>Several tasks, each with a head of the network, a loss and a part of the targets, plus penalties; <see cref="Objective.MultiTask"/> says the same.</summary>
    /// <param name="Tasks">the tasks, in the order of their targets</param>
    /// <param name="Penalties">what is added; nothing unless told</param>
    public MultiTask(IEnumerable<HeadTask> Tasks, IEnumerable<IPenalty>? Penalties = null)
    {
        (this.Tasks, this.Penalties) = ([.. Tasks], [.. Penalties ?? []]);
        if (this.Tasks.IsEmpty) throw new NNException("MultiTask: needs one task or more, got none.");
    }

    /// <summary>The tasks, in the order of their targets.</summary>
    public ImmutableArray<HeadTask> Tasks { get; }

    /// <summary>What is added.</summary>
    public ImmutableArray<IPenalty> Penalties { get; }

    /// <summary>The same objective with other parts; what is not named stays.</summary>
    public MultiTask With(IEnumerable<HeadTask>? tasks = null, IEnumerable<IPenalty>? penalties = null) => new(tasks ?? Tasks, penalties ?? Penalties);

    /// <inheritdoc/>
    public Evaluation Evaluate(ObjectiveContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        int samples = context.Inputs.Shape[0], size = context.Targets.Shape.Size / Math.Max(1, samples), wanted = Tasks.Sum(task => task.Target.Size);
        if (size != wanted) throw new ShapeException(Sentence.Of($"MultiTask: the tasks' targets are {wanted} numbers a sample, the data's {size}. Join the targets of several datasets with AndTargets."));
        var applied = context.Apply(context.Inputs);
        var targets = context.Targets.Reshape(samples, size);
        Var data = 0;
        var metrics = new List<NamedVar>();
        int start = 0;
        foreach (var task in Tasks)
        {
            var (target, weights) = Targets.Known(targets.Slice(1, start, task.Target.Size), context.Weights);
            var (prediction, labelled, counted) = Supervised.Steps(task.OutputOf(applied), target.Reshape(task.Target.Prepend(samples)), context.Mask, weights);
            data += task.Weight * Supervised.Weighed(task.Loss.Terms(prediction, labelled), counted).Mean();
            metrics.AddRange(task.Loss.Metrics.Select(metric => Supervised.Measured($"{task.Head}.{metric.Name}", metric, prediction, labelled, counted, apart: true)));
            start += task.Target.Size;
        }
        return context.Evaluation(data, applied, Penalties, metrics, samples);
    }

    /// <inheritdoc/>
    public bool Equals(MultiTask? other) => other is not null && Tasks.SequenceEqual(other.Tasks) && Penalties.SequenceEqual(other.Penalties);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MultiTask);

    /// <inheritdoc/>
    public override int GetHashCode() => Tasks.Length;
}
