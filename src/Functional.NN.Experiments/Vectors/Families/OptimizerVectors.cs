using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Optimizers: trajectories for given gradients.</summary>
internal static class OptimizerVectors
{
    /// <summary>An optimizer, the options it understands, and its state vectors that are expected, by the vectors' name.</summary>
    internal sealed record Description(string Name, IEnumerable<string> Options, Func<VectorOptions, IOptimizer> Make, string? StateVector = null);

    private static readonly ImmutableArray<Description> Descriptions =
    [
        new("sgd", ["lr", "momentum", "nesterov", "dampening", "weight_decay", "weight_decay_form"], Sgd),
        new("heavy_ball_subtract", ["eta", "alpha"], o => new Momentum(o.Number("alpha"), o.Number("eta", 0)), "velocity"),
        new("adagrad", ["lr", "eps", "lr_decay", "initial_accumulator_value", "weight_decay"], AdaGrad),
        new("rmsprop", ["lr", "alpha", "eps", "centered", "momentum", "weight_decay"], RmsProp),
        new("adam", ["lr", "betas", "eps", "amsgrad", "weight_decay", "weight_decay_form"], Adam),
        new("adamw", ["lr", "betas", "eps", "amsgrad", "weight_decay"], AdamW),
    ];

    public static IEnumerable<VectorOperation> All { get; } =
    [
        .. Descriptions.Select(d => new VectorOperation("optimizer", d.Name, [.. d.Options, "steps", "tensors"], [.. Numbered("parameters"), .. Numbered("gradients")], given => Trajectory(given, d))),
    ];

    /// <summary>The optimizer of a network's case.</summary>
    public static IOptimizer Of(VectorOptions options)
    {
        string type = options.Text("type");
        var description = Descriptions.FirstOrDefault(d => d.Name == type) ?? throw new UnsupportedException($"the optimizer \"{type}\" is not supported");
        options.Only([.. description.Options, "type"]);
        return description.Make(options);
    }

    private static IOptimizer Sgd(VectorOptions options)
    {
        double momentum = options.Number("momentum", 0);
        bool nesterov = options.Flag("nesterov", false);
        options.Only("weight_decay", 0);
        if (momentum == 0) return new Sgd(options.Number("lr"));
        options.Only("dampening", 0);
        return nesterov ? new Nesterov(options.Number("lr"), momentum) : new Momentum(options.Number("lr"), momentum);
    }

    private static AdaGrad AdaGrad(VectorOptions options)
    {
        options.Only("lr_decay", 0);
        options.Only("initial_accumulator_value", 0);
        options.Only("weight_decay", 0);
        return new AdaGrad(options.Number("lr"), options.Number("eps", 0));
    }

    private static RmsProp RmsProp(VectorOptions options)
    {
        options.Only("centered", false);
        options.Only("momentum", 0);
        options.Only("weight_decay", 0);
        return new RmsProp(options.Number("lr"), options.Number("alpha"), options.Number("eps", 0));
    }

    private static Adam Adam(VectorOptions options)
    {
        options.Only("amsgrad", false);
        options.Only("weight_decay", 0);
        var (β1, β2) = Betas(options);
        return new Adam(options.Number("lr"), β1, β2, options.Number("eps", 0));
    }

    private static AdamW AdamW(VectorOptions options)
    {
        options.Only("amsgrad", false);
        var (β1, β2) = Betas(options);
        return new AdamW(options.Number("lr"), options.Number("weight_decay", 0), β1, β2, options.Number("eps", 0));
    }

    private static (double, double) Betas(VectorOptions options) =>
        options.Numbers("betas") is [var β1, var β2] ? (β1, β2) : throw new UnsupportedException("the option \"betas\" should have 2 numbers");

    /// <summary>θ after every update, tensor by tensor; all tensors are one θ.</summary>
    private static Computed Trajectory(VectorCase given, Description description)
    {
        var optimizer = description.Make(given.Options);
        bool several = given.Has("parameters_0");
        string[] suffixes = several ? [.. Enumerable.Range(0, given.Inputs.Keys.Count(name => name.StartsWith("parameters", StringComparison.Ordinal))).Select(i => Invariant.Text($"_{i}"))] : [""];
        given.Agree("tensors", suffixes.Length);
        var layout = ParameterLayout.Of(suffixes.Select(suffix => new ParameterSpec("parameters" + suffix, given.Tensor("parameters" + suffix).Shape, new Zeros())));
        var gradients = suffixes.Select(suffix => given.Tensor("gradients" + suffix)).ToList();
        foreach (var (gradient, block) in gradients.Zip(layout))
            if (gradient.Shape != block.Shape.Prepend(gradients[0].Shape[0]))
                throw VectorCase.Contradiction($"the gradients of \"{block.Path}\" should have the shape steps×{block.Shape}, they are {gradient.Shape}");
        int steps = gradients[0].Shape[0];
        given.Agree("steps", steps);

        var θ = new Parameters<double>(layout, Joined(layout.Select(block => given.Tensor(block.Path))));
        var state = optimizer.Start(θ);
        var (path, velocity) = (new List<Parameters<double>>(), new List<Parameters<double>>());
        for (int step = 0; step < steps; step++)
        {
            (θ, state) = optimizer.Step(θ, θ.OfVector(Joined(gradients.Select(g => g.At(step)))), state);
            path.Add(θ);
            if (description.StateVector is { } name) velocity.Add(state[name]);
        }
        var computed = new Computed();
        foreach (var block in layout) computed.Add(block.Path, Tensor.Stack(path.Select(p => p[block.Path])));
        if (description.StateVector is { } vector && !several) computed.Add(vector, Tensor.Stack(velocity.Select(v => v[layout[0].Path])));
        return computed;
    }

    private static Tensor<double> Joined(IEnumerable<Tensor<double>> tensors) => Tensor.Concat(0, tensors.Select(tensor => tensor.Reshape(-1)));

    /// <summary>A name, and the same with the numbers of several tensors.</summary>
    private static IEnumerable<string> Numbered(string name) => Enumerable.Range(0, 100).Select(i => Invariant.Text($"{name}_{i}")).Prepend(name);
}
