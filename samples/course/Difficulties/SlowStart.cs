using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>One sigmoid unit a = σ(wx + b) that should say 0 and begins by saying 0.98: w = b = 2, x = 1.</summary>
/// <remarks>
/// Descent on ½(a − y)² moves z = wx + b by (a − y)σ′(z), which is next to nothing where σ is flat, however wrong a is; on the cross-entropy it moves z by a − y.
/// Both losses are descended at the rate 0.15 that the book has for the squared error. One rate says different things of two losses, so the third claim is one about this rate; the first two need no rate in common: each loss's first step is compared with its own largest.
/// </remarks>
public sealed record SlowStart() : Sample("slow-start", "A sigmoid unit that begins badly wrong, under squared error and under cross-entropy", "Nielsen 2015, chapter 3")
{
    private const double Rate = 0.15;
    private const int Epochs = 300;

    /// <summary>The loss that is slow.</summary>
    public ILoss Squared { get; init; } = new HalfSquaredError();

    /// <summary>The loss that is not.</summary>
    public ILoss CrossEntropy { get; init; } = new BinaryCrossEntropyOfProbabilities();

    /// <inheritdoc/>
    public override Findings Show()
    {
        var (slowly, quickly) = (States(Squared), States(CrossEntropy));
        var (squared, entropy) = (Outputs(slowly), Outputs(quickly));
        double slow = FirstStep(slowly), quick = FirstStep(quickly);
        int late = EpochsToHalf(squared), soon = EpochsToHalf(entropy);
        return new(
        [
            Claim.Of("slow-start.squared-error-starts-slowly", "Under the squared error a sigmoid unit that is badly wrong learns at a small part of the speed that it has later.", slow < 0.2,
                $"the first step changes z by {Written.Percent(slow)} of what the largest step does", ("first step / largest step", slow)),
            Claim.Of("slow-start.cross-entropy-starts-fastest", "Under the cross-entropy a sigmoid unit learns the faster, the more it is wrong.", quick == 1,
                $"the first step is {Written.Percent(quick)} of the largest one", ("first step / largest step", quick)),
            Claim.Of("slow-start.cross-entropy-is-sooner-right", "From a badly wrong start and at the same rate, cross-entropy brings a sigmoid unit to the right side in less than a third of the epochs of the squared error.", soon * 3 < late,
                $"until the output is below ½: cross-entropy {soon} epochs, squared error {late} (η = {Rate}, both from w = b = 2)", ("cross-entropy epochs", soon), ("squared error epochs", late)),
        ],
        [
            Plot.Lines("The output that should be 0", "Under the squared error the output stays near 1 for more than a hundred epochs; under the cross-entropy it falls at once.", "epoch", "output a",
                Curve.Of("squared error", squared), Curve.Of("cross-entropy", entropy)),
        ]);
    }

    private static Network Unit { get; } = new([1], new Dense(1), new Sigmoid());

    private static Batch<double> Only { get; } = new(Tensor.Matrix(new[,] { { 1.0 } }), Tensor.Matrix(new[,] { { 0.0 } }));

    /// <summary>The states of the unit, the first one included.</summary>
    private static ImmutableArray<TrainState<double>> States(ILoss loss)
    {
        var trainer = new Trainer<double>(Unit, loss, new Sgd(Rate));
        var start = trainer.Start(new(Unit.Layout, Tensor.Vector(2.0, 2.0)));
        return [start, .. trainer.Run(start, Enumerable.Repeat(Only, Epochs)).Select(stepped => stepped.State)];
    }

    private static ImmutableArray<double> Outputs(ImmutableArray<TrainState<double>> states) => [.. states.Select(state => state.Model.Predict(Only.Inputs).ToScalar())];

    /// <summary>What the first step changes z = w + b by, as a part of what the largest step does.</summary>
    private static double FirstStep(ImmutableArray<TrainState<double>> states)
    {
        double[] z = [.. states.Select(state => state.Parameters.Vector.Sum().ToScalar())];
        double[] steps = [.. z.Zip(z.Skip(1), (before, after) => Math.Abs(after - before))];
        return steps[0] / steps.Max();
    }

    private static int EpochsToHalf(ImmutableArray<double> outputs) => outputs.Index().FirstOrDefault(at => at.Item < 0.5, (Epochs, 0)).Index;
}
