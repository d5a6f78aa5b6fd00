using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Everything a training step computes from, as nodes of the graph.</summary>
/// <param name="Parameters">θ, block by block</param>
/// <param name="State">the network's state by path</param>
/// <param name="Inputs">(N × input shape)</param>
/// <param name="Targets">(N × target shape)</param>
/// <param name="Mask">(N × T), or none</param>
/// <param name="Weights">(N), or none</param>
/// <param name="Key">the step's key</param>
/// <param name="FirstSample">the place of the first sample in the whole batch</param>
/// <param name="Draw">how random numbers for the samples become nodes</param>
/// <param name="Recorder">the scope that records the step, where one does</param>
internal sealed record StepVars(ImmutableArray<Var> Parameters, ImmutableDictionary<string, Var> State, Var Inputs, Var Targets, Var? Mask, Var? Weights, RandomKey Key, int FirstSample,
    Func<SampleDraw, RandomKey, int, Var> Draw, Scope? Recorder)
{
    /// <summary>The numbers of a model and a batch; nodes of a scope where one is given, which then knows them as its inputs.</summary>
    public static StepVars Of<T>(Model<T> model, Batch<T> batch, RandomKey key, Backend backend, int firstSample = 0, Scope? scope = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Scope[] scopes = scope is null ? Scope.None : [scope];
        Var Node(Tensor<T> value) => scope is null ? Var.Of(value, backend) : Var.Of(value, backend).Enter(scope);
        return new StepVars(
            [.. model.Network.Layout.Select(block => Node(model.Parameters.Block(block)))],
            model.State.Blocks.ToImmutableDictionary(b => b.Key, b => Node(b.Value)),
            Node(batch.Inputs), Node(batch.Targets), batch.Mask is null ? null : Node(batch.Mask), batch.Weights is null ? null : Node(batch.Weights), key, firstSample,
            (draw, stepKey, first) => Var.Drawn<T>(draw, stepKey, first, scopes), scope);
    }
}
