namespace Functional.NN.Course;

/// <summary>max(0, z) does not saturate: does a net of such units reach a training error as much earlier than one of tanh units as was reported?</summary>
/// <remarks>A small convolutional net with two hidden convolutions and a dense layer, on 600 drawn digits; He's initial weights for ReLU and Glorot's for tanh, each at its best of six rates of SGD with momentum 0.9, chosen by three seeds of their own.</remarks>
public sealed record Relu2012() : Sample("relu-2012", "ReLU against tanh", "Krizhevsky, Sutskever and Hinton 2012, section 3.1 and figure 1")
{
    private const int SeedCount = 5, Train = 600, Epochs = 12;

    private const double Wanted = 0.25;

    private static readonly double[] Rates = [0.01, 0.02, 0.05, 0.1, 0.2, 0.4];

    /// <summary>The unit that does not saturate.</summary>
    public ILayer Rectifier { get; init; } = new Relu();

    /// <summary>The unit that does.</summary>
    public ILayer Saturating { get; init; } = new Tanh();

    /// <inheritdoc/>
    public override Findings Show()
    {
        double RateOf(ILayer unit) => Rates.Least(rate => Seeds.Of(3, key => EpochsTo(unit, rate, key.Fold("tuning"))).Average());
        (double relu, double tanh) rates = (RateOf(Rectifier), RateOf(Saturating));
        var steps = Seeds.Of(SeedCount, key => (Relu: EpochsTo(Rectifier, rates.relu, key), Tanh: EpochsTo(Saturating, rates.tanh, key)));
        double[] relu = [.. steps.Select(s => s.Relu)], tanh = [.. steps.Select(s => s.Tanh)];
        double factor = tanh.Average() / relu.Average();
        return new(
        [
            Claim.Of("relu-2012.earlier", "A net of ReLU units reaches a training error of a quarter earlier than one of tanh units.", Seeds.Less(relu, tanh),
                $"epochs to a training error of 25 %: ReLU {Seeds.MeanOf(relu)}, tanh {Seeds.MeanOf(tanh)}, {Written.Short(factor, 2)} times as many (rates {rates.relu} and {rates.tanh}, {SeedCount} seeds; six times on CIFAR-10 in the paper)",
                ("ReLU", relu.Average()), ("tanh", tanh.Average()), ("factor", factor)),
        ],
        [Plot.Bars("Epochs to a training error of 25 %", "The bar of ReLU is shorter.", "epochs", PlotBar.Of("ReLU", relu), PlotBar.Of("tanh", tanh))]);
    }

    /// <summary>After how many epochs the running training error first is below the one wanted, between epochs by a straight line.</summary>
    private static double EpochsTo(ILayer unit, double rate, RandomKey key)
    {
        IInitializer weights = unit is Relu ? new He() : new Xavier();
        Network network = new([1, 28, 28], new Conv2D(6, 5, Stride: 2, Initializer: weights), unit, new Conv2D(12, 5, Stride: 2, Initializer: weights), unit, new Flatten(), new Dense(40, Initializer: weights), unit, new Dense(10));
        var trainer = new Trainer<float>(network, new SoftmaxCrossEntropy(), new Momentum(rate, 0.9)).With(compute: Seeds.Alone);
        Errors seen = new();
        trainer.Fit(trainer.Initialize(key), SyntheticData.Digits<float>(Train, key.Fold("train")), new FitPlan(Epochs, new Batching(32)), observer: seen);
        return seen.EpochsTo(Wanted);
    }

    private sealed class Errors : IFitObserver<float>
    {
        private readonly List<double> _errors = [0.9];

        public bool WantsState(FitProgress progress) => false;

        public void OnEpoch(RunState<float> run, Metrics training, Metrics? validation) => _errors.Add(1 - training.Accuracy!.Value);

        public double EpochsTo(double wanted)
        {
            int after = _errors.FindIndex(error => error < wanted);
            return after < 1 ? Epochs : after - (wanted - _errors[after]) / (_errors[after - 1] - _errors[after]);
        }
    }
}
