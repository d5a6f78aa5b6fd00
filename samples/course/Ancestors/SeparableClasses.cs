namespace Functional.NN.Course;

/// <summary>Logistic regression on classes that a line separates: its likelihood has no maximum, and ½λ‖w‖² gives it one.</summary>
/// <remarks>
/// If w separates the classes, 2w does so with a smaller cross-entropy: J falls towards 0 along every such ray and reaches it nowhere. ‖w‖ grows as the logarithm of the steps (Soudry et al. 2018). With a
/// penalty J is strictly convex and rises in every direction, so there is one minimum, whatever the start.
/// </remarks>
public sealed record SeparableClasses() : Sample("separable", "Logistic regression on separable classes", "Soudry et al. 2018; Bishop 2006, section 4.3.2")
{
    private const int Starts = 5;

    /// <summary>λ of the penalty.</summary>
    public double Penalty { get; init; } = 0.01;

    /// <inheritdoc/>
    public override Findings Show()
    {
        int[] decades = [10, 100, 1000, 10000];
        var free = Minimize.Steps(CrossEntropy(0), Start(0), new Sgd(1)).Take(decades[^1]).Select(now => now.Parameters).ToList();
        double[] norms = [.. decades.Select(step => free[step - 1].Norm)], losses = [.. decades.Select(step => CrossEntropy(0).Value(free[step - 1]))];
        double[] grown = [.. norms.Zip(norms.Skip(1), (a, b) => b - a)];
        var minima = Enumerable.Range(0, Starts).Select(i => Minimize.Of(CrossEntropy(Penalty), Start(i), new Newton(), new(MostSteps: 100))).ToList();
        double apart = minima.Max(minimum => Norm(minimum.Parameters - minima[0].Parameters)), steepest = minima.Max(minimum => Norm(minimum.Gradient));
        return new(
        [
            Claim.Of("separable.no-minimum", "On classes that a line separates, logistic regression without a penalty finds no minimum: the loss goes on falling towards zero and the weights go on growing, about as the logarithm of the steps.",
                grown.All(growth => growth > 0.5) && grown[^1] < 2 * grown[0] && losses.Zip(losses.Skip(1)).All(pair => pair.Second < pair.First) && losses[^1] > 0,
                $"‖w‖ after 10, 10², 10³, 10⁴ steps: {string.Join(", ", norms.Select(norm => Written.Short(norm)))}; cross-entropy {Written.Short(losses[0])} to {Written.Short(losses[^1])}", decades.Zip(norms, (step, norm) => (Written.Of($"norm after {step}"), norm))),
            Claim.Of("separable.penalty-gives-one", "A weight penalty gives logistic regression one finite minimum, the same from every start.", minima.All(minimum => double.IsFinite(minimum.Value)) && apart < 1e-8 && steepest < 1e-8,
                $"λ = {Penalty}: ‖w‖ = {Written.Short(Norm(minima[0].Parameters))}, largest difference between {Starts} starts {Written.Short(apart)}, largest gradient there {Written.Short(steepest)}", ("norm", Norm(minima[0].Parameters)), ("largest difference", apart), ("largest gradient", steepest)),
        ],
        [
            Plot.Lines("Length of the weights", "Without a penalty the curve is nearly straight on a logarithmic axis of steps and goes on rising; with it the curve becomes flat.", new PlotAxis("step", Logarithmic: true), "‖w‖",
                Curve.Of("no penalty", AtSteps(free)), Curve.Of("with penalty", AtSteps([.. Minimize.Steps(CrossEntropy(Penalty), Start(0), new Sgd(1)).Take(decades[^1]).Select(now => now.Parameters)]))),
        ]);
    }

    /// <summary>Mean of ln(1 + e^(−t·(w·x + b))) plus ½λ‖(w, b)‖², t = ±1: two clouds around (−1, −1) and (1, 1) that do not touch.</summary>
    private static ObjectiveFunction<double> CrossEntropy(double λ)
    {
        var data = SyntheticData.Blobs<double>(40, RandomKey.FromSeed(1), Tensor.Matrix(new[,] { { -1.0, -1 }, { 1, 1 } }), 0.4).All();
        Var x = Var.Of(Tensor.Concat(1, data.Inputs, Tensor.Full(Shape.Of(40, 1), 1.0))), t = Var.Of((2 * data.Targets - 1).Reshape(-1, 1));
        return ObjectiveFunction.Of<double>(w => Var.Softplus(-(t * Var.MatMul(x, w.Reshape(-1, 1)))).Mean() + 0.5 * λ * Var.Square(w).Sum());
    }

    private static Tensor<double> Start(int i) => RandomKey.FromSeed(2).Fold(i).Normal<double>(Shape.Of(3), 0, i == 0 ? 0 : 2);

    private static IEnumerable<(double Step, double Norm)> AtSteps(List<Parameters<double>> run) =>
        Enumerable.Range(1, run.Count).Where(step => step < 20 || step % (step < 200 ? 10 : 200) == 0).Select(step => ((double)step, run[step - 1].Norm));

    private static double Norm(Tensor<double> v) => Math.Sqrt((v * v).Sum().ToScalar());
}
