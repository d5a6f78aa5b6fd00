namespace Functional.NN;

public sealed partial class Trainer<T>
{
    /// <summary>Every layer's activation and the gradient of the objective with respect to it, as the next step sees them: in training mode, at the step's key.</summary>
    /// <remarks>The batch is computed as one, whatever the number of shards.</remarks>
    /// <param name="state">where the training is</param>
    /// <param name="batch">the samples</param>
    public ActivationTrace<T> Trace(TrainState<T> state, Batch<T> batch)
    {
        ArgumentNullException.ThrowIfNull(state);
        return Trace(state.Model, batch, state.Key.Fold(state.Step), training: true);
    }

    /// <summary>Every layer's activation and the gradient of the objective with respect to it.</summary>
    /// <param name="model">the model</param>
    /// <param name="batch">the samples</param>
    /// <param name="stepKey">what random layers and objectives draw from</param>
    /// <param name="training">whether layers are in training mode</param>
    public ActivationTrace<T> Trace(Model<T> model, Batch<T> batch, RandomKey stepKey = default, bool training = false)
    {
        CheckBatch(model, batch);
        var vars = StepVars.Of(model, batch, stepKey, Compute.Backend);
        int[] trained = [.. Enumerable.Range(0, Network.Layout.Count).Where(i => !Network.Layout[i].Frozen)];
        var seen = new List<NamedVar>();
        var recorded = Differentiation.Record(at => Objective.Evaluate(Context(Standing(vars, at, trained), training, seen)).Loss, [vars.Inputs, .. trained.Select(i => vars.Parameters[i])]);
        try
        {
            return Traced(model, recorded, trained, seen);
        }
        finally
        {
            recorded.Scope.End();
        }
    }

    /// <summary>What a step computes from, with variables for the inputs and the blocks of θ that are trained.</summary>
    private static StepVars Standing(StepVars vars, Var[] at, int[] trained)
    {
        var parameters = vars.Parameters.ToBuilder();
        for (int i = 0; i < trained.Length; i++) parameters[trained[i]] = at[i + 1];
        return vars with { Inputs = at[0], Parameters = parameters.ToImmutable() };
    }

    private ActivationTrace<T> Traced(Model<T> model, in Differentiation.Recorded recorded, int[] trained, List<NamedVar> seen)
    {
        if (recorded.Result.Shape.Size != 1) throw new ShapeException($"Trainer.Trace: the objective must give a single number, it gave {recorded.Result.Shape}.");
        var cotangents = Differentiation.PullEverywhere(recorded, recorded.Result.Like(recorded.Result.Shape, 1));
        Tensor<T> Gradient(Var node) => cotangents.TryGetValue(node, out var cotangent) ? GraphTracing<T>.Numbers(cotangent) : Tensor.Zeros<T>(node.Shape);
        TracedLayer<T> Layer(string path, Var node) => new(path, GraphTracing<T>.Numbers(node), Gradient(node));
        var θ = model.Parameters.Zero;
        for (int i = 0; i < trained.Length; i++) θ = θ.With(Network.Layout[trained[i]].Path, Gradient(recorded.Variables[i + 1]));
        var layers = seen.AsEnumerable().Reverse().DistinctBy(layer => layer.Path).Reverse().Select(layer => Layer(layer.Path, layer.Value));
        return new(Network, double.CreateTruncating(GraphTracing<T>.Numbers(recorded.Result).AsSpan()[0]), Layer("", recorded.Variables[0]), [.. layers], θ);
    }
}
