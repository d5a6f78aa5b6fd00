namespace Functional.NN.Course;

/// <summary>A function of one number by one hidden layer: f(x) ≈ Σⱼ vⱼ·φ(wⱼx + bⱼ) + c, set by hand and learned.</summary>
/// <remarks>
/// By hand: n step units at the borders of n parts of the interval make a staircase; where |f′| ≤ L, no point is further from f than L times half the width of a part. Learned: Levenberg and Marquardt's method on the mean squared error at 101 points, from
/// several starts, the same number of steps for each width. That a good network exists is the theorem; that descent finds it is not.
/// </remarks>
public sealed record UniversalApproximation() : Sample("universal-approximation", "One hidden layer, wide enough, comes near any function", "Cybenko 1989; Hornik, Stinchcombe and White 1989")
{
    private const int Starts = 5, Steps = 60;

    /// <summary>φ of the learned network.</summary>
    public ILayer Activation { get; init; } = new Tanh();

    /// <inheritdoc/>
    public override Findings Show()
    {
        int[] steps = [4, 8, 16, 32, 64, 128], widths = [1, 2, 4, 8, 16];
        double[] stairs = [.. steps.Select(Staircase)], bounds = [.. steps.Select(n => Steepest / n)];
        var learned = widths.Select(width => Seeds.Of(Starts, key => Learned(width, key))).ToList();
        double[] best = [.. learned.Select(errors => errors.Min())];
        return new(
        [
            Claim.Of("universal-approximation.staircase", "Step units set by hand bring one hidden layer as near to a function as one likes: the largest error falls at least as the inverse of their number.", stairs.Zip(bounds).All(pair => pair.First <= pair.Second),
                $"largest error with {steps[0]} units {Written.Short(stairs[0])}, with {steps[^1]} {Written.Short(stairs[^1])}; bound {Written.Short(bounds[0])} and {Written.Short(bounds[^1])}", steps.Zip(stairs, (n, error) => (Written.Of($"error with {n}"), error))),
            Claim.Of("universal-approximation.width", "The error of the best trained network of one hidden layer falls with every doubling of its width.", best.Zip(best.Skip(1)).All(pair => pair.Second < pair.First),
                $"root mean squared error, best of {Starts} starts: {string.Join(", ", widths.Zip(best, (width, error) => Written.Of($"{Written.Short(error, 2)} with {width}")))}", widths.Zip(best, (width, error) => (Written.Of($"best with {width}"), error))),
        ],
        [
            Plot.Lines("Error against width", "Both errors fall; the learned one far faster than the staircase.", new PlotAxis("hidden units", Logarithmic: true), new PlotAxis("error", Logarithmic: true),
                Curve.Of("staircase by hand, largest", steps.Zip(stairs, (n, error) => ((double)n, error))), Curve.Of("learned, root mean square", widths.Zip(best, (n, error) => ((double)n, error))),
                Curve.Of("each start", widths.Zip(learned).SelectMany(at => at.Second.Select(error => ((double)at.First, error)))) with { PointsOnly = true }),
        ]);
    }

    /// <summary>f(x) = |sin 5x| on [−1, 1], with three kinks and a slope of at most 5.</summary>
    private static Tensor<double> Target(Tensor<double> x) => Var.Abs(Var.Sin(5 * Var.Of(x))).Value<double>();

    private const double Steepest = 5;

    private static Tensor<double> Points(int count) => Tensor.Generate(Shape.Of(count, 1), i => 2.0 * i / (count - 1) - 1);

    /// <summary>The largest error of n step units: one at the left border of each of n equal parts, and the values between them those of f in the middle of each part.</summary>
    private static double Staircase(int n)
    {
        var middle = Target(Tensor.Generate(Shape.Of(n, 1), i => (2 * i + 1.0) / n - 1)).ToArray();
        var network = new Network([1], new Dense(n).Named("hidden"), new Step(), new Dense(1).Named("readout"));
        var θ = network.Initialize<double>(default).Zero
            .With("hidden.weight", Tensor.Full(Shape.Of(1, n), 1.0)).With("hidden.bias", Tensor.Generate(Shape.Of(n), i => 1 - 2.0 * i / n))
            .With("readout.weight", Tensor.Generate(Shape.Of(n, 1), i => i == 0 ? middle[0] : middle[i] - middle[i - 1]));
        var x = Points(2001);
        return (new Model<double>(network, θ).Predict(x) - Target(x)).Abs().ToArray().Max();
    }

    private double Learned(int width, RandomKey key)
    {
        var trainer = new Trainer<double>(Networks.Mlp([1], [width, 1], Activation, initializer: new NormalValues(2)), new MeanSquaredError(), new LevenbergMarquardt()).With(compute: Seeds.Alone);
        var batch = new Batch<double>(Points(101), Target(Points(101)));
        return Math.Sqrt(trainer.Evaluate(trainer.Run(trainer.Initialize(key), Enumerable.Repeat(batch, Steps)).Last().State.Model, batch).Loss);
    }
}
