namespace Functional.NN.Course;

/// <summary>An autoencoder learns features from samples without labels; a net on those features then needs few labels, if the classes hang on what the autoencoder keeps.</summary>
/// <remarks>
/// Samples are x = s·zA + r·uB + noise in 30 dimensions, z two numbers from four clouds and u two other ones; the class says in which pair of opposite clouds z lies. An autoencoder with a code of two numbers keeps what varies most: with s = 1 and
/// r = 0.3 the causes of the classes, with s = 0.5 and r = 1 the others. On 12 labelled samples the same small net learns from x or from the code; for each, λ of its penalty is the best of four on 200 samples held back.
/// </remarks>
public sealed record UnlabelledFeatures() : Sample("autoencoder-features", "Features from samples without labels", "Goodfellow et al. 2016, sections 15.1 and 15.3")
{
    private const int Inputs = 30, Unlabelled = 500, Labelled = 12, Runs = 30;

    private static readonly double[] Penalties = [1e-4, 1e-3, 1e-2, 1e-1];

    /// <summary>How long the autoencoder is trained, in passes over the samples without labels.</summary>
    public int Epochs { get; init; } = 50;

    /// <inheritdoc/>
    public override Findings Show()
    {
        var strong = Seeds.Of(Runs, key => Compared(1, 0.3, key));
        var faint = Seeds.Of(Runs, key => Compared(0.5, 1, key));
        return new(
        [
            Claim.Of("autoencoder-features.gain", "Where the classes hang on what varies most in the inputs, features that an autoencoder learned without labels lower the test error of a net with few labels.", Seeds.Less(strong.Select(run => run.Features), strong.Select(run => run.Inputs)),
                $"{Labelled} labels, {Unlabelled} samples without, {Runs} seeds: test error {Seeds.PercentOf(strong.Select(run => run.Inputs))} on the {Inputs} inputs, {Seeds.PercentOf(strong.Select(run => run.Features))} on 2 features", ("inputs", strong.Average(run => run.Inputs)), ("features", strong.Average(run => run.Features))),
            Claim.Of("autoencoder-features.loss", "Where the classes hang on something faint, the autoencoder throws it away, and its features are worse than the inputs.", Seeds.Less(faint.Select(run => run.Inputs), faint.Select(run => run.Features)),
                $"test error {Seeds.PercentOf(faint.Select(run => run.Inputs))} on the inputs, {Seeds.PercentOf(faint.Select(run => run.Features))} on the features", ("inputs", faint.Average(run => run.Inputs)), ("features", faint.Average(run => run.Features))),
        ],
        [
            Plot.Bars("Test error with twelve labels", "Bars of the mean with a ring for each seed.", new PlotAxis("test error", Percent: true),
                PlotBar.Of("strong causes, inputs", strong.Select(run => run.Inputs)), PlotBar.Of("strong causes, features", strong.Select(run => run.Features)),
                PlotBar.Of("faint causes, inputs", faint.Select(run => run.Inputs)), PlotBar.Of("faint causes, features", faint.Select(run => run.Features))),
        ]);
    }

    private (double Inputs, double Features) Compared(double s, double r, RandomKey key)
    {
        Dataset<float> Samples(int count, string part) => Drawn(count, s, r, key, key.Fold(part));
        var trainer = new Trainer<float>(Networks.Autoencoder(Inputs, [2], new Identity()), new MeanSquaredError(), new Adam(0.01)).With(compute: Seeds.Alone);
        var autoencoder = trainer.Fit(trainer.Initialize(key), Samples(Unlabelled, "unlabelled").InputsAsTargets(), new(Epochs, new(50))).Model;
        Dataset<float> Code(Dataset<float> data) => data.MapInputs(x => autoencoder.Trace(x)["1"], [2]).InMemory();
        var (train, held, test) = (Samples(Labelled, "labelled"), Samples(200, "held back"), Samples(1000, "test"));
        return (Wrong(train, held, test, key), Wrong(Code(train), Code(held), Code(test), key));
    }

    private static Dataset<float> Drawn(int count, double s, double r, RandomKey world, RandomKey key)
    {
        var clouds = SyntheticData.Blobs<float>(count, key, Tensor.Matrix(new[,] { { -1.0, -1 }, { -1, 1 }, { 1, 1 }, { 1, -1 } }), 0.3).All();
        Tensor<float> a = world.Fold("A").Normal<float>([2, Inputs]), b = world.Fold("B").Normal<float>([2, Inputs]);
        var x = (float)s * clouds.Inputs.MatMul(a) + (float)r * key.Fold("u").Normal<float>([count, 2]).MatMul(b) + key.Fold("noise").Normal<float>([count, Inputs]);
        return Dataset.FromTensors(x, clouds.Targets.Map(cloud => cloud % 2), classes: 2);
    }

    /// <summary>The test error of a small net with the λ that is best on samples held back.</summary>
    private static double Wrong(Dataset<float> train, Dataset<float> held, Dataset<float> test, RandomKey key)
    {
        Trainer<float> With(double λ) => new Trainer<float>(Networks.Mlp(train.InputShape, [16, 2]), Objective.Supervised(new SoftmaxCrossEntropy(), new L2(λ)), new Adam(0.01)).With(compute: Seeds.Alone);
        double Error(Model<float> model, Dataset<float> data) => 1 - With(0).Evaluate(model, data).Accuracy!.Value;
        Model<float> Trained(double λ) => With(λ).Fit(With(λ).Initialize(key), train, new(200, new(Labelled))).Model;
        return Error(Penalties.Select(Trained).Least(model => Error(model, held)), test);
    }
}
