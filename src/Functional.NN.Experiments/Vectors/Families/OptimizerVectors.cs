using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Optimizers: trajectories for given gradients.</summary>
internal static class OptimizerVectors
{
    /// <summary>An optimizer, the options it understands, and the vectors of its state that are expected, by the vectors' names for them.</summary>
    internal sealed record Description(string Name, IEnumerable<string> Options, Func<VectorOptions, IOptimizer> Make, params (string Output, string Name)[] StateVectors);

    private static readonly ImmutableArray<Description> Descriptions =
    [
        new("sgd", ["lr", "momentum", "nesterov", "dampening", "weight_decay", "weight_decay_form"], Sgd),
        new("heavy_ball_subtract", ["eta", "alpha"], o => new Momentum(o.Number("alpha"), o.Number("eta", 0)), ("velocity", "velocity")),
        new("heavy_ball_add", ["alpha", "epsilon"], o => new MomentumByAddition(o.Number("epsilon"), o.Number("alpha", 0)), ("velocity", "velocity")),
        new("adagrad", ["lr", "eps", "lr_decay", "initial_accumulator_value", "weight_decay", "weight_decay_form"], o =>
            Decayed(new AdaGrad(new InverseTimeDecay(o.Number("lr"), o.Number("lr_decay", 0)), o.Number("eps", 0), o.Number("initial_accumulator_value", 0)), o)),
        new("adagrad_eps_inside", ["lr", "eps"], o => new AdaGradEpsilonInside(o.Number("lr"), o.Number("eps", 0))),
        new("rmsprop", ["lr", "alpha", "eps", "centered", "momentum", "weight_decay", "weight_decay_form"], o =>
            Decayed(new RmsProp(o.Number("lr"), o.Number("alpha"), o.Number("eps", 0), o.Flag("centered", false), o.Number("momentum", 0)), o)),
        new("rmsprop_eps_inside", ["lr", "rho", "eps"], o => new RmsPropEpsilonInside(o.Number("lr"), o.Number("rho"), o.Number("eps", 0))),
        new("adadelta", ["lr", "rho", "eps", "weight_decay", "weight_decay_form"], o => Decayed(new AdaDelta(o.Number("lr"), o.Number("rho"), o.Number("eps", 0)), o)),
        new("adam", ["lr", "betas", "eps", "amsgrad", "weight_decay", "weight_decay_form"], o => Decayed(o.Flag("amsgrad", false) ? new AmsGrad(o.Number("lr"), Beta1(o), Beta2(o), o.Number("eps", 0))
            : new Adam(o.Number("lr"), Beta1(o), Beta2(o), o.Number("eps", 0)), o)),
        new("adam_eps_hat", ["lr", "betas", "eps"], o => new AdamEpsilonHat(o.Number("lr"), Beta1(o), Beta2(o), o.Number("eps", 0))),
        new("adamw", ["lr", "betas", "eps", "amsgrad", "weight_decay"], AdamW),
        new("adamax", ["lr", "betas", "eps", "weight_decay", "weight_decay_form"], o => Decayed(new AdaMax(o.Number("lr"), Beta1(o), Beta2(o), o.Number("eps", 0)), o)),
        new("nadam", ["lr", "betas", "eps", "momentum_decay", "weight_decay", "weight_decay_form"], o => Decayed(new NAdam(o.Number("lr"), Beta1(o), Beta2(o), o.Number("eps", 0), o.Number("momentum_decay", 0)), o)),
        new("radam", ["lr", "betas", "eps", "weight_decay", "weight_decay_form"], o => Decayed(new RAdam(o.Number("lr"), Beta1(o), Beta2(o), o.Number("eps", 0)), o)),
        new("lion", ["lr", "betas", "weight_decay"], o => new Lion(o.Number("lr"), Beta1(o), Beta2(o), o.Number("weight_decay", 0))),
        new("rprop", ["lr", "etas", "step_sizes"], Rprop),
        new("asgd", ["lr", "lambd", "alpha", "t0", "weight_decay", "weight_decay_form"], o => Decayed(new Asgd(o.Number("lr"), o.Number("lambd", 0), o.Number("alpha", 0), o.Number("t0", 0)), o), ("averaged", "average")),
    ];

    public static IEnumerable<VectorOperation> All { get; } =
    [
        .. Descriptions.Select(d => new VectorOperation("optimizer", d.Name, [.. d.Options, "steps", "tensors", "clip"], [.. Numbered("parameters"), .. Numbered("gradients")], given => Trajectory(given, d))),
    ];

    /// <summary>The optimizer of a network's case.</summary>
    public static IOptimizer Of(VectorOptions options)
    {
        string type = options.Text("type");
        var description = Descriptions.FirstOrDefault(d => d.Name == type) ?? throw new UnsupportedException($"the optimizer \"{type}\" is not supported");
        options.Only([.. description.Options, "type"]);
        return description.Make(options);
    }

    /// <summary>The optimizer with a case's clipping of the gradient around it, if it has any.</summary>
    public static IOptimizer Clipped(IOptimizer optimizer, VectorOptions options)
    {
        if (!options.Has("clip")) return optimizer;
        var clip = options.Inner("clip");
        switch (clip.OneOf("type", "global_norm", "value"))
        {
            case "global_norm":
                clip.Only("type", "max_norm", "eps");
                return optimizer.ClippedByGlobalNorm(clip.Number("max_norm"), clip.Number("eps", 0));
            default:
                clip.Only("type", "max_value");
                return optimizer.ClippedByValue(clip.Number("max_value"));
        }
    }

    private static IOptimizer Sgd(VectorOptions options)
    {
        double rate = options.Number("lr"), momentum = options.Number("momentum", 0), dampening = options.Number("dampening", 0);
        bool nesterov = options.Flag("nesterov", false);
        return Decayed(momentum == 0 ? new Sgd(rate) : new DampenedMomentum(rate, momentum, dampening, nesterov), options);
    }

    private static IOptimizer AdamW(VectorOptions options)
    {
        double rate = options.Number("lr"), decay = options.Number("weight_decay", 0), ε = options.Number("eps", 0);
        return options.Flag("amsgrad", false) ? new AmsGrad(rate, Beta1(options), Beta2(options), ε).WithDecoupledWeightDecay(rate, decay) : new AdamW(rate, decay, Beta1(options), Beta2(options), ε);
    }

    private static Rprop Rprop(VectorOptions options)
    {
        var (minus, plus) = Pair(options, "etas");
        var (smallest, largest) = Pair(options, "step_sizes");
        return new Rprop(options.Number("lr"), minus, plus, smallest, largest);
    }

    /// <summary>The optimizer with the decay of a case added to the gradient first.</summary>
    private static IOptimizer Decayed(IOptimizer optimizer, VectorOptions options)
    {
        if (options.Has("weight_decay_form") && options.Text("weight_decay_form") is var form && form != "g += weight_decay*w before anything else")
            throw new UnsupportedException($"the option \"weight_decay_form\" is \"{form}\", which is not supported");
        return options.Number("weight_decay", 0) is var decay && decay == 0 ? optimizer : optimizer.WithWeightDecay(decay);
    }

    private static double Beta1(VectorOptions options) => Pair(options, "betas").First;

    private static double Beta2(VectorOptions options) => Pair(options, "betas").Second;

    private static (double First, double Second) Pair(VectorOptions options, string name) =>
        options.Numbers(name) is [var first, var second] ? (first, second) : throw new UnsupportedException($"the option \"{name}\" should have 2 numbers");

    /// <summary>θ after every update, tensor by tensor; all tensors are one θ.</summary>
    private static Computed Trajectory(VectorCase given, Description description)
    {
        var optimizer = Clipped(description.Make(given.Options), given.Options);
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
        var (path, states, norms) = (new List<Parameters<double>>(), new List<OptimizerState<double>>(), new List<double>());
        for (int step = 0; step < steps; step++)
        {
            var g = θ.OfVector(Joined(gradients.Select(g => g.At(step))));
            (θ, state) = optimizer.Step(θ, g, state);
            path.Add(θ);
            states.Add(state is { Inner.IsEmpty: true } ? state : state.InnerState("inner"));
            norms.Add(g.Norm);
        }
        var computed = new Computed();
        foreach (var block in layout) computed.Add(block.Path, Tensor.Stack(path.Select(p => p[block.Path])));
        foreach (var (output, vector) in several ? [] : description.StateVectors) computed.Add(output, Tensor.Stack(states.Select(at => at[vector][layout[0].Path])));
        if (given.Options.Has("clip")) computed.Add("gradient_norms", Tensor.Vector([.. norms]));
        return computed;
    }

    private static Tensor<double> Joined(IEnumerable<Tensor<double>> tensors) => Tensor.Concat(0, tensors.Select(tensor => tensor.Reshape(-1)));

    /// <summary>A name, and the same with the numbers of several tensors.</summary>
    private static IEnumerable<string> Numbered(string name) => Enumerable.Range(0, 100).Select(i => Invariant.Text($"{name}_{i}")).Prepend(name);
}
