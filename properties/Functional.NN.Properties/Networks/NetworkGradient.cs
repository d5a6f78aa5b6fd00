using System.Collections.Immutable;

namespace Functional.NN.Properties;

/// <summary>An objective at a batch, with its gradient.</summary>
/// <param name="Loss">its value</param>
/// <param name="Count">how many terms the mean is over</param>
/// <param name="Parameters">the gradient with respect to θ</param>
/// <param name="Inputs">the gradient with respect to the inputs; none where they are tokens</param>
internal sealed record NetworkGradient(double Loss, double Count, Parameters<double> Parameters, Tensor<double>? Inputs)
{
    /// <summary>All numbers of the gradient, those of θ first.</summary>
    public Tensor<double> Vector => Inputs is null ? Parameters.Vector : Tensor.Concat(0, Parameters.Vector, Inputs.Reshape(Inputs.Shape.Size));

    /// <summary>The largest number of the gradient, in size.</summary>
    public double Size => Vector.ToArray().Select(Math.Abs).DefaultIfEmpty(0).Max();

    public bool IsFinite => double.IsFinite(Loss) && Vector.IsFinite;
}

/// <summary>A network at a point, in training or evaluation, as a function of its blocks of θ and its inputs.</summary>
/// <param name="Model">the network with its θ</param>
/// <param name="Key">of the step</param>
/// <param name="Training">training or evaluation</param>
/// <param name="Tokens">inputs are whole numbers, by which nothing is differentiated</param>
internal sealed record NetworkFunction(Model<double> Model, RandomKey Key, bool Training, bool Tokens = false)
{
    /// <summary>The blocks of θ, and the inputs of a batch unless they are tokens: what the network is differentiated by.</summary>
    public ImmutableArray<Tensor<double>> Point(Batch<double> batch) => [.. Model.Network.Layout.Select(Model.Parameters.Block), .. Tokens ? Array.Empty<Tensor<double>>() : [batch.Inputs]];

    /// <summary>An objective of a batch.</summary>
    public Evaluation Evaluate(IReadOnlyList<Var> point, Batch<double> batch, IObjective objective) => objective.Evaluate(
        new ObjectiveContext(Model.Network, RunOf(point, batch), Model.StateVars(), InputsOf(point, batch), Var.Of(batch.Targets), batch.Weights is null ? null : Var.Of(batch.Weights)));

    /// <summary>All numbers the network gives for a batch, in one row.</summary>
    public Var Outputs(IReadOnlyList<Var> point, Batch<double> batch) => LayerCase.Row(Model.Network.Apply(RunOf(point, batch), Model.StateVars(), InputsOf(point, batch)));

    /// <summary>An objective at a batch and its gradients.</summary>
    public NetworkGradient Gradient(Batch<double> batch, IObjective objective)
    {
        double count = 0;
        var (loss, gradients) = Grad.Reverse(point =>
        {
            var evaluation = Evaluate(point, batch, objective);
            count = evaluation.Count.Value<double>().ToScalar();
            return evaluation.Loss;
        }, [.. Point(batch).Select(Var.Of)]);
        var layout = Model.Network.Layout;
        var blocks = gradients.Take(layout.Count).Select(g => g.Value<double>().Reshape(g.Shape.Size));
        return new(loss.Value<double>().ToScalar(), count, new(layout, Tensor.Concat(0, blocks)), Tokens ? null : gradients[^1].Value<double>());
    }

    /// <summary>How far rounding may move a number of the gradient, as samples of it show operation by operation: what is left of a cancellation moves by the rounding of what was cancelled.</summary>
    public double Rounding(Batch<double> batch, IObjective objective)
    {
        Tensor<double>[] point = [.. Point(batch)];
        var gradient = Trace.Of(x => VarProblem.Row(Grad.Reverse(at => Evaluate(at, batch, objective).Loss, x).Gradients), point);
        return SampledRounding.Bound(SampledRounding.Double.Samples(gradient, point).Select(s => s.Abs().ToArray().Max()));
    }

    private LayerContext.Run RunOf(IReadOnlyList<Var> point, Batch<double> batch) =>
        new(new ParameterVars(Model.Network.Layout, [.. point.Take(Model.Network.Layout.Count)]), Key, Training, batch.Mask is null ? null : Var.Of(batch.Mask), FirstSample: 0, Tracing: false);

    private Var InputsOf(IReadOnlyList<Var> point, Batch<double> batch) => point.Count > Model.Network.Layout.Count ? point[^1] : Var.Of(batch.Inputs);
}
