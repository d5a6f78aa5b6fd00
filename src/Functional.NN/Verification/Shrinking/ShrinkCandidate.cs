using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A case of a network's gradient that may be the smallest that fails.</summary>
/// <param name="Network">the network</param>
/// <param name="Objective">what is differentiated</param>
/// <param name="Parameters">θ</param>
/// <param name="Batch">the samples</param>
/// <param name="Key">the key of the step</param>
/// <param name="Training">training or evaluation mode</param>
/// <param name="State">running means and the like</param>
internal sealed record ShrinkCandidate(Network Network, IObjective Objective, Parameters<double> Parameters, Batch<double> Batch, RandomKey Key, bool Training, NetworkState<double> State)
{
    private static readonly string[] Redrawn = ["initialize", "moved"];

    /// <summary>Where the places of this network were in the one before it, and so on back to the first.</summary>
    public ImmutableArray<Renaming> Renamings { get; init; } = [];

    /// <summary>A layer's path in the network it all began with.</summary>
    public string Original(string path) => Renamings.Reverse().Aggregate(path, (now, renaming) => renaming.Old(now));

    /// <summary>Other layers under the same objective. Numbers are kept where their places are still there and are no larger than they were, and drawn from the key elsewhere.</summary>
    /// <param name="network">the other layers</param>
    /// <param name="renaming">where their places were</param>
    /// <param name="inputs">(N × the network's input); the leading corner of those there are unless told</param>
    public ShrinkCandidate On(Network network, Renaming renaming, Tensor<double>? inputs = null)
    {
        if (Network.Frozen is { } frozen) network = network.Freeze(frozen);
        inputs ??= Corner.Of(Batch.Inputs, network.Input.Prepend(Batch.Count));
        return this with
        {
            Network = network,
            Parameters = Kept(network, renaming),
            State = Kept(network.InitialState<double>(), renaming),
            Batch = new(inputs, FittingTargets.Of(Batch.Targets, Network.Output, network.Output, Key), FittingMask(network.Input), Batch.Weights),
            Renamings = Renamings.Add(renaming),
        };
    }

    private Parameters<double> Kept(Network network, Renaming renaming)
    {
        var drawn = network.Initialize<double>(Key.Fold(Redrawn[0]));
        var moved = drawn.OfVector(drawn.Vector + Key.Fold(Redrawn[1]).Normal<double>(drawn.Vector.Shape, 0, 0.1));
        var old = Network.Layout.ToDictionary(block => block.Path);
        var blocks = network.Layout.Select(block => old.TryGetValue(renaming.Old(block.Path), out var was) && Corner.Fits(was.Shape, block.Shape) ? Corner.Of(Parameters.Block(was), block.Shape) : moved.Block(block));
        return network.Layout.Count == 0 ? drawn : drawn.OfVector(Tensor.Concat(0, blocks.Select(block => block.Reshape(block.Shape.Size))));
    }

    private NetworkState<double> Kept(NetworkState<double> initial, Renaming renaming) => initial.With(initial.Blocks
        .Where(block => State.Blocks.TryGetValue(renaming.Old(block.Key), out var was) && Corner.Fits(was.Shape, block.Value.Shape))
        .Select(block => KeyValuePair.Create(block.Key, Corner.Of(State[renaming.Old(block.Key)], block.Value.Shape))));

    /// <summary>The mask where samples are still sequences, of as many steps as they have.</summary>
    private Tensor<double>? FittingMask(Shape input) =>
        Batch.Mask is { } mask && input.Rank > 0 && input[0] <= mask.Shape[1] && Network.Input.Rank > 0 && (input[0] < mask.Shape[1] || input[0] == Network.Input[0]) ? mask.Slice(1, 0, input[0]) : null;

    public bool Equals(ShrinkCandidate? other) => other is not null && Training == other.Training && Key == other.Key && Network == other.Network && Objective.Equals(other.Objective)
        && Parameters == other.Parameters && Batch.Equals(other.Batch) && State == other.State;

    public override int GetHashCode() => HashCode.Combine(Network, Parameters, Batch.Inputs, Batch.Targets);
}
