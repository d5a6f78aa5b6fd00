using System.Collections.Immutable;

namespace Functional.NN.Properties.Mutants;

/// <summary>Checks of what layers compute, each of a layer as a value.</summary>
internal static class LayerChecks
{
    private const double Rounding = 1e-12;

    /// <summary>In training dropout keeps the mean of ones, and in evaluation it keeps everything.</summary>
    public static void KeepsTheMean(ILayer layer, RandomKey key)
    {
        const int Samples = 100, Features = 200;
        var ones = Tensor.Full([Samples, Features], 1.0);
        // √(p/(1 − p)/20000) is below 0.009 for rates up to 0.6: five times that are allowed.
        Assert.Equal(1, Applied(layer, ones, key, training: true).Output.Value<double>().ToArray().Average(), 0.045);
        Assert.Equal(ones, Applied(layer, ones, key, training: false).Output.Value<double>());
    }

    /// <summary>In training two samples that are alike are disturbed each in its own way.</summary>
    public static void DisturbsEachSampleByItself(ILayer layer, RandomKey key)
    {
        var output = Applied(layer, Tensor.Full([2, 100], 1.0), key, training: true).Output.Value<double>();
        Assert.NotEqual(output.At(0), output.At(1));
    }

    /// <summary>With a momentum of 0.1 the running mean becomes 0.1 of the batch's, and the running variance 0.9 and 0.1 of the batch's unbiased one.</summary>
    public static void RunningValuesFollowTheBatch(ILayer layer, RandomKey key)
    {
        var x = key.Fold("x").Normal<double>([6, 2], 3, 2);
        var state = Applied(layer, x, key, training: true).State.ToDictionary(update => update.Path.Split('.')[^1], update => update.Value.Value<double>());
        Assert.Equal(["running_mean", "running_var"], state.Keys.Order(StringComparer.Ordinal));
        for (int channel = 0; channel < 2; channel++)
        {
            double[] numbers = x.Slice(1, channel, 1).ToArray();
            double mean = numbers.Average(), variance = numbers.Sum(n => (n - mean) * (n - mean)) / 5;
            Assert.Equal(0.1 * mean, state["running_mean"][channel], Rounding);
            Assert.Equal(0.9 + 0.1 * variance, state["running_var"][channel], Rounding * 10);
        }
    }

    /// <summary>In evaluation what a sample gives does not depend on the others.</summary>
    public static void SamplesAreAloneInEvaluation(ILayer layer, RandomKey key)
    {
        var x = key.Fold("x").Normal<double>([3, 4]);
        var together = Applied(layer, x, key, training: false).Output.Value<double>();
        for (int i = 0; i < 3; i++) Assert.Equal(together.At(i), Applied(layer, x.Slice(0, i, 1), key, training: false).Output.Value<double>().At(0));
    }

    /// <summary>An LSTM of two units is its formula, in loops over numbers.</summary>
    public static void IsTheFormulaOfAnLstm(ILayer layer, RandomKey key)
    {
        var network = new Network([3, 2], layer);
        var θ = network.Initialize<double>(key.Fold("initialize"));
        var x = key.Fold("x").Normal<double>([2, 3, 2]);
        double[] expected = LstmByHand.OfNumbers(θ, "0", x), actual = new Model<double>(network, θ).Predict(x).ToArray();
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Rounding));
    }

    /// <summary>What comes later in a sequence changes nothing before it.</summary>
    public static void LooksNotAhead(ILayer layer, RandomKey key)
    {
        Tensor<double> x = key.Fold("x").Normal<double>([2, 4, 3]), other = key.Fold("other").Normal<double>([2, 2, 3]);
        var changed = Tensor.Concat(1, x.Slice(1, 0, 2), other);
        Tensor<double> Before(Tensor<double> sequence) => Applied(layer, sequence, key, training: false).Output.Value<double>().Slice(1, 0, 2);
        Assert.Equal(Before(x), Before(changed));
    }

    /// <summary>softmax(Q·Kᵀ/√E)·V of a sequence attending to itself, in loops over numbers.</summary>
    public static void IsTheFormulaOfAttention(ILayer layer, RandomKey key)
    {
        const int Steps = 3, Size = 4;
        var x = key.Fold("x").Normal<double>([1, Steps, Size]);
        var output = Applied(layer, x, key, training: false).Output.Value<double>();
        for (int query = 0; query < Steps; query++)
        {
            double[] scores = [.. Enumerable.Range(0, Steps).Select(k => Math.Exp(Enumerable.Range(0, Size).Sum(e => x[0, query, e] * x[0, k, e]) / Math.Sqrt(Size)))];
            for (int e = 0; e < Size; e++)
                Assert.Equal(Enumerable.Range(0, Steps).Sum(k => scores[k] / scores.Sum() * x[0, k, e]), output[0, query, e], Rounding * 10);
        }
    }

    /// <summary>A layer applied to a batch, with parameters and state as they start.</summary>
    private static Applied Applied(ILayer layer, Tensor<double> x, RandomKey key, bool training)
    {
        var network = new Network(x.Shape.Sample, layer);
        var model = new Model<double>(network, network.Initialize<double>(key.Fold("initialize")));
        var run = new LayerContext.Run(new ParameterVars(network.Layout, [.. network.Layout.Select(block => Var.Of(model.Parameters.Block(block)))]), key, training, Mask: null, FirstSample: 0, Tracing: false);
        return network.Apply(run, model.State.Blocks.ToImmutableDictionary(block => block.Key, block => Var.Of(block.Value)), Var.Of(x));
    }
}
