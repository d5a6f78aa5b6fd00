// The code of docs/verification.md, compiled and run by the tests: gradients written by hand, with nothing of the automatic differentiation in them.
using System.Numerics;
using Functional.NN;

// <regression>
// A logistic regression: four samples with two features, θ = (w₁, w₂, b), and its mean loss.
double[][] samples = [[0.5, -1.2], [1.5, 0.3], [-0.7, 0.8], [-1.1, -0.4]];
double[] labels = [1, 1, 0, 0], θ = [0.3, -0.2, 0.1];

double Score(double[] θ, int i) => θ[0] * samples[i][0] + θ[1] * samples[i][1] + θ[2];
double Probability(double[] θ, int i) => 1 / (1 + Math.Exp(-Score(θ, i)));
double Loss(double[] θ) => Enumerable.Range(0, 4).Average(i => Math.Log(1 + Math.Exp(Score(θ, i))) - labels[i] * Score(θ, i));

double[] Gradient(double[] θ)
{
    double[] errors = [.. Enumerable.Range(0, 4).Select(i => (Probability(θ, i) - labels[i]) / 4)];
    return [errors.Select((e, i) => e * samples[i][0]).Sum(), errors.Select((e, i) => e * samples[i][1]).Sum(), errors.Sum()];
}

Console.WriteLine(GradientCheck.Function(Loss, Gradient, θ).ThrowUnlessRight());
// </regression>

// <mistake>
// The same, but the bias forgets to divide by the number of samples.
double[] Careless(double[] θ) => [Gradient(θ)[0], Gradient(θ)[1], 4 * Gradient(θ)[2]];

var report = GradientCheck.Function(Loss, Careless, θ);
Console.WriteLine(report);
Console.WriteLine(report.Worst!.Coordinate);    // x[2]
// </mistake>

// <pendulum>
// Where a pendulum is after 200 steps of the semi-implicit Euler method, ω ← ω − h·k·sin φ, φ ← φ + h·ω, as a function of (φ, ω, k),
// and the gradient by going back through the steps.
const int Steps = 200;
const double H = 0.02;

(double[] φ, double ω) Swung(double[] x)
{
    var φ = new double[Steps + 1];
    (φ[0], double ω) = (x[0], x[1]);
    for (int n = 0; n < Steps; n++) φ[n + 1] = φ[n] + H * (ω -= H * x[2] * Math.Sin(φ[n]));
    return (φ, ω);
}

double[] SwungBack(double[] x)
{
    var (φ, _) = Swung(x);
    double φ̄ = 1, ω̄ = 0, k̄ = 0;
    for (int n = Steps - 1; n >= 0; n--)
    {
        ω̄ += H * φ̄;
        k̄ -= H * Math.Sin(φ[n]) * ω̄;
        φ̄ -= H * x[2] * Math.Cos(φ[n]) * ω̄;
    }
    return [φ̄, ω̄, k̄];
}

Console.WriteLine(GradientCheck.Function(x => Swung(x).φ[Steps], SwungBack, [1.2, 0.0, 9.81]).ThrowUnlessRight());
// </pendulum>

// <complex>
// Rosenbrock's function of complex numbers: no difference, so no cancellation, and mistakes near rounding are seen.
Complex Rosenbrock(Complex[] z) => 100 * (z[1] - z[0] * z[0]) * (z[1] - z[0] * z[0]) + (1 - z[0]) * (1 - z[0]);
double[] Slopes(double[] x) => [-400 * x[0] * (x[1] - x[0] * x[0]) - 2 * (1 - x[0]), 200 * (x[1] - x[0] * x[0])];

Console.WriteLine(GradientCheck.ComplexStep(Rosenbrock, Slopes, [-1.2, 1.0]).ThrowUnlessRight());
// </complex>

// <jacobian>
// Where the hand of an arm with two links is, and its 2×2 Jacobian; the third comparison needs no step at all.
double[] Hand(double[] α) => [Math.Cos(α[0]) + 0.7 * Math.Cos(α[0] + α[1]), Math.Sin(α[0]) + 0.7 * Math.Sin(α[0] + α[1])];
double[,] Jacobian(double[] α) => new[,]
{
    { -Math.Sin(α[0]) - 0.7 * Math.Sin(α[0] + α[1]), -0.7 * Math.Sin(α[0] + α[1]) },
    { Math.Cos(α[0]) + 0.7 * Math.Cos(α[0] + α[1]), 0.7 * Math.Cos(α[0] + α[1]) },
};

foreach (var method in new[] { GradientMethod.CentralDifference, GradientMethod.Richardson, GradientMethod.Adjoint })
    Console.WriteLine(GradientCheck.Jacobian(Hand, Jacobian, [0.4, 1.1], new GradientCheckOptions(method)).ThrowUnlessRight().Verdict);
// </jacobian>

// <kink>
// |x| has no derivative at 0: counted, not called right or wrong.
var kinks = GradientCheck.Function(x => x.Sum(Math.Abs), x => [.. x.Select(v => (double)Math.Sign(v))], [0.0, 1e-9, -2.0]);
Console.WriteLine($"{kinks.Verdict}, {kinks.Count(GradientVerdict.Kink)} at kinks");    // Right, 1 at kinks
// </kink>

// <directions>
// A million numbers along eight random directions: some fifty evaluations instead of four million.
double[] many = [.. Enumerable.Range(0, 1_000_000).Select(i => Math.Sin(i))];
var options = new GradientCheckOptions(coordinates: GradientCoordinates.Directions(8));
var along = GradientCheck.Function(x => x.Sum(v => v * v * v), x => [.. x.Select(v => 3 * v * v)], many, options);
Console.WriteLine($"{along.Verdict}, {along.Entries.Length} directions");    // Right, 8 directions
// </directions>

// <steps>
var study = StepSizeStudy.Of(x => Math.Exp(x[0]), x => [Math.Exp(x[0])], [1.0], complex: z => Complex.Exp(z[0]));
File.WriteAllText("steps.svg", study.ToSvg());
Console.WriteLine(study.Chosen.Central <= study.Chosen.Bound);    // True
// </steps>
