namespace Functional.NN.Course;

/// <summary>The perceptron rule w ← w + tx, b ← b + t at every mistake: it ends on AND, and goes round in a circle on XOR.</summary>
/// <remarks>
/// Novikoff: if some unit vector u separates the classes with the margin γ = min t·(u·x̃) and every x̃ = (x, 1) is no longer than R, the rule makes at most (R/γ)² mistakes, in whatever order
/// the samples come. For AND the u of the largest margin has the direction (2, 2, −3).
/// </remarks>
public sealed record Perceptrons() : Sample("perceptron", "A perceptron learns AND and never XOR", "Rosenblatt 1958; Novikoff 1962; Minsky and Papert 1969")
{
    private const int Orders = 100, Epochs = 24;

    /// <summary>The rule.</summary>
    public PerceptronRule Rule { get; init; } = new();

    /// <inheritdoc/>
    public override Findings Show()
    {
        var and = Enumerable.Range(0, Orders).Select(i => Fit(And, RandomKey.FromSeed(1).Fold(i).Permutation(4))).ToList();
        int most = and.Max(fit => fit.Updates);
        double bound = MistakesAtMost(And, Tensor.Vector(2.0, 2, -3));
        var xor = Rule.Fit(Corners, Xor);
        var (first, again) = Cycle([.. AfterEpochs(Xor).Prepend(AffineFunction.Zero(2)).Take(Epochs)]);
        return new(
        [
            Claim.Of("perceptron.converges-on-and", "Where a plane separates the classes, the perceptron rule ends, after no more mistakes than Novikoff's bound, in whatever order the samples come.",
                and.All(fit => fit.End == PerceptronEnd.Converged) && most <= bound, $"AND in {Orders} orders: {most} mistakes at most, bound (R/γ)² = {bound:F0}", ("most mistakes", most), ("bound", bound)),
            Claim.Of("perceptron.cycles-on-xor", "On exclusive or, which no plane separates, the weights of the perceptron come back and go round in a circle for ever.", xor.End == PerceptronEnd.Cycling && again > first,
                $"the weights of epoch {first} are back in epoch {again}; {Errors(Xor).Take(Epochs).Min()} mistakes or more in every one of {Epochs} epochs", ("first epoch", first), ("epoch when they are back", again)),
        ],
        [
            Plot.Lines("Mistakes of the perceptron in each epoch", "On AND they fall to none; on XOR every epoch has as many as the first.", "epoch", "mistakes",
                Curve.Of("AND", Errors(And).Take(Epochs)), Curve.Of("XOR", Errors(Xor).Take(Epochs))),
            new PictureExhibit("The line that the perceptron found for AND", DecisionRegions.Of(and[0].Map.ToModel<double>(), Dataset.FromTensors(Corners, And.Reshape(4, 1))).ToSvg()),
            TableExhibit.Of("Four gates", ["gate", "end", "epochs", "mistakes"],
                Row("AND", And), Row("OR", Tensor.Vector(-1.0, 1, 1, 1)), Row("NAND", -And), Row("XOR", Xor)),
        ]);
    }

    private static Tensor<double> Corners => SyntheticData.Xor<double>().All().Inputs;

    private static Tensor<double> And => Tensor.Vector(-1.0, -1, -1, 1);

    private static Tensor<double> Xor => Tensor.Vector(-1.0, 1, 1, -1);

    private PerceptronFit Fit(Tensor<double> targets, IReadOnlyList<int> order) => Rule.Fit(Corners.Gather(order), targets.Gather(order));

    /// <summary>(R/γ)² for a direction u of the weights and the bias together.</summary>
    private static double MistakesAtMost(Tensor<double> targets, Tensor<double> u)
    {
        var x = Tensor.Concat(1, Corners, Tensor.Full(Shape.Of(4, 1), 1.0));
        double r = Math.Sqrt((x * x).Sum(1).ToArray().Max()), γ = (targets * x.MatMul(u.Reshape(-1, 1)).Reshape(4)).ToArray().Min() / Math.Sqrt((u * u).Sum().ToScalar());
        return r / γ * (r / γ);
    }

    private IEnumerable<AffineFunction> AfterEpochs(Tensor<double> targets) => Rule.Steps(Corners, targets).Chunk(4).Select(epoch => epoch[^1].Map);

    private IEnumerable<double> Errors(Tensor<double> targets) => Rule.Steps(Corners, targets).Chunk(4).Select(epoch => (double)epoch.Count(step => step.Updated));

    /// <summary>The first epoch whose weights come back, 0 being the start, and the one when they are back; both 0 when none do.</summary>
    private static (int First, int Again) Cycle(AffineFunction[] weights) =>
        Enumerable.Range(0, weights.Length).Select(i => (First: i, Again: Array.IndexOf(weights, weights[i], i + 1))).FirstOrDefault(pair => pair.Again > 0);

    private IEnumerable<string> Row(string gate, Tensor<double> targets)
    {
        var fit = Rule.Fit(Corners, targets);
        return [gate, fit.End == PerceptronEnd.Converged ? "converged" : fit.End == PerceptronEnd.Cycling ? "cycling" : "out of epochs", Written.Short(fit.Epochs), Written.Short(fit.Updates)];
    }
}
