using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Gradients;

/// <summary>The laws of batches catch layers that mix samples or tell their places, and losses that do not average.</summary>
public class BatchMutantTests
{
    private const int Tests = 15;

    /// <summary>Samples less their mean over the batch.</summary>
    private static readonly ILayer Centred = Layer.From("centred", x => x - x.Mean([0], keep: true));

    /// <summary>Every sample times one more than its place.</summary>
    private static readonly ILayer Placed = Layer.From("placed", x => x * Var.Constant(Tensor.Generate(Shape.Of([x.Shape[0], .. Enumerable.Repeat(1, x.Shape.Rank - 1)]), i => i + 1.0)));

    /// <summary>The sum over the batch where the mean is to be.</summary>
    private static readonly LossCase Summed = LossCases.All[0] with { Loss = Loss.From("summed", (prediction, target) => Var.Square(prediction - target).Sum()) };

    private static Gen<NetworkCase> With(Gen<NetworkCase> cases, ILayer mutant) => cases.Select(c => c with { Body = c.Body.Add(mutant) });

    private static Gen<NetworkCase> Under(Gen<NetworkCase> cases, LossCase mutant) => cases.Select(c => c with { Criterion = mutant, Weighed = false });

    [Fact]
    public void A_layer_that_mixes_samples_is_no_mean_of_samples_and_biased() => Caught(With(BatchLaws.Apart, Centred), BatchLaws.IsTheMeanOfItsSamples, With(BatchLaws.CountedAlike, Centred), BatchLaws.VariesAsSamplesDo);

    [Fact]
    public void A_layer_that_tells_places_is_not_the_same_in_another_order_nor_twice() => Caught(With(BatchLaws.Alike, Placed), BatchLaws.IsTheSameInAnyOrder, With(BatchLaws.Alike, Placed), BatchLaws.IsTheSameTwice);

    [Fact]
    public void A_sum_for_a_mean_is_not_the_same_twice_and_biased() => Caught(Under(BatchLaws.Alike, Summed), BatchLaws.IsTheSameTwice, Under(BatchLaws.CountedAlike, Summed), BatchLaws.VariesAsSamplesDo);

    private static void Caught(Gen<NetworkCase> cases, Action<NetworkCase> law, Gen<NetworkCase> others, Action<NetworkCase> another)
    {
        Assert.True(Law.Fails(cases, law, Tests));
        Assert.True(Law.Fails(others, another, Tests));
    }
}
