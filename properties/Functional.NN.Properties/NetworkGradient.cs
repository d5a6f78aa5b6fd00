using System.Collections.Immutable;
using Functional.NN.Properties.Catalogue;

namespace Functional.NN.Properties;

/// <summary>An objective at a batch, with its gradient.</summary>
/// <param name="Loss">its value</param>
/// <param name="Count">how many terms the mean is over</param>
/// <param name="Parameters">the gradient with respect to θ</param>
/// <param name="Inputs">the gradient with respect to the inputs; none where they are tokens</param>
internal sealed record NetworkGradient(double Loss, double Count, Parameters<double> Parameters, Tensor<double>? Inputs);

/// <summary>Objectives of cases and their gradients, in training and in evaluation, as the derivative rules give them.</summary>
internal static class NetworkEvaluation
{
    /// <summary>The objective of a batch.</summary>
    /// <param name="c">the network</param>
    /// <param name="point">the blocks of θ, and the batch's inputs where they are differentiated</param>
    /// <param name="batch">the samples</param>
    /// <param name="objective">what is made smaller, the case's own unless told</param>
    public static Evaluation Evaluate(this NetworkCase c, IReadOnlyList<Var> point, Batch<double> batch, IObjective? objective = null)
    {
        var model = c.Model;
        var run = RunOf(c, model.Network, point, batch);
        var context = new ObjectiveContext(model.Network, run, model.StateVars(), InputsOf(model.Network, point, batch), Var.Of(batch.Targets), batch.Weights is null ? null : Var.Of(batch.Weights));
        return (objective ?? c.Objective).Evaluate(context);
    }

    /// <summary>All numbers the network gives for a batch, in one row.</summary>
    public static Var Outputs(this NetworkCase c, IReadOnlyList<Var> point, Batch<double> batch)
    {
        var model = c.Model;
        return LayerCase.Row(model.Network.Apply(RunOf(c, model.Network, point, batch), model.StateVars(), InputsOf(model.Network, point, batch)));
    }

    /// <summary>The blocks of θ, and the inputs of a batch unless they are tokens: what a network is differentiated by.</summary>
    public static ImmutableArray<Tensor<double>> Point(this NetworkCase c, Batch<double> batch)
    {
        var θ = c.Parameters;
        return [.. θ.Layout.Select(θ.Block), .. c.Tokens is null ? [batch.Inputs] : Array.Empty<Tensor<double>>()];
    }

    /// <summary>The objective and its gradients at a batch, the case's own unless told.</summary>
    public static NetworkGradient Gradient(this NetworkCase c, Batch<double>? samples = null, IObjective? objective = null)
    {
        var batch = samples ?? c.Batch;
        double count = 0;
        var (loss, gradients) = Grad.Reverse(point =>
        {
            var evaluation = c.Evaluate(point, batch, objective);
            count = evaluation.Count.Value<double>().ToScalar();
            return evaluation.Loss;
        }, [.. c.Point(batch).Select(Var.Of)]);
        var layout = c.Network.Layout;
        var blocks = gradients.Take(layout.Count).Select(g => g.Value<double>().Reshape(g.Shape.Size));
        return new(loss.Value<double>().ToScalar(), count, new(layout, Tensor.Concat(0, blocks)), c.Tokens is null ? gradients[^1].Value<double>() : null);
    }

    private static LayerContext.Run RunOf(NetworkCase c, Network network, IReadOnlyList<Var> point, Batch<double> batch) =>
        new(new ParameterVars(network.Layout, [.. point.Take(network.Layout.Count)]), c.Key.Fold("step"), c.Training, batch.Mask is null ? null : Var.Of(batch.Mask), FirstSample: 0, Tracing: false);

    private static Var InputsOf(Network network, IReadOnlyList<Var> point, Batch<double> batch) => point.Count > network.Layout.Count ? point[network.Layout.Count] : Var.Of(batch.Inputs);
}
