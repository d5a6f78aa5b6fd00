using System.Collections.Immutable;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Properties.Generators;

namespace Functional.NN.Properties.Training;

/// <summary>Hidden units that start alike stay alike, whatever they are taught; random numbers make them differ (Goodfellow, Bengio and Courville 2016, section 8.4).</summary>
public class SymmetryLaws
{
    private const int Epochs = 3;

    /// <summary>A run of a network whose weights start as one number in each block.</summary>
    private sealed record SymmetryCase(int Features, ImmutableArray<int> Hidden, ILayer Activation, IMinimizer Optimizer, double Start, bool Classes, int Batch, bool InDouble, RandomKey Key)
    {
        private const int Outputs = 3, Samples = 11;

        public Network Network => new([Features], [.. Hidden.SelectMany(units => new[] { new Dense(units), Activation }), new Dense(Outputs)]);

        /// <summary>The dense layers that make hidden units, with those that read them.</summary>
        public IEnumerable<(string Made, string Read)> Layers => Hidden.Select((_, i) => (FormattableString.Invariant($"{2 * i}"), FormattableString.Invariant($"{2 * i + 2}")));

        public Parameters<T> Alike<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(Network.Layout, Tensor.Full(Shape.Of(Network.Layout.Size), T.CreateTruncating(Start)));

        public Parameters<T> Trained<T>(Parameters<T> start) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var trainer = new Trainer<T>(Network, Classes ? new SoftmaxCrossEntropy() : new MeanSquaredError(), Optimizer);
            var data = Dataset.FromTensors(Key.Fold("inputs").Normal<T>([Samples, Features]),
                Classes ? Tensor.Of(Shape.Of(Samples), Key.Fold("classes").Integers(Samples, Outputs).Select(i => T.CreateTruncating(i))) : Key.Fold("targets").Normal<T>([Samples, Outputs]));
            return trainer.Fit(trainer.Start(start, key: Key), data, new FitPlan(Epochs, new Batching(Batch))).Run.Train.Parameters;
        }

        /// <summary>All units of every hidden layer have the same bits: those they read by and those they are read by.</summary>
        public bool UnitsAreAlike<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Layers.All(layer =>
            AllAlike(θ[$"{layer.Made}.weight"].Transpose()) && AllAlike(θ[$"{layer.Made}.bias"]) && AllAlike(θ[$"{layer.Read}.weight"]));

        private static bool AllAlike<T>(Tensor<T> rows) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Enumerable.Range(0, rows.Shape[0]).All(i => rows.At(i) == rows.At(0));
    }

    private static readonly Gen<SymmetryCase> Cases =
        from features in Gen.Choose(1, 4)
        from hidden in Gen.Choose(2, 19).ListOf(2)
        from layers in Gen.Choose(1, 2)
        from activation in Activations.Any.Where(a => a is not PRelu)
        from optimizer in Gen.Elements<IMinimizer>(new Sgd(0.1), new Momentum(0.1), new Nesterov(0.1), new AdaGrad(0.1), new RmsProp(0.01, Centered: true, Momentum: 0.5), new Adam(0.05), new AdamW(0.05), new Lion(0.01), new Rprop(),
            new RAdam(0.05), new Lamb(0.05), new Adam(0.05).ClippedByGlobalNorm(0.1), new Adam(0.05).WithMaxNorm(0.5), new Sgd(0.1).Centralized(), new Sgd(0.1).SharpnessAware(), new Lbfgs(3, new Backtracking()))
        from start in Gen.Elements(0, 0, 0.25, -0.5, 1.0)
        from classes in Draw.Coin
        from batch in Gen.Elements(1, 4, 11)
        from inDouble in Draw.Coin
        from key in Draw.Key
        select new SymmetryCase(features, [.. hidden.Take(layers)], activation, optimizer, start, classes, batch, inDouble, key);

    [Fact]
    public void Hidden_units_with_equal_weights_stay_equal_in_every_bit() => Law.Holds(Cases, c =>
    {
        if (c.InDouble) StaysAlike<double>(c);
        else StaysAlike<float>(c);
    }, tests: 100, kinds: [new("that learned something", 0.7, c => c.Trained(c.Alike<double>()) != c.Alike<double>()), new("from zeros", 0.2, c => c.Start == 0), new("of two layers", 0.3, c => c.Hidden.Length == 2)]);

    [Fact]
    public void A_random_start_makes_them_differ_and_they_go_on_to_differ() => Law.Holds(Cases, c =>
    {
        var drawn = c.Network.Initialize<double>(c.Key);
        Assert.False(c.UnitsAreAlike(drawn));
        Assert.False(c.UnitsAreAlike(c.Trained(drawn)));
    });

    /// <summary>It is enough that what reads the units was drawn: their gradients differ then, and so do they after a step.</summary>
    [Fact]
    public void Units_that_start_alike_are_told_apart_by_random_weights_above_them() => Law.Holds(
        Cases.Select(c => c with { Hidden = [c.Hidden[0]], Activation = new Tanh(), Optimizer = new Sgd(0.1), Start = 0.25 }), c =>
        {
            var start = c.Alike<double>().With("2.weight", c.Network.Initialize<double>(c.Key)["2.weight"]);
            Assert.NotEqual(c.Trained(start)["0.weight"].Transpose().At(0), c.Trained(start)["0.weight"].Transpose().At(1));
        }, tests: 30);

    /// <summary>Noise on the gradient tells units apart.</summary>
    [Fact]
    public void A_method_that_does_not_treat_units_alike_is_caught() => Assert.True(Law.Fails(Cases.Select(c => c with { Optimizer = new Sgd(0.1).WithGradientNoise() }), StaysAlike<double>, tests: 5));

    private static void StaysAlike<T>(SymmetryCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var trained = c.Trained(c.Alike<T>());
        Assert.True(c.UnitsAreAlike(trained), $"{c.Network}\n{trained.Vector}");
    }
}
