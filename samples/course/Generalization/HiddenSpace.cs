namespace Functional.NN.Course;

/// <summary>What a hidden layer is for: it moves the samples to where a plane separates their classes.</summary>
/// <remarks>
/// XOR by two hidden tanh units: on the activations of a net that has learned it the perceptron rule ends, on the inputs it goes round in a circle. Moons by eight, spirals by two layers of sixteen: a linear readout, least squares on ±1, of the
/// inputs, of the last hidden layer as it was drawn, and as it was trained. The pictures show more than two units by their first two principal components.
/// </remarks>
public sealed record HiddenSpace() : Sample("feature-space", "The hidden layer makes classes linearly separable", "Rumelhart, Hinton and Williams 1986; Goodfellow et al. 2016, section 6.1")
{
    private const int Runs = 10, Units = 8, SpiralRuns = 5;

    /// <summary>φ of the hidden units.</summary>
    public ILayer Activation { get; init; } = new Tanh();

    /// <inheritdoc/>
    public override Findings Show()
    {
        var xor = Seeds.Of(Runs, Xor);
        var learned = xor.Where(run => run.Learned).ToList();
        var shown = xor.MaxBy(run => run.Learned).Model;
        var onInputs = new PerceptronRule().Fit(SyntheticData.Xor<double>().All().Inputs, Signs);
        var moons = Seeds.Of(Runs, key => Curved(key, MoonsOf, Net(Units, 2), rate: 0.05, steps: 300));
        var spirals = Seeds.Of(SpiralRuns, key => Curved(key, SpiralsOf, Deep, rate: 0.02, steps: 1000));
        var (inputs, drawn, trained) = (moons.Select(run => run.Inputs), moons.Select(run => run.Drawn), moons.Select(run => run.Trained));
        return new(
        [
            Claim.Of("feature-space.xor", "In the hidden layer of a net that has learned exclusive or, a line separates the classes that no line separates in the inputs.",
                learned.Count > 0 && learned.All(run => run.OnHidden.End == PerceptronEnd.Converged) && onInputs.End == PerceptronEnd.Cycling,
                $"two hidden units learned it from {learned.Count} of {Runs} starts; there the perceptron rule ended after {learned.Select(run => run.OnHidden.Updates).DefaultIfEmpty().Max()} mistakes at most, on the inputs its weights come back after epoch {onInputs.Epochs}", ("starts that learned", learned.Count), ("ended", learned.Count(run => run.OnHidden.End == PerceptronEnd.Converged))),
            Claim.Of("feature-space.moons", "A linear readout of a trained hidden layer separates two moons better than one of the inputs, and better than one of a hidden layer drawn at random.", Verdicts.All(Seeds.Less(trained, inputs), Seeds.Less(trained, drawn)),
                $"test error: of the inputs {Seeds.PercentOf(inputs)}, of {Units} random units {Seeds.PercentOf(drawn)}, of {Units} trained units {Seeds.PercentOf(trained)} ({Runs} seeds)", ("inputs", inputs.Average()), ("random units", drawn.Average()), ("trained units", trained.Average())),
            Claim.Of("feature-space.spirals", "A linear readout of the last of two trained hidden layers separates two spirals better than one of the inputs, and better than one of the same layers drawn at random.", Verdicts.All(Seeds.Less(spirals.Select(run => run.Trained), spirals.Select(run => run.Inputs)), Seeds.Less(spirals.Select(run => run.Trained), spirals.Select(run => run.Drawn))),
                $"test error: of the inputs {Seeds.PercentOf(spirals.Select(run => run.Inputs))}, of the random layers {Seeds.PercentOf(spirals.Select(run => run.Drawn))}, of the trained ones {Seeds.PercentOf(spirals.Select(run => run.Trained))} ({SpiralRuns} seeds)",
                ("inputs", spirals.Average(run => run.Inputs)), ("random layers", spirals.Average(run => run.Drawn)), ("trained layers", spirals.Average(run => run.Trained))),
        ],
        [
            new PictureExhibit("XOR in the plane of the inputs", DecisionRegions.Of(shown, SyntheticData.Xor<double>()).ToSvg()),
            new PictureExhibit("XOR in the plane of two hidden units", FeatureSpace.Of(shown, "hidden", SyntheticData.Xor<double>()).ToSvg()),
            new PictureExhibit("Two moons in the plane of the inputs", DecisionRegions.Of(moons[0].Model, MoonsOf(RandomKey.FromSeed(1), "train")).ToSvg()),
            new PictureExhibit("Two moons in the hidden layer", FeatureSpace.Of(moons[0].Model, "hidden", MoonsOf(RandomKey.FromSeed(1), "train")).ToSvg()),
            new PictureExhibit("Two spirals in the plane of the inputs", DecisionRegions.Of(spirals[0].Model, SpiralsOf(RandomKey.FromSeed(1), "train")).ToSvg()),
            new PictureExhibit("Two spirals in the last hidden layer", FeatureSpace.Of(spirals[0].Model, "hidden", SpiralsOf(RandomKey.FromSeed(1), "train")).ToSvg()),
        ]);
    }

    private static Tensor<double> Signs => Tensor.Vector(-1.0, 1, 1, -1);

    private Network Net(int units, int outputs) => new([2], new Dense(units, Initializer: new NormalValues(1)), Activation.Named("hidden"), new Dense(outputs, Initializer: new NormalValues(1)));

    private Network Deep => new([2], new Dense(16), Activation, new Dense(16), Activation.Named("hidden"), new Dense(2));

    private static Dataset<double> SpiralsOf(RandomKey key, string part) => SyntheticData.TwoSpirals<double>(part == "train" ? 200 : 1000, key.Fold(part));

    private static Dataset<double> MoonsOf(RandomKey key, string part) => SyntheticData.TwoMoons<double>(part == "train" ? 200 : 1000, key.Fold(part), 0.15);

    private (bool Learned, Model<double> Model, PerceptronFit OnHidden) Xor(RandomKey key)
    {
        var batch = SyntheticData.Xor<double>().All();
        var trainer = new Trainer<double>(Net(2, 1), new SigmoidCrossEntropy(), new Adam(0.1)).With(compute: Seeds.Alone);
        var model = trainer.Run(trainer.Initialize(key), Enumerable.Repeat(batch, 200)).Last().State.Model;
        return (trainer.Evaluate(model, batch).Accuracy == 1, model, new PerceptronRule().Fit(model.Trace(batch.Inputs)["hidden"], Signs));
    }

    /// <summary>Test errors of linear readouts of the inputs, of the last hidden layer as drawn, and as trained; and the model.</summary>
    private static (double Inputs, double Drawn, double Trained, Model<double> Model) Curved(RandomKey key, Func<RandomKey, string, Dataset<double>> data, Network network, double rate, int steps)
    {
        Batch<double> train = data(key, "train").All(), test = data(key, "test").All();
        var trainer = new Trainer<double>(network, new SoftmaxCrossEntropy(), new Adam(rate)).With(compute: Seeds.Alone);
        var start = trainer.Initialize(key);
        var end = trainer.Run(start, Enumerable.Repeat(train, steps)).Last().State;
        double Of(Func<Tensor<double>, Tensor<double>> features) => Wrong(new LinearRegression().Fit(features(train.Inputs), 2 * train.Targets - 1).Map.Predict(features(test.Inputs)), test);
        return (Of(x => x), Of(x => start.Model.Trace(x)["hidden"]), Of(x => end.Model.Trace(x)["hidden"]), end.Model);
    }

    private static double Wrong(Tensor<double> readout, Batch<double> test) => (Tensor<double>.Greater(readout.Reshape(-1), Tensor.Scalar(0.0)) - test.Targets).Abs().Mean().ToScalar();
}
