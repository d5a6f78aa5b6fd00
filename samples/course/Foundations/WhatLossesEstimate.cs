namespace Functional.NN.Course;

/// <summary>What a loss makes a network say: Σ(y − c)² is least at the mean of the targets, Σ|y − c| at their median, and the cross-entropy at their frequencies.</summary>
/// <remarks>d/dc Σ(y − c)² = −2Σ(y − c) = 0 at c = ȳ; d/dc Σ|y − c| counts how many targets lie on either side. A network that cannot tell samples apart is a constant c; one that can says the same of the samples it takes for alike.</remarks>
public sealed record WhatLossesEstimate() : Sample("what-losses-estimate", "What a loss makes a network say", "Goodfellow et al. 2016, sections 6.2.1.2 and 6.2.2; Bishop 2006, section 1.5.5")
{
    private const double Far = 40;

    private static readonly double[] Targets = [1, 2, 2.5, 3, 4, 5, 6, 7, 8, 9, Far];

    private static readonly int[] Counts = [6, 3, 1];

    /// <summary>The squared error, or what is to stand for it.</summary>
    public ILoss Squared { get; init; } = new MeanSquaredError();

    /// <summary>The absolute error, or what is to stand for it.</summary>
    public ILoss Absolute { get; init; } = new MeanAbsoluteError();

    /// <inheritdoc/>
    public override Findings Show()
    {
        double[] constants = [.. Enumerable.Range(0, 401).Select(i => i * 0.05)];
        double mean = Targets.Average(), median = Targets[Targets.Length / 2];
        double squared = constants.Least(c => Of(Squared, c)), absolute = constants.Least(c => Of(Absolute, c));

        // The cross-entropy of a constant distribution softmax(z) on labels with these counts.
        var labels = Tensor.Vector([.. Counts.SelectMany((count, label) => Enumerable.Repeat((double)label, count))]);
        var z = Minimize.Of<double>(z => new SoftmaxCrossEntropy().Mean(z.Reshape(1, 3).BroadcastTo(Shape.Of(10, 3)), Var.Of(labels)), Tensor.Vector(0.0, 0.0, 0.0)).Parameters;
        double[] said = Var.Softmax(Var.Of(z)).Value<double>().ToArray();
        double off = said.Zip(Counts, (p, count) => Math.Abs(p - count / 10.0)).Max();

        return new(
        [
            Claim.Of("what-losses-estimate.mean", "The squared error is least at the mean of the targets.", Math.Abs(squared - mean) <= 0.05, $"least at {Written.Short(squared, 4)}, mean {Written.Short(mean, 4)}", ("least at", squared), ("mean", mean)),
            Claim.Of("what-losses-estimate.median", "The absolute error is least at their median, which a target far out does not move.", Math.Abs(absolute - median) <= 0.05, $"least at {Written.Short(absolute, 4)}, median {Written.Short(median, 4)}, with a target at {Far}", ("least at", absolute), ("median", median)),
            Claim.Of("what-losses-estimate.frequencies", "The cross-entropy is least where the softmax says the frequencies of the labels.", off < 1e-6, $"labels in parts 0.6, 0.3, 0.1; softmax {string.Join(", ", said.Select(p => Written.Short(p, 6)))}", ("largest difference", off)),
        ],
        [
            Plot.Lines("Losses of a constant prediction", "The squared error is a parabola about the mean, the absolute error a chain of straight pieces about the median.", "the constant c", "loss, its least taken off",
                Curve.Of("squared error / 10", constants.Select(c => (c, (Of(Squared, c) - Of(Squared, squared)) / 10))), Curve.Of("absolute error", constants.Select(c => (c, Of(Absolute, c) - Of(Absolute, absolute))))),
        ]);
    }

    private static double Of(ILoss loss, double c) => loss.Mean(Var.Of(Tensor.Full(Shape.Of(Targets.Length, 1), c)), Var.Of(Tensor.Of(Shape.Of(Targets.Length, 1), Targets))).Value<double>().ToScalar();
}
