namespace Functional.NN;

/// <summary>One task of several: a head of the network, its loss, and which part of the targets it is compared with.</summary>
public sealed record HeadTask
{
    /// <summary>A task whose target is a number for every output, or a class index.</summary>
    /// <param name="Head">the path of the head, such as <c>heads.class</c>, or its last part, where only one head is called so</param>
    /// <param name="Loss">of the head's output against the task's target</param>
    /// <param name="Target">the shape of the task's target in a sample: <c>[]</c> for a class index, <c>[4]</c> for four numbers</param>
    /// <param name="Weight">w, by which the task's loss is multiplied</param>
    public HeadTask(string Head, ILoss Loss, Shape Target, double Weight = 1)
    {
        ArgumentNullException.ThrowIfNull(Head);
        ArgumentNullException.ThrowIfNull(Loss);
        ArgumentNullException.ThrowIfNull(Target);
        (this.Head, this.Loss, this.Target, this.Weight) = (Head, Loss, Target, Weight);
    }

    /// <summary>The path of the head, or its last part.</summary>
    public string Head { get; init; }

    /// <summary>The loss of the head's output.</summary>
    public ILoss Loss { get; init; }

    /// <summary>The shape of the task's target in a sample.</summary>
    public Shape Target { get; init; }

    /// <summary>w, not negative.</summary>
    public double Weight { get; init => field = Constants.NotNegative(value, nameof(HeadTask), "the weight"); }

    /// <summary>The same with other parts; what is not named stays.</summary>
    public HeadTask With(string? head = null, ILoss? loss = null, Shape? target = null, double? weight = null) =>
        this with { Head = head ?? Head, Loss = loss ?? Loss, Target = target ?? Target, Weight = weight ?? Weight };

    /// <summary>The output of the head among those of an applied network.</summary>
    internal Var OutputOf(Applied applied)
    {
        var found = applied.Outputs.DistinctBy(output => output.Path).Where(output => output.Path == Head || output.Path.EndsWith($".{Head}", StringComparison.Ordinal)).ToList();
        return found.Count == 1 ? found[0].Value
            : throw new NNException($"MultiTask: {(found.Count == 0 ? "no head" : "more than one head")} is called \"{Head}\"; there are {string.Join(", ", applied.Outputs.Select(output => output.Path))}.");
    }
}
