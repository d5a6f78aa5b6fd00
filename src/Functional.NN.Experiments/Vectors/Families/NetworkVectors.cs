using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Networks trained end to end by the library's trainer.</summary>
internal static class NetworkVectors
{
    public static IEnumerable<VectorOperation> All { get; } =
        [new("network", "train", ["layers", "loss", "optimizer", "steps", "batches", "penalties", "clip"], ["x", "target", "parameters", "buffers"], Train)];

    private static Computed Train(VectorCase given)
    {
        var (trainer, start) = Start(given);
        var all = new Batch<double>(given.Tensor("x"), given.Tensor("target"));
        var batches = Batches(given, all);
        var (first, firstStep) = (trainer.Gradient(start.Model, all), trainer.Gradient(start.Model, batches[0]));
        var steps = trainer.Run(start, batches).ToList();
        var end = steps.Count > 0 ? steps[^1].State.Model : start.Model;
        var computed = new Computed
        {
            { "initial_loss", first.Metrics.Loss },
            { "initial_output", InTraining(start.Model, all.Inputs) },
            { "first_gradients", Turned(firstStep.Gradient) },
            { "step_losses", Tensor.Vector([.. steps.Select(step => step.Metrics.Loss)]) },
            { "gradient_norms", Tensor.Vector([.. steps.Select(step => step.Metrics.GradientNorm)]) },
            { "losses_after", Tensor.Vector([.. steps.Select(step => trainer.Gradient(step.State.Model, all).Metrics.Loss)]) },
            { "parameters", Turned(end.Parameters) },
            { "final_output_eval", end.Predict(all.Inputs) },
        };
        if (given.Has("buffers")) computed.Add("buffers", end.State.Blocks);
        return computed;
    }

    private static (Trainer<double> Trainer, TrainState<double> Start) Start(VectorCase given)
    {
        var parameters = given.Set("parameters");
        var loss = given.Options.Inner("loss");
        loss.Only("type", "reduction");
        loss.OneOf("reduction", "mean");
        var optimizer = OptimizerVectors.Clipped(OptimizerVectors.Of(given.Options.Inner("optimizer")), given.Options);
        var network = NetworkDescriptions.Network(given.Options.InnerList("layers"), given.Tensor("x").Shape.Sample, parameters);
        var penalties = given.Options.InnerList("penalties").Select(options => Penalty(options, network.Layout)).ToList();
        var trainer = new Trainer<double>(network, Objective.Supervised(NetworkDescriptions.Loss(loss.Text("type")), penalties), optimizer);
        return (trainer, trainer.Start(Parameters(network.Layout, parameters), given.Has("buffers") ? new NetworkState<double>(given.Set("buffers")) : null));
    }

    /// <summary>θ of a layout from the tensors of a case.</summary>
    public static Parameters<double> Parameters(ParameterLayout layout, ImmutableSortedDictionary<string, Tensor<double>> parameters) =>
        new(layout, Tensor.Concat(0, layout.Select(block => Block(block, parameters).Reshape(-1)).Prepend(Tensor.Zeros<double>(Shape.Of(0)))));

    private static Tensor<double> Block(ParameterBlock block, ImmutableSortedDictionary<string, Tensor<double>> parameters)
    {
        if (!parameters.TryGetValue(block.Path, out var given)) throw VectorCase.Contradiction($"a layer names the parameter \"{block.Path}\", which the case does not give");
        var turned = Orientation.Turned(given);
        return turned.Shape == block.Shape ? turned : throw VectorCase.Contradiction($"the parameter \"{block.Path}\" is {turned.Shape} for the library, its layer wants {block.Shape}");
    }

    private static IReadOnlyList<Batch<double>> Batches(VectorCase given, Batch<double> all)
    {
        int steps = Limits.Count("steps", given.Options.Integer("steps"));
        if (steps < 1) throw VectorCase.Contradiction(Invariant.Text($"the option \"steps\" is {steps}, there should be 1 or more"));
        if (!given.Options.Has("batches")) return [.. Enumerable.Repeat(all, steps)];
        var places = given.Options.IntegerLists("batches");
        if (places.Count != steps) throw VectorCase.Contradiction(Invariant.Text($"the option \"batches\" has {places.Count} lists for {steps} steps"));
        if (places.Any(batch => batch.Count == 0 || batch.Any(place => place < 0 || place >= all.Count))) throw VectorCase.Contradiction("the option \"batches\" names samples that are not there");
        return [.. places.Select(batch => new Batch<double>(all.Inputs.Gather(batch), all.Targets.Gather(batch)))];
    }

    private static IPenalty Penalty(VectorOptions options, ParameterLayout layout)
    {
        options.Only("type", "coefficient", "parameters");
        double coefficient = options.Number("coefficient");
        var names = options.Texts("parameters");
        if (names.FirstOrDefault(name => layout.All(block => block.Path != name)) is { } strange) throw VectorCase.Contradiction($"a penalty names the parameter \"{strange}\", which no layer has");
        return options.OneOf("type", "l2", "tie") == "l2" ? NN.Penalty.From("l2", θ => coefficient * names.Aggregate(Var.Constant(0), (sum, name) => sum + Var.Square(θ[name]).Sum()))
            : names is [var a, var b] ? NN.Penalty.From("tie", θ => coefficient * Var.Square(θ[a] - θ[b]).Sum())
            : throw new UnsupportedException("a tie is between 2 parameters");
    }

    private static Tensor<double> InTraining(Model<double> model, Tensor<double> x)
    {
        var run = new LayerContext.Run(ParameterVars.Of(model.Parameters), default, Training: true, Mask: null, FirstSample: 0, Tracing: false);
        return model.Network.Apply(run, model.StateVars(), Var.Of(x)).Output.Value<double>();
    }

    /// <summary>The blocks as the vectors have them.</summary>
    private static ImmutableSortedDictionary<string, Tensor<double>> Turned(Parameters<double> θ) =>
        θ.Layout.ToImmutableSortedDictionary(block => block.Path, block => Orientation.Turned(θ[block.Path]), StringComparer.Ordinal);
}
