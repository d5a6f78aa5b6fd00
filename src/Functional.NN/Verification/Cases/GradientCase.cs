namespace Functional.NN;

/// <summary>Something whose gradient can be checked: what it is called, and how the check is made.</summary>
/// <remarks><code>GradientCase.Layer(new Dense(3), [4]).Check().ThrowIfWrong();</code></remarks>
public sealed class GradientCase
{
    private readonly Func<GradientCheckOptions, GradientReport> _check;

    private GradientCase(string name, Func<GradientCheckOptions, GradientReport> check)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(check);
        (Name, _check) = (name, check);
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Checks it.</summary>
    /// <param name="options">how; every coordinate by central differences unless told</param>
    public GradientReport Check(GradientCheckOptions? options = null) => _check(options ?? GradientCheckOptions.Default);

    /// <summary>A case from any check.</summary>
    /// <param name="name">what it is called</param>
    /// <param name="check">makes the check under the given options</param>
    public static GradientCase Of(string name, Func<GradientCheckOptions, GradientReport> check) => new(name, check);

    /// <summary>A function of one tensor.</summary>
    /// <param name="name">what it is called</param>
    /// <param name="f">the function, with one number as its value or many</param>
    /// <param name="x">where it is checked</param>
    public static GradientCase Function(string name, Func<Var, Var> f, Tensor<double> x) => new(name, options => GradientCheck.Function(f, x, options));

    /// <summary>A plain function with a gradient written by hand.</summary>
    /// <param name="name">what it is called</param>
    /// <param name="f">the function</param>
    /// <param name="gradient">its gradient, as somebody claims it: as many numbers as there are arguments</param>
    /// <param name="at">where it is checked</param>
    public static GradientCase Function(string name, Func<double[], double> f, Func<double[], double[]> gradient, double[] at)
    {
        ArgumentNullException.ThrowIfNull(at);
        double[] own = [.. at];
        return new(name, options => GradientCheck.Function(f, gradient, own, options));
    }

    /// <summary>A layer on samples that are drawn.</summary>
    /// <param name="layer">the layer</param>
    /// <param name="input">the shape of one sample of its input</param>
    /// <param name="training">training or evaluation mode</param>
    /// <param name="samples">how many samples</param>
    /// <param name="masked">whether samples are sequences some of whose steps do not count</param>
    /// <param name="indices">inputs are whole numbers from 0 to below this, and only parameters have gradients; normal numbers where there is none</param>
    /// <param name="scale">normal numbers are multiplied by this</param>
    /// <param name="key">gives samples, parameters and the layer's own random numbers</param>
    public static GradientCase Layer(ILayer layer, Shape input, bool training = true, int samples = 3, bool masked = false, int? indices = null, double scale = 1, RandomKey key = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(input);
        string name = Sentence.Of($"{layer} on {samples}×{input}{(masked ? ", masked," : "")} in {(training ? "training" : "evaluation")}");
        return new(name, options =>
        {
            var inputs = CaseInputs.Draw(input, key, samples, indices, scale);
            var mask = masked ? CaseInputs.Mask(samples, input[0], key) : null;
            return indices is null ? GradientCheck.Layer(layer, inputs, key, training, mask, options)
                : GradientCheck.Layer(new AtIndices(layer, inputs), Tensor.Zeros<double>(Shape.Of(samples, 0)), key, training, mask, options);
        });
    }

    /// <summary>The mean loss of a batch.</summary>
    /// <param name="loss">the loss</param>
    /// <param name="prediction">(N × output shape)</param>
    /// <param name="target">(N × target shape)</param>
    public static GradientCase Loss(ILoss loss, Tensor<double> prediction, Tensor<double> target)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        return new(Sentence.Of($"{loss} of {prediction.Shape} against {target.Shape}"), options => GradientCheck.Loss(loss, prediction, target, options));
    }

    /// <summary>The mean loss of a batch of predictions that are normal numbers.</summary>
    /// <param name="loss">the loss</param>
    /// <param name="prediction">the shape of one sample's prediction</param>
    /// <param name="targets">draws so many samples' targets from a key</param>
    /// <param name="samples">how many samples</param>
    /// <param name="key">gives predictions and targets</param>
    public static GradientCase Loss(ILoss loss, Shape prediction, Func<RandomKey, int, Tensor<double>> targets, int samples = 4, RandomKey key = default)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(targets);
        return Loss(loss, key.Fold("predictions").Normal<double>(prediction.Prepend(samples)), targets(key.Fold("targets"), samples));
    }

    /// <summary>A network with an objective and a batch.</summary>
    /// <param name="name">what it is called</param>
    /// <param name="network">the network</param>
    /// <param name="objective">what is made smaller</param>
    /// <param name="θ">where it is checked</param>
    /// <param name="batch">the samples</param>
    /// <param name="key">the key of the step</param>
    /// <param name="training">training or evaluation mode</param>
    /// <param name="state">running means and the like; as the network starts unless told</param>
    public static GradientCase Network(string name, Network network, IObjective objective, Parameters<double> θ, Batch<double> batch, RandomKey key = default, bool training = true, NetworkState<double>? state = null) =>
        new(name, options => GradientCheck.Network(network, objective, θ, batch, key, training, state, options));
}
