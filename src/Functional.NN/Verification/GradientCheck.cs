using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Checks of gradients: of functions of variables, of plain functions with hand-written gradients, of losses, layers and whole networks.</summary>
/// <remarks>
/// <code>GradientCheck.Layer(new Dense(3), [4], RandomKey.FromSeed(1)).ThrowIfWrong();</code>
/// <code>GradientCheck.Function(x => x[0] * x[0], x => [2 * x[0]], [3.0]).ThrowIfWrong();</code>
/// What gives many numbers is checked through Σ ȳ·f with a random ȳ, whose numbers are ±[½, 1½): every output counts. Random numbers inside
/// (dropout) stay the same from one evaluation to the next, because the key does. Whatever somebody's function does — NaN, exceptions, endless loops, other
/// values at each call — is a finding of the report and not an exception of the check; only a stack overflow ends the process.
/// </remarks>
public static partial class GradientCheck
{

    /// <summary>The gradient of a function of one tensor.</summary>
    /// <param name="f">the function, with one number as its value or many</param>
    /// <param name="x">where it is checked</param>
    /// <param name="options">method, coordinates, tolerance, limit of time; central differences of every coordinate unless told</param>
    public static GradientReport Function(Func<Var, Var> f, Tensor<double> x, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Check("a function", ["x"], [x], vars => f(vars[0]), options);
    }

    /// <summary>The gradients of a function of several tensors; they are called x0, x1, and so on.</summary>
    /// <param name="f">the function, with one number as its value or many</param>
    /// <param name="at">where it is checked</param>
    /// <param name="options">method, coordinates, tolerance, limit of time; central differences of every coordinate unless told</param>
    public static GradientReport FunctionOfAll(Func<IReadOnlyList<Var>, Var> f, IEnumerable<Tensor<double>> at, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        Tensor<double>[] point = [.. at];
        return Check("a function", [.. point.Select((_, i) => Sentence.Of($"x{i}"))], point, f, options);
    }

    /// <summary>The gradients of a layer with respect to its parameters, its state and its input, on a random batch.</summary>
    /// <param name="layer">the layer</param>
    /// <param name="sampleInput">the shape of one sample of its input</param>
    /// <param name="key">gives the batch, the parameters and the layer's own random numbers</param>
    /// <param name="batch">how many samples</param>
    /// <param name="training">training or evaluation mode</param>
    /// <param name="mask">(batch × steps) for sequences, or none</param>
    /// <param name="options">method, coordinates, tolerance, limit of time; central differences of every coordinate unless told</param>
    public static GradientReport Layer(ILayer layer, Shape sampleInput, RandomKey key, int batch = 3, bool training = true, Tensor<double>? mask = null, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sampleInput);
        return Layer(layer, key.Fold("inputs").Normal<double>(sampleInput.Prepend(batch)), key, training, mask, options);
    }

    /// <summary>The gradients of a layer with respect to its parameters, its state and its input, on a given batch.</summary>
    /// <remarks>
    /// Parameters are drawn by their initialisers and then moved by normal numbers of deviation 0.1, so that zeros and ones are nothing special. What the layer
    /// gives besides its output (penalties, further outputs) is checked with it.
    /// </remarks>
    /// <param name="layer">the layer</param>
    /// <param name="inputs">(N × input shape)</param>
    /// <param name="key">gives the parameters and the layer's own random numbers</param>
    /// <param name="training">training or evaluation mode</param>
    /// <param name="mask">(N × steps) for sequences, or none</param>
    /// <param name="options">method, coordinates, tolerance, limit of time; central differences of every coordinate unless told</param>
    public static GradientReport Layer(ILayer layer, Tensor<double> inputs, RandomKey key, bool training = true, Tensor<double>? mask = null, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(inputs);
        var network = new Network(inputs.Shape.Sample, layer);
        var θ = Moved(network.Initialize<double>(key.Fold("initialize")), key.Fold("moved"));
        string place = $"{network.Body.Names[0]}.";
        string Own(string path) => path.StartsWith(place, StringComparison.Ordinal) ? path[place.Length..] : path;
        var model = new Model<double>(network, θ);
        options ??= GradientCheckOptions.Default;
        var report = Check($"{layer} on {inputs.Shape} in {(training ? "training" : "evaluation")}", model, Own, inputs, options, (vars, state, x) =>
        {
            var run = new LayerContext.Run(vars, key, training, mask is null ? null : Given(mask, options), FirstSample: 0, Tracing: false);
            var applied = network.Apply(run, state, x);
            if (applied.Output.Shape != network.Output.Prepend(inputs.Shape[0])) throw new ShapeException(Sentence.Of($"{layer}: says that it makes {network.Output.Prepend(inputs.Shape[0])} of {inputs.Shape}, and gives {applied.Output.Shape}."));
            return Var.Concat(0, applied.Outputs.Select(o => o.Value).Prepend(applied.Output).Concat(applied.Penalty is { } penalty ? [penalty] : []).Select(y => y.Reshape(y.Shape.Size)));
        });
        return report.Verdict == GradientVerdict.Wrong && options.Shrink && SmallestCase.OfLayer(model, inputs, key, training, mask, report, options) is { } smallest ? report.With(smallest) : report;
    }

    /// <summary>The gradient of the mean loss of a batch with respect to its predictions.</summary>
    /// <param name="loss">the loss</param>
    /// <param name="prediction">(N × output shape)</param>
    /// <param name="target">(N × target shape)</param>
    /// <param name="options">method, coordinates, tolerance, limit of time; central differences of every coordinate unless told</param>
    public static GradientReport Loss(ILoss loss, Tensor<double> prediction, Tensor<double> target, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        var t = Given(target, options);
        return Check(loss.ToString()!, ["prediction"], [prediction], vars => loss.Mean(vars[0], t), options);
    }

    /// <summary>The gradients of an objective with respect to every parameter and state of a network and to the inputs of a batch.</summary>
    /// <param name="network">the network</param>
    /// <param name="objective">what is made smaller, such as <c>Objective.Supervised(new MeanSquaredError(), new L2(0.01))</c></param>
    /// <param name="θ">where it is checked</param>
    /// <param name="batch">the samples</param>
    /// <param name="key">the key of the step</param>
    /// <param name="training">training or evaluation mode</param>
    /// <param name="state">running means and the like; as the network starts unless told</param>
    /// <param name="options">method, coordinates, tolerance, limit of time; central differences of every coordinate unless told</param>
    public static GradientReport Network(Network network, IObjective objective, Parameters<double> θ, Batch<double> batch, RandomKey key = default, bool training = true, NetworkState<double>? state = null, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(batch);
        var model = new Model<double>(network, θ, state);
        var given = new ShrinkCandidate(network, objective, θ, batch, key, training, model.State);
        options ??= GradientCheckOptions.Default;
        var report = Network(given, options);
        return report.Verdict == GradientVerdict.Wrong && options.Shrink ? report.With(SmallestCase.OfNetwork(given, report, options)) : report;
    }

    /// <summary>The gradients of a mean loss with respect to every parameter and state of a network and to the inputs of a batch.</summary>
    /// <param name="network">the network</param>
    /// <param name="loss">the loss</param>
    /// <param name="θ">where it is checked</param>
    /// <param name="batch">the samples</param>
    /// <param name="key">the key of the step</param>
    /// <param name="training">training or evaluation mode</param>
    /// <param name="state">running means and the like; as the network starts unless told</param>
    /// <param name="options">method, coordinates, tolerance, limit of time; central differences of every coordinate unless told</param>
    public static GradientReport Network(Network network, ILoss loss, Parameters<double> θ, Batch<double> batch, RandomKey key = default, bool training = true, NetworkState<double>? state = null, GradientCheckOptions? options = null) =>
        Network(network, Objective.Supervised(loss), θ, batch, key, training, state, options);

    /// <summary>The gradient as a trainer's step uses it: <see cref="Trainer{T}.Gradient"/> against differences of the trainer's own loss, for the blocks that are not frozen.</summary>
    /// <param name="trainer">the trainer</param>
    /// <param name="model">where it is checked</param>
    /// <param name="batch">the samples</param>
    /// <param name="stepKey">the key of the step</param>
    /// <param name="options">method, coordinates, tolerance, limit of time; central differences of every coordinate unless told</param>
    public static GradientReport Trainer(Trainer<double> trainer, Model<double> model, Batch<double> batch, RandomKey stepKey = default, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(model);
        Refuse(options, GradientMethod.ForwardMode, GradientMethod.Adjoint, "a trainer's step");
        if (options?.Precision == GradientPrecision.Single) throw new NNException("GradientCheck: a trainer of double numbers has no gradient in float; check its network with the precision Single.");
        ParameterBlock[] trained = [.. model.Parameters.Layout.Where(block => !block.Frozen)];
        Tensor<double>[] Trained(Parameters<double> θ) => Array.ConvertAll(trained, θ.Block);
        Parameters<double> At(Tensor<double>[] blocks) => trained.Zip(blocks).Aggregate(model.Parameters, (θ, changed) => θ.With(changed.First.Path, changed.Second));
        return CheckRun.Of(new GradientProblem("a training step", Array.ConvertAll(trained, block => block.Path), Trained(model.Parameters),
            blocks => Tensor.Scalar(trainer.Loss(model.With(At(blocks)), batch, stepKey)),
            ȳ => Trained(trainer.Gradient(model, batch, stepKey).Gradient * ȳ.ToScalar())), options);
    }

    /// <summary>The check of a network as it is, without making it smaller.</summary>
    internal static GradientReport Network(ShrinkCandidate c, GradientCheckOptions options)
    {
        Var targets = Given(c.Batch.Targets, options);
        Var? mask = c.Batch.Mask is null ? null : Given(c.Batch.Mask, options), weights = c.Batch.Weights is null ? null : Given(c.Batch.Weights, options);
        return Check(Sentence.Of($"a network of {c.Network.Body.Layers.Length} layers"), new Model<double>(c.Network, c.Parameters, c.State), path => path, c.Batch.Inputs, options, (vars, states, x) =>
        {
            var run = new LayerContext.Run(vars, c.Key, c.Training, mask, FirstSample: 0, Tracing: false);
            return c.Objective.Evaluate(new ObjectiveContext(c.Network, run, states, x, targets, weights)).Loss;
        });
    }

    /// <summary>The blocks of θ, those of the state, and the inputs, in this order.</summary>
    private static GradientReport Check(string subject, Model<double> model, Func<string, string> name, Tensor<double> inputs, GradientCheckOptions? options, Func<ParameterVars, ImmutableDictionary<string, Var>, Var, Var> f)
    {
        var layout = model.Network.Layout;
        var state = model.State.Blocks;
        return Check(subject, [.. layout.Select(block => name(block.Path)), .. state.Keys.Select(name), "inputs"], [.. Blocks(model.Parameters), .. state.Values, inputs], vars => f(
            new ParameterVars(layout, [.. vars.Take(layout.Count)]),
            state.Keys.Select((path, i) => (path, Var: vars[layout.Count + i])).ToImmutableDictionary(block => block.path, block => block.Var), vars[^1]), options);
    }

    private static GradientReport Check(string subject, string[] names, Tensor<double>[] point, Func<Var[], Var> f, GradientCheckOptions? options) =>
        CheckRun.Of(options is { Order: 2 } ? Problem($"the gradient of {subject}", names, point, VarProblem.GradientOf(f, options.Key.Fold("first order")), options) : Problem(subject, names, point, f, options), options);

    private static GradientProblem Problem(string subject, string[] names, Tensor<double>[] point, Func<Var[], Var> f, GradientCheckOptions? options) =>
        options is { Precision: GradientPrecision.Single } ? SingleFunction.Problem(subject, names, point, f) : VarProblem.Of(subject, names, point, f);

    private static void Refuse(GradientCheckOptions? options, GradientMethod one, GradientMethod other, string who)
    {
        if (options?.Method == one || options?.Method == other) throw new NNException($"GradientCheck: {who} has no tangent to compare with; choose CentralDifference or Richardson, got {options.Method}.");
        if (options?.Order == 2) throw new NNException($"GradientCheck: {who} has no second derivatives to check; give its gradient as the function and its Jacobian as the derivative.");
    }

    private static Parameters<double> Moved(Parameters<double> θ, RandomKey key) => θ.OfVector(θ.Vector + key.Normal<double>(θ.Vector.Shape, 0, 0.1));

    private static Tensor<double>[] Blocks(Parameters<double> θ) => [.. θ.Layout.Select(θ.Block)];
}
