using Functional.NN.Kernels;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Data;

public sealed class AugmentationTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(1);

    private static readonly Tensor<double> Images = Numbers.Some<double>([6, 2, 5, 4], 1), Targets = Numbers.Some<double>([6, 3], 2);

    public static TheoryData<IAugmentation> All => [new RandomAffine(20, 1.5, 0.2, 0.1), new ElasticDistortion(3, 1), new RandomFlip(0.5, 0.5), new CutOut(3), new MixUp(), new Augmentations(new RandomFlip(), new CutOut(2), new MixUp(1))];

    private static Batch<T> Changed<T>(IAugmentation augmentation, Tensor<T> images, RandomKey? key = null) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        augmentation.Apply(new Batch<T>(images, Targets.Cast<T>()), new AugmentationKeys([.. Enumerable.Range(0, images.Shape[0])], key ?? Key, 0));

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_key_gives_the_same_bits_and_another_one_others(IAugmentation augmentation)
    {
        Assert.Equal(Changed(augmentation, Images), Changed(augmentation, Images));
        Assert.NotEqual(Changed(augmentation, Images), Changed(augmentation, Images, Key.Fold("another")));
        Assert.NotEqual(Images, Changed(augmentation, Images).Inputs);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void In_float_it_is_the_same_up_to_rounding(IAugmentation augmentation) =>
        Assert.All((Changed(augmentation, Images.Cast<float>().Cast<double>()).Inputs - Changed(augmentation, Images.Cast<float>()).Inputs.Cast<double>()).ToArray(), error => Assert.InRange(error, -1e-6, 1e-6));

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_folds_and_resumed_runs_see_the_same_samples(IAugmentation augmentation)
    {
        var network = new Network([2, 5, 4], new Conv2D(2, 2), new Flatten(), new Dense(3));
        var trainer = new Trainer<double>(network, new MeanSquaredError(), new Sgd(0.01));
        var (data, batching, start) = (Dataset.FromTensors(Images, Targets), new Batching(2, Augmentation: augmentation), trainer.Initialize(Key));
        var folded = Enumerable.Range(0, 4).SelectMany(epoch => data.Batches(batching, Key.Fold("batches"), epoch)).Aggregate(start, (state, batch) => trainer.Step(state, batch).State);
        var fitted = trainer.Fit(start, data, new FitPlan(4, batching));
        Assert.Null(fitted.Eager);
        Assert.Equal(folded.Sha256(), fitted.Run.Train.Sha256());
        Assert.NotEqual(trainer.Fit(start, data, new FitPlan(4, new Batching(2))).Run.Train.Sha256(), folded.Sha256());
        var half = trainer.Fit(start, data, new FitPlan(2, batching)).Run;
        Assert.Equal(folded.Sha256(), trainer.Fit(half, data, new FitPlan(4, batching)).Run.Train.Sha256());
        Assert.Equal(data.Batches(batching, Key, 3).Last(), data.Batches(batching, Key, 3, from: 2).Single());
    }

    [Fact]
    public void What_becomes_of_an_image_depends_on_its_index_and_the_epoch_and_not_on_its_batch()
    {
        var data = Dataset.FromTensors(Images, Targets);
        var batching = new Batching(6, Sampling.InOrder, Augmentation: new RandomAffine(20, 2));
        var together = data.Batches(batching, Key, 0).Single().Inputs;
        Assert.Equal(together, Tensor.Concat(0, data.Batches(batching.With(size: 2), Key, 0).Select(batch => batch.Inputs)));
        Assert.NotEqual(together, data.Batches(batching, Key, 1).Single().Inputs);
    }

    [Fact]
    public void A_map_of_whole_pixels_moves_pixels_and_fills_what_is_left()
    {
        var moved = new double[20];
        ImageWarp(new AffineMap(1, 0, 1, -2, 1, 0, 2, 1.5), 7, moved);
        var image = Images.At(0).At(0);
        for (int y = 0; y < 5; y++)
            for (int x = 0; x < 4; x++)
                Assert.Equal(y >= 1 && x < 2 ? image.At(y - 1).At(x + 2).ToScalar() : 7, moved[y * 4 + x]);
    }

    [Fact]
    public void A_quarter_turn_against_the_clock_brings_the_right_edge_to_the_top()
    {
        var square = Numbers.Some<double>([1, 4, 4], 3);
        var turned = new double[16];
        ImageChanges.Warp(square.AsSpan(), square.Shape, AffineMap.Of(90, 0, 0, 1, 0, 4, 4), 0, turned);
        for (int y = 0; y < 4; y++)
            for (int x = 0; x < 4; x++)
                Assert.Equal(square.AsSpan()[x * 4 + 3 - y], turned[y * 4 + x], 1e-12);
    }

    [Fact]
    public void Between_pixels_stands_the_bilinear_mean()
    {
        var moved = new double[20];
        ImageWarp(new AffineMap(1, 0, 0.25, 0.5, 1, 0, 2, 1.5), 0, moved);
        double Pixel(int y, int x) => Images.At(0).At(0).At(y).At(x).ToScalar();
        Assert.Equal(0.75 * 0.5 * (Pixel(2, 2) + Pixel(2, 1)) + 0.25 * 0.5 * (Pixel(1, 2) + Pixel(1, 1)), moved[2 * 4 + 2], 1e-14);
    }

    [Fact]
    public void A_displacement_that_is_blurred_by_a_wide_Gaussian_moves_neighbours_alike_and_sums_to_what_it_was()
    {
        var impulse = Tensor.Generate([1, 41, 41], i => i == 20 * 41 + 20 ? 1.0 : 0);
        var blurred = ImageChanges.Blurred(impulse, 3).AsSpan().ToArray();
        Assert.Equal(1, blurred.Sum(), 1e-12);
        double Expected(int d) => Math.Exp(-0.5 * d * d / 9.0);
        Assert.Equal(Expected(2), blurred[20 * 41 + 22] / blurred[20 * 41 + 20], 1e-12);
        Assert.Equal(Expected(5) * Expected(1), blurred[15 * 41 + 21] / blurred[20 * 41 + 20], 1e-12);
    }

    [Fact]
    public void Mirrored_images_are_read_backwards()
    {
        Assert.Equal(Reversed(Images, 3), Changed(new RandomFlip(1), Images).Inputs);
        Assert.Equal(Reversed(Reversed(Images, 2), 3), Changed(new RandomFlip(1, 1), Images).Inputs);
        Assert.Equal(Images, Changed(new RandomFlip(0), Images).Inputs);
    }

    [Fact]
    public void A_square_is_blotted_out_in_every_channel_and_nothing_else()
    {
        var changed = Changed(new CutOut(3, Fill: 9), Images).Inputs;
        for (int i = 0; i < 6; i++)
        {
            bool[] Blotted(int channel) => [.. changed.At(i).At(channel).ToArray().Select(x => x == 9)];
            Assert.Equal(Blotted(0), Blotted(1));
            Assert.InRange(Blotted(0).Count(b => b), 4, 9);
            Assert.All(changed.At(i).ToArray().Zip(Images.At(i).ToArray()), pair => Assert.True(pair.First == 9 || pair.First == pair.Second));
        }
        Assert.Equal(Images, Changed(new CutOut(0), Images).Inputs);
    }

    [Fact]
    public void Mixed_inputs_and_targets_are_mixed_alike()
    {
        var mixed = Changed(new MixUp(1), Images);
        double λ = new AugmentationKeys([0], Key, 0).Batch.Fold("share").Beta(1, 1);
        var partners = new AugmentationKeys([0], Key, 0).Batch.Fold("partners").Permutation(6);
        Numbers.Near(Images * λ + Images.Gather(partners) * (1 - λ), mixed.Inputs, 1e-15, 0);
        Numbers.Near(Targets * λ + Targets.Gather(partners) * (1 - λ), mixed.Targets, 1e-15, 0);
    }

    [Theory]
    [InlineData(0.2, 0.2)]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(0.01, 0.01)]
    public void Beta_numbers_have_the_mean_and_variance_they_should(double a, double b)
    {
        const int n = 4000;
        double[] drawn = [.. Enumerable.Range(0, n).Select(i => Key.Fold(i).Beta(a, b))];
        double mean = a / (a + b), variance = a * b / ((a + b) * (a + b) * (a + b + 1));
        Assert.All(drawn, x => Assert.InRange(x, 0, 1));
        Assert.InRange(drawn.Average(), mean - 5 * Math.Sqrt(variance / n), mean + 5 * Math.Sqrt(variance / n));
        Assert.InRange(drawn.Sum(x => (x - mean) * (x - mean)) / n / variance, 0.9, 1.1);
    }

    [Fact]
    public void Beta_numbers_are_frozen() => Assert.StartsWith("3ed90df6c8a48df8 3f6020fcde77ada9 3da4947", string.Join(' ', Enumerable.Range(0, 3).Select(i => BitConverter.DoubleToUInt64Bits(Key.Fold(i).Beta(0.2, 1.5)).ToString("x16", null))));

    [Fact]
    public void What_cannot_be_changed_is_refused_with_a_sentence()
    {
        string Sentence(IAugmentation augmentation, Batch<double> batch) => Assert.ThrowsAny<NNException>(() => augmentation.Apply(batch, new AugmentationKeys([0, 1], Key, 0))).Message;
        Assert.Equal("CutOut: expected images (channels × height × width), got samples 3. Reshape the dataset before.", Sentence(new CutOut(2), new(Tensor.Zeros<double>([2, 3]), Targets)));
        Assert.StartsWith("MixUp: targets 2 are one number a sample", Sentence(new MixUp(), new(Images.Slice(0, 0, 2), Tensor.Vector(1.0, 2))), StringComparison.Ordinal);
        Assert.Equal("RandomAffine: the change of size must be from 0 to below 1, got 1.", Assert.Throws<NNException>(() => new RandomAffine(Scale: 1)).Message);
        Assert.Equal("MixUp: alpha must be a positive number, got 0.", Assert.Throws<NNException>(() => new MixUp(0)).Message);
        Assert.Equal("RandomKey.Beta: needs two positive numbers, got 0 and 1.", Assert.Throws<NNException>(() => Key.Beta(0, 1)).Message);
    }

    private static Tensor<double> Reversed(Tensor<double> x, int axis) => Tensor.Concat(axis, Enumerable.Range(0, x.Shape[axis]).Reverse().Select(i => x.Slice(axis, i, 1)));

    private static void ImageWarp(AffineMap map, double fill, double[] to) => ImageChanges.Warp(Images.At(0).At(0).AsSpan(), [1, 5, 4], map, fill, to);
}
