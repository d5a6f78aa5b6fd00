namespace Functional.NN.Course;

/// <summary>How many steps a quadratic J(θ) = ½θᵀHθ − bᵀθ takes: Newton's method one, conjugate gradients as many as θ has numbers, descent as many as the condition number wants.</summary>
/// <remarks>H has the eigenvalues 1, …, 100 on a logarithmic scale and the columns of a reflection for eigenvectors, so that no axis is special. A method is done when J is within 10⁻¹⁰ of what there was to fall.</remarks>
public sealed record QuadraticSteps() : Sample("quadratic-steps", "A quadratic by methods of first and second order", "Nocedal and Wright 2006, chapters 5 to 7; Goodfellow et al. 2016, section 8.6")
{
    /// <summary>How many numbers θ has.</summary>
    public const int Size = 10;

    private const int Most = 20000;

    /// <summary>Newton's method.</summary>
    public IMinimizer Newton { get; init; } = new Newton();

    /// <summary>Conjugate gradients.</summary>
    public IMinimizer Conjugate { get; init; } = new ConjugateGradient();

    /// <summary>A quasi-Newton method.</summary>
    public IMinimizer QuasiNewton { get; init; } = new Lbfgs();

    /// <summary>Descent at the best rate that it has here, 2/(λ_min + λ_max).</summary>
    public IMinimizer Descent { get; init; } = new Sgd(2 / 101.0);

    /// <inheritdoc/>
    public override Findings Show()
    {
        (string Name, double[] Falls)[] methods = [("Newton", Falls(Newton)), ("conjugate gradients", Falls(Conjugate)), ("L-BFGS", Falls(QuasiNewton)), ("descent", Falls(Descent))];
        int[] steps = [.. methods.Select(method => Array.FindIndex(method.Falls, left => left < 1e-10) is >= 0 and var found ? found : Most)];
        return new(
        [
            Claim.Of("quadratic-steps.newton", "Newton's method reaches the minimum of a quadratic in one step.", steps[0] == 1, $"steps: {steps[0]} (condition number 100)", ("steps", steps[0])),
            Claim.Of("quadratic-steps.conjugate", "Conjugate gradients reach it in as many steps as there are parameters.", steps[1] <= Size, $"{steps[1]} steps for {Size} parameters", ("steps", steps[1])),
            Claim.Of("quadratic-steps.first-order", "On an ill-conditioned quadratic, gradient descent at its best rate needs many times the steps of methods that learn the curvature.", steps[3] > 10 * Math.Max(steps[1], steps[2]),
                $"gradient descent {steps[3]:N0} steps, conjugate gradients {steps[1]}, L-BFGS {steps[2]} (condition number 100)", ("descent", steps[3]), ("L-BFGS", steps[2])),
        ],
        [Plot.Lines("What is left of the loss of a quadratic", "Newton's method falls at once, the others step by step, gradient descent hardly.", "step", new PlotAxis("(J − J*)/(J₀ − J*)", Logarithmic: true), methods.Select(method => Curve.Of(method.Name, method.Falls.Take(40).TakeWhile(left => left > 1e-16))))]);
    }

    /// <summary>(J − J*)/(J₀ − J*) after each step.</summary>
    private static double[] Falls(IMinimizer method)
    {
        double[] losses = [.. Minimize.Steps(Objective, Start, method).Take(method is Sgd ? Most : 200).Select(now => Objective.Value(now.Parameters))];
        double first = Objective.Value(Parameters<double>.Of(Start));
        return [1, .. losses.Select(loss => loss / first)];
    }

    private static Tensor<double> Start { get; } = RandomKey.FromSeed(7).Normal<double>(Shape.Of(Size));

    /// <summary>1, …, 100 = exp(4.6…).</summary>
    private static Tensor<double> Eigenvalues { get; } = Var.Exp(Var.Of(Tensor.Generate(Shape.Of(Size), i => i * 4.605170185988091 / (Size - 1)))).Value<double>();

    /// <summary>½ Σ λᵢ(vᵢᵀθ)², least at 0, with the vᵢ the columns of a reflection I − 2uuᵀ/uᵀu.</summary>
    private static ObjectiveFunction<double> Objective { get; } = ObjectiveFunction.Of<double>(θ =>
    {
        var u = Var.Constant(RandomKey.FromSeed(8).Normal<double>(Shape.Of(Size)));
        Var turned = θ - 2 * (u * θ).Sum() / (u * u).Sum() * u;
        return 0.5 * (Var.Of(Eigenvalues) * Var.Square(turned)).Sum();
    });
}
