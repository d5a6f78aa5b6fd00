using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Gradients;

/// <summary>How the gradient of a batch comes of those of its samples.</summary>
public class BatchLaws
{
    internal static readonly Gen<NetworkCase> Apart = NetworkCases.Any.Where(c => c.SamplesAreApart && c.Gradient().IsFinite);

    internal static readonly Gen<NetworkCase> Alike = NetworkCases.Any.Where(c => c.PlacesAreAlike && c.Gradient().IsFinite);

    /// <summary>Every sample counts the same, so that the mean over batches is the mean over samples.</summary>
    internal static readonly Gen<NetworkCase> CountedAlike = NetworkCases.Small.Where(c => c.SamplesAreApart && c.Criterion.CountsAlike)
        .Select(c => c with { Weighed = false, Masked = false, Samples = c.Samples + 1 }).Where(c => c.Fits && c.Gradient().IsFinite);

    private static readonly Kind<NetworkCase>[] Kinds =
    [
        new("in training", 0.1, c => c.Training), new("in evaluation", 0.2, c => !c.Training), new("weighed", 0.2, c => c.Weighed), new("of three layers or more", 0.3, c => c.Body.Length > 2),
    ];

    private static Batch<double> Sample(NetworkCase c, int place) => c.Data.Subset([place]).All();

    [Fact]
    public void The_gradient_of_a_batch_is_the_mean_of_the_gradients_of_its_samples_by_what_each_counts() => Law.Holds(Apart, IsTheMeanOfItsSamples, NetworkCases.Smaller, 200, Kinds);

    [Fact]
    public void A_dataset_taken_twice_has_the_loss_and_the_gradient_of_the_dataset() => Law.Holds(Alike, IsTheSameTwice, NetworkCases.Smaller, 200, Kinds);

    [Fact]
    public void Samples_in_another_order_have_the_same_loss_and_gradient() => Law.Holds(Alike, IsTheSameInAnyOrder, NetworkCases.Smaller, 200, Kinds);

    /// <summary>
    /// Drawing m of N samples without replacement (Cochran 1977, theorems 2.1 and 2.2): over all batches E g = ḡ, and Cov g = S/m·(N − m)/(N − 1), where
    /// S = (1/N)·Σ (gᵢ − ḡ)(gᵢ − ḡ)ᵀ is the covariance of the whole set, divided by N. It is looked at along directions, which settle a covariance.
    /// </summary>
    [Fact]
    public void Over_all_batches_of_a_set_the_gradient_is_unbiased_and_varies_as_samples_do_divided_by_the_batch() => Law.Holds(CountedAlike, VariesAsSamplesDo, NetworkCases.Smaller, 40, [new("of samples that differ", 0.5, c => c.Gradient(Sample(c, 0)).Parameters != c.Gradient(Sample(c, 1)).Parameters)]);

    /// <summary>The penalty's part of the gradient: that of the objective less that of the loss alone.</summary>
    private static NetworkGradient Penalty(NetworkCase c)
    {
        var whole = c.Gradient();
        return whole with { Parameters = whole.Parameters - c.Function.Gradient(c.Batch, Objective.Supervised(c.Loss)).Parameters };
    }

    /// <summary>How large the gradients of single samples are, of which the batch's is a sum in another order; in training, where samples may mix, that of the batch itself.</summary>
    private static double SizeOfParts(NetworkCase c, NetworkGradient whole) =>
        Math.Max(whole.Size, (c with { Training = false }) is { Fits: true } evaluated ? Enumerable.Range(0, c.Samples).Max(i => evaluated.Gradient(Sample(c, i)).Size) : 0);

    private static Tensor<double> Mean(Tensor<double>[] vectors) => vectors.Aggregate((a, b) => a + b) / vectors.Length;

    private static double Variance(Tensor<double>[] vectors, Tensor<double> direction)
    {
        double[] along = [.. vectors.Select(v => (v * direction).Sum().ToScalar())];
        return along.Select(x => (x - along.Average()) * (x - along.Average())).Average();
    }

    /// <summary>All choices of m places out of n.</summary>
    private static IEnumerable<ImmutableArray<int>> Batches(int n, int m) =>
        Enumerable.Range(0, 1 << n).Where(bits => int.PopCount(bits) == m).Select(bits => Enumerable.Range(0, n).Where(i => (bits >> i & 1) == 1).ToImmutableArray());

    /// <summary>g = penalty + Σ cᵢ·gᵢ / Σ cᵢ, and the loss likewise.</summary>
    internal static void IsTheMeanOfItsSamples(NetworkCase c)
    {
        NetworkGradient whole = c.Gradient(), penalty = Penalty(c);
        NetworkGradient[] samples = [.. Enumerable.Range(0, c.Samples).Select(i => c.Gradient(Sample(c, i)))];
        double count = samples.Sum(s => s.Count), size = penalty.Size + samples.Sum(s => s.Count * s.Size) / Math.Max(count, 1e-300);
        Near.AssertSame(count, whole.Count, count, "the count");
        if (count == 0) return;
        Near.AssertSame(samples.Aggregate(whole.Parameters.Zero, (sum, s) => sum + s.Parameters * (s.Count / count)).Vector, whole.Parameters.Vector, size, "the gradient by θ", c.Rounding);
        Near.AssertSame(samples.Sum(s => s.Loss * s.Count) / count, whole.Loss, samples.Max(s => Math.Abs(s.Loss)), "the loss");
        if (whole.Inputs is { } inputs)
            for (int i = 0; i < c.Samples; i++) Near.AssertSame(samples[i].Inputs!.At(0) * (samples[i].Count / count), inputs.At(i), size, "the gradient by the inputs", c.Rounding);
    }

    /// <summary>The loss and the gradient of every sample twice.</summary>
    internal static void IsTheSameTwice(NetworkCase c)
    {
        NetworkGradient once = c.Gradient(), twice = c.Gradient(c.Data.Concat(c.Data).All());
        Near.AssertSame(once.Loss, twice.Loss, Math.Abs(once.Loss), "the loss");
        double size = SizeOfParts(c, once);
        Near.AssertSame(once.Parameters.Vector, twice.Parameters.Vector, size, "the gradient by θ", c.Rounding);
        if (once.Inputs is { } inputs) Near.AssertSame(inputs, twice.Inputs!.Slice(0, 0, c.Samples) * 2, size, "the gradient by the inputs", c.Rounding);
    }

    /// <summary>The loss and the gradient of the samples in another order.</summary>
    internal static void IsTheSameInAnyOrder(NetworkCase c)
    {
        var order = c.Key.Fold("order").Permutation(c.Samples);
        NetworkGradient here = c.Gradient(), there = c.Gradient(c.Data.Subset(order).All());
        Near.AssertSame(here.Loss, there.Loss, Math.Abs(here.Loss), "the loss");
        double size = SizeOfParts(c, here);
        Near.AssertSame(here.Parameters.Vector, there.Parameters.Vector, size, "the gradient by θ", c.Rounding);
        if (here.Inputs is { } inputs) Near.AssertSame(inputs.Gather(order), there.Inputs!, size, "the gradient by the inputs", c.Rounding);
    }

    /// <summary>The mean and the variance of the gradient over all batches of each size.</summary>
    internal static void VariesAsSamplesDo(NetworkCase c)
    {
        int n = c.Samples;
        var data = c.Data;
        Tensor<double> At(IEnumerable<int> places) => c.Gradient(data.Subset([.. places]).All()).Parameters.Vector;
        Tensor<double>[] samples = [.. Enumerable.Range(0, n).Select(i => At([i]))];
        var mean = Mean(samples);
        double size = samples.Max(g => g.Abs().ToArray().Max());
        Tensor<double>[] directions = [.. Enumerable.Range(0, 3).Select(i => c.Key.Fold("direction").Fold(i).Uniform<double>(mean.Shape, -1, 1))];
        for (int m = 1; m <= n; m++)
        {
            Tensor<double>[] batches = [.. Batches(n, m).Select(places => At(places))];
            Near.AssertSame(mean, Mean(batches), size, "the mean over batches");
            foreach (var u in directions)
            {
                double longest = size * u.Abs().Sum().ToScalar();
                Near.AssertSame(Variance(samples, u) / m * (n - m) / (n - 1), Variance(batches, u), longest * longest, "the variance over batches");
            }
        }
    }
}
