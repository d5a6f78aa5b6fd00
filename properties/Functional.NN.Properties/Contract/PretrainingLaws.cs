using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Contract;

/// <summary>Pre-training layer by layer is the same on any number of threads and time after time.</summary>
[Collection(nameof(EngineLaws))]
public class PretrainingLaws
{
    private static readonly Gen<(Network Network, int Count, Pretraining Pretraining, RandomKey Key)> Cases =
        from units in Gen.Choose(1, 9).Two()
        from count in Gen.Choose(4, 30)
        from size in Gen.Choose(2, 12)
        from epochs in Gen.Choose(1, 4)
        from optimizer in Gen.Elements<IOptimizer?>(null, new Sgd(0.05), new Momentum(0.02).WithEma(0.9), new Lamb(0.01).Accumulated(2))
        from corruption in Gen.Elements<ILayer?>(null, new Dropout(0.3), new GaussianNoise(0.1))
        from key in Draw.Key
        select (new Network([4], new Dense(units.Item1), new Tanh(), new Dense(units.Item2), new Sigmoid(), new Dense(2)), count, new Pretraining(epochs, new Batching(size), optimizer, corruption), key);

    [Fact]
    public void It_gives_the_same_bits_on_any_number_of_threads() => Law.Holds(Cases, c =>
    {
        var data = Dataset.FromTensors(c.Key.Fold("data").Normal<float>([c.Count, 4]), c.Key.Fold("labels").Integers(c.Count, 2), classes: 2);
        Pretrained<float> On(int threads) => c.Pretraining.Greedy(c.Network, data, c.Key, new Compute(Backend.Managed, threads));
        var alone = On(1);
        foreach (int threads in (int[])[1, 2, 3, 8])
        {
            var again = On(threads);
            Assert.Equal(alone.Parameters, again.Parameters);
            Assert.Equal(alone.Layers.AsEnumerable(), again.Layers.AsEnumerable());
        }
        // The classifier's own layer stays as it was drawn.
        Assert.Equal(c.Network.Initialize<float>(c.Key.Fold("initialize"))["4.weight"], alone.Parameters["4.weight"]);
    }, tests: 12);
}
