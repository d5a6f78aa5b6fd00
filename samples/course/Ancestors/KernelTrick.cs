namespace Functional.NN.Course;

/// <summary>XOR by a linear readout: of features that contain the product x₁x₂, or of a kernel, which never writes the features down.</summary>
/// <remarks>
/// k(x, z) = (x·z + 1)² = φ(x)·φ(z) with φ(x) = (1, √2x₁, √2x₂, x₁², √2x₁x₂, x₂²), so ridge regression on φ(x), and Σᵢ αᵢk(x, xᵢ) with α = (K + λI)⁻¹t, are the same function.
/// </remarks>
public sealed record KernelTrick() : Sample("kernel-trick", "XOR by a linear readout of features, written down or not", "Boser, Guyon and Vapnik 1992; Saunders, Gammerman and Vovk 1998")
{
    private const int Runs = 5;
    private const double λ = 0.1;

    /// <summary>k.</summary>
    public KernelFunction Kernel { get; init; } = new PolynomialKernel(2);

    /// <summary>The kernel for curved classes.</summary>
    public KernelFunction Near { get; init; } = new GaussianKernel(0.5);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var xor = SyntheticData.Xor<double>().All();
        var line = new LinearRegression().Fit(xor.Inputs, xor.Targets);
        double solved = Farthest(new KernelLeastSquares(Kernel).Fit(xor.Inputs, xor.Targets).Predict(xor.Inputs), xor.Targets);
        var features = new LinearRegression(λ, Intercept: false).Fit(Features(xor.Inputs), xor.Targets).Map;
        var kernel = new KernelLeastSquares(Kernel, λ).Fit(xor.Inputs, xor.Targets);
        double apart = Farthest(features.Predict(Features(Grid)), kernel.Predict(Grid));
        var moons = Seeds.Of(Runs, Moons);
        double[] linear = [.. moons.Select(run => run.Line)], curved = [.. moons.Select(run => run.Kernel)];
        return new(
        [
            Claim.Of("kernel-trick.linear-gives-half", "Least squares without features answers ½ to every input of XOR.", Farthest(line.Map.Predict(xor.Inputs), Tensor.Full(xor.Targets.Shape, 0.5)) < 1e-12 && Math.Abs(line.MeanSquaredError - 0.25) < 1e-12,
                $"w = ({line.Map.Weight[0, 0]:F2}, {line.Map.Weight[1, 0]:F2}), b = {line.Map.Bias[0]:F2}, mean squared error {line.MeanSquaredError:F2}", ("squared error", line.MeanSquaredError)),
            Claim.Of("kernel-trick.solves-xor", "A linear readout of the kernel's features solves XOR.", solved < 1e-9, $"largest error {Written.Short(solved)} on the four samples", ("largest error", solved)),
            Claim.Of("kernel-trick.same-function", "Ridge regression on written-down features and on the kernel is the same function.", apart < 1e-12,
                $"largest difference {Written.Short(apart)} at {Grid.Shape[0]} points, 6 features against 4 coefficients", ("largest difference", apart)),
            Claim.Of("kernel-trick.curved-classes", "With a Gaussian kernel, whose features are infinitely many, the same least squares has less than half of the errors of a line on two hooked classes.", Seeds.Less(curved.Select(error => 2 * error), linear),
                $"moons, 200 samples, {Runs} seeds, test error on 1000 others: line {Seeds.PercentOf(linear)}, kernel {Seeds.PercentOf(curved)}", ("line", linear.Average()), ("kernel", curved.Average())),
        ],
        [
            TableExhibit.Of("XOR", ["x", "target", "line", "kernel"], Enumerable.Range(0, 4).Select(i => (IEnumerable<string>)[
                Written.Of($"({xor.Inputs[i, 0]}, {xor.Inputs[i, 1]})"), Written.Of($"{xor.Targets[i, 0]}"), Written.Of($"{line.Map.Predict(xor.Inputs)[i, 0]:F3}"), Written.Of($"{kernel.Predict(xor.Inputs)[i, 0]:F3}")])),
        ]);
    }

    /// <summary>φ(x): <see cref="PolynomialFeatures"/> of degree 2 are (1, x₁, x₂, x₁², x₁x₂, x₂²).</summary>
    private static Tensor<double> Features(Tensor<double> x)
    {
        double r = Math.Sqrt(2);
        return Model<double>.Initialize(new Network([2], new PolynomialFeatures(2)), default).Predict(x) * Tensor.Vector(1, r, r, 1, r, 1);
    }

    private static Tensor<double> Grid => Tensor.Generate(Shape.Of(441, 2), i => (i % 2 == 0 ? i / 2 / 21 : i / 2 % 21) / 10.0 - 0.5);

    /// <summary>The test errors of least squares on the inputs and on the kernel.</summary>
    private (double Line, double Kernel) Moons(RandomKey key)
    {
        Batch<double> train = SyntheticData.TwoMoons<double>(200, key.Fold("train"), 0.15).All(), test = SyntheticData.TwoMoons<double>(1000, key.Fold("test"), 0.15).All();
        return (Error(new LinearRegression(λ).Fit(train.Inputs, Signs(train)).Map.Predict, test), Error(new KernelLeastSquares(Near, λ).Fit(train.Inputs, Signs(train)).Predict, test));
    }

    /// <summary>−1 and +1 for the classes 0 and 1.</summary>
    private static Tensor<double> Signs(Batch<double> data) => 2 * data.Targets - 1;

    private static double Error(Func<Tensor<double>, Tensor<double>> output, Batch<double> test) => 1 - Tensor<double>.Greater(output(test.Inputs).Reshape(-1) * Signs(test), Tensor.Scalar(0.0)).Mean().ToScalar();

    private static double Farthest(Tensor<double> a, Tensor<double> b) => (a - b).Abs().ToArray().Max();
}
