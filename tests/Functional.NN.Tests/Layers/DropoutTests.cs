using System.Collections.Immutable;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class DropoutTests
{
    private static Tensor<double> Apply(ILayer layer, Tensor<double> x, RandomKey key, int firstSample = 0)
    {
        var network = new Network(x.Shape.Sample, layer);
        var run = new LayerContext.Run(ParameterVars.Of(network.Initialize<double>(default)), key, Training: true, Mask: null, firstSample, Tracing: false);
        return network.Apply(run, ImmutableDictionary<string, Var>.Empty, Var.Of(x)).Output.Value<double>();
    }

    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    [Fact]
    public void In_training_numbers_are_dropped_or_scaled_so_that_the_mean_is_kept()
    {
        var y = Apply(new Dropout(0.2), Tensor.Full<double>([200, 100], 1), Key);
        Assert.Equal([0, 1.25], y.ToArray().Distinct().Order());
        Assert.Equal(1, y.Mean().ToScalar(), 5 * 0.5 / Math.Sqrt(20000));
    }

    [Fact]
    public void In_evaluation_nothing_changes()
    {
        var x = Numbers.Some<double>([4, 3], 1);
        Assert.Equal(x, Model<double>.Initialize(new Network([3], new Dropout(0.9)), default).Predict(x));
    }

    [Fact]
    public void A_batch_computed_in_parts_is_the_whole()
    {
        var x = Numbers.Some<double>([7, 10], 1);
        var whole = Apply(new Dropout(0.5), x, Key);
        Assert.Equal(whole, Tensor.Concat(0, Apply(new Dropout(0.5), x.Slice(0, 0, 3), Key), Apply(new Dropout(0.5), x.Slice(0, 3, 4), Key, firstSample: 3)));
    }

    [Fact]
    public void Samples_steps_and_paths_have_masks_of_their_own()
    {
        var ones = Tensor.Full<double>([2, 64], 1);
        var mask = Apply(new Dropout(0.5), ones, Key);
        Assert.NotEqual(mask.At(0), mask.At(1));
        Assert.NotEqual(mask, Apply(new Dropout(0.5), ones, Key.Fold(1)));
        Assert.NotEqual(mask, Apply(new Dropout(0.5).Named("elsewhere"), ones, Key));
    }

    [Fact]
    public void The_mask_is_a_function_of_step_path_and_sample()
    {
        var mask = Apply(new Dropout(0.5).Named("d"), Tensor.Full<double>([3, 8], 1), Key);
        for (int sample = 0; sample < 3; sample++)
            Assert.Equal(Key.Fold("d").Fold(sample).Bernoulli<double>([8], 0.5) * 2.0, mask.At(sample));
    }

    [Fact]
    public void A_rate_of_zero_drops_nothing() => Assert.Equal(Tensor.Full<double>([2, 9], 1), Apply(new Dropout(0), Tensor.Full<double>([2, 9], 1), Key));

    [Fact]
    public void The_gradient_goes_through_the_same_mask()
    {
        var x = Numbers.Some<double>([2, 30], 1);
        var network = new Network([30], new Dropout(0.5));
        var gradient = Grad.Of(v => network.Apply(new LayerContext.Run(ParameterVars.Zeros([]), Key, true, null, 0, false), ImmutableDictionary<string, Var>.Empty, v).Output.Sum(), x);
        Assert.Equal(Apply(new Dropout(0.5), Tensor.Full<double>([2, 30], 1), Key), gradient);
    }
}
