namespace Functional.NN.Course;

/// <summary>Digits in the middle to learn from, shifted ones to test: a net of convolutions and pooling against a dense one with as many weights.</summary>
/// <remarks>
/// A convolution has one kernel for all places, so a shifted image gives the shifted features, and pooling forgets where in its window they were; a dense net has weights for each pixel apart. No shifted digit is seen in training. Images
/// are halved to 14 × 14 first, for both; shifts are by whole pixels of the 28 × 28 image, to each of the four sides. The rate is for each net the best of four on unshifted digits, on three seeds of their own.
/// </remarks>
public sealed record ShiftedDigits() : Sample("shifted-digits", "Convolution and translation", "LeCun et al. 1998; Goodfellow et al. 2016, section 9.2")
{
    private const int Samples = 1000, Runs = 5, Epochs = 8, Shift = 2;

    private static readonly double[] Rates = [0.003, 0.01, 0.03, 0.1];

    private static readonly int[] Shifts = [0, 1, 2, 3, 4, 6];

    /// <summary>The net of convolutions.</summary>
    public Network Convolutional { get; init; } =
        new([1, 28, 28], new AvgPool2D(2), new Conv2D(8, 3), new Relu(), new MaxPool2D(2), new Conv2D(16, 3), new Relu(), new MaxPool2D(2), new Flatten(), new Dense(24), new Relu(), new Dense(10));

    /// <summary>The dense net.</summary>
    public Network Fully { get; init; } = new([1, 28, 28], new AvgPool2D(2), new Flatten(), new Dense(15), new Relu(), new Dense(10));

    /// <inheritdoc/>
    public override Findings Show()
    {
        var (rate, denseRate) = (Best(Convolutional), Best(Fully));
        var runs = Seeds.Of(Runs, key => (Convolutional: Accuracies(Convolutional, rate, key), Dense: Accuracies(Fully, denseRate, key)));
        IEnumerable<double> Of(Func<(double[] Convolutional, double[] Dense), double[]> net, int shift) => runs.Select(run => net(run)[Array.IndexOf(Shifts, shift)]);
        IEnumerable<double> Lost(Func<(double[] Convolutional, double[] Dense), double[]> net) => Of(net, 0).Zip(Of(net, Shift), (before, after) => before - after);
        var (convolutional, dense) = (Of(run => run.Convolutional, 0), Of(run => run.Dense, 0));
        var (lost, lostDense) = (Lost(run => run.Convolutional), Lost(run => run.Dense));
        return new(
        [
            Claim.Of("shifted-digits.same-weights", "With as many weights, a net of convolutions recognises images better than a dense one.", Seeds.Less(dense, convolutional),
                $"{Samples} digits, {Runs} seeds: accuracy {Seeds.PercentOf(convolutional)} with {Convolutional.Layout.Size} weights, dense {Seeds.PercentOf(dense)} with {Fully.Layout.Size} (rates {rate} and {denseRate})", ("convolutional", convolutional.Average()), ("dense", dense.Average())),
            Claim.Of("shifted-digits.shifts-disturb-less", "A shift that was not in the training data costs a net of convolutions and pooling less than a dense one.", Seeds.Less(lost, lostDense),
                $"accuracy lost by a shift of {Shift} pixels: {Seeds.PercentOf(lost)} with convolutions, {Seeds.PercentOf(lostDense)} dense", ("lost by convolutions", lost.Average()), ("lost by dense", lostDense.Average())),
        ],
        [
            Plot.Lines("Accuracy on shifted digits", "Both curves fall with the shift, that of the convolutions later.", "shift in pixels", new PlotAxis("accuracy", Percent: true),
                Curve.Of("convolutions", Shifts.Select((shift, i) => ((double)shift, runs.Average(run => run.Convolutional[i])))), Curve.Of("dense", Shifts.Select((shift, i) => ((double)shift, runs.Average(run => run.Dense[i]))))),
        ]);
    }

    private static double Best(Network network) => Rates.Least(rate => -Seeds.Of(3, key => Accuracies(network, rate, key.Fold("tuning"))[0]).Average());

    private static double[] Accuracies(Network network, double rate, RandomKey key)
    {
        var trainer = new Trainer<float>(network, new SoftmaxCrossEntropy(), new Adam(rate)).With(compute: Seeds.Alone);
        var model = trainer.Fit(trainer.Initialize(key), SyntheticData.Digits<float>(Samples, key.Fold("train")), new(Epochs, new(50))).Model;
        var test = SyntheticData.Digits<float>(500, key.Fold("test")).All();
        double Accuracy(int right, int down) => trainer.Evaluate(model, test.With(inputs: Shifted(Var.Of(test.Inputs), right, down).Value<float>())).Accuracy!.Value;
        return [.. Shifts.Select(shift => (Accuracy(shift, 0) + Accuracy(-shift, 0) + Accuracy(0, shift) + Accuracy(0, -shift)) / 4)];
    }

    /// <summary>Images moved right and down, with zeros where nothing was.</summary>
    private static Var Shifted(Var images, int right, int down) => Along(Along(images, 3, right), 2, down);

    private static Var Along(Var x, int axis, int by) => by >= 0 ? x.Pad(axis, by, 0).Slice(axis, 0, x.Shape[axis]) : x.Pad(axis, 0, -by).Slice(axis, -by, x.Shape[axis]);
}
