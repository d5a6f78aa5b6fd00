using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>What least squares found.</summary>
/// <param name="Map">W and b</param>
/// <param name="Rank">how many of the inputs are linearly independent, centred where there is a b; below d the shortest of many best W was taken</param>
/// <param name="MeanSquaredError">the mean of (xW + b − t)² over samples and outputs</param>
public sealed record LinearRegressionFit(AffineFunction Map, int Rank, double MeanSquaredError);

/// <summary>The W and b that make Σ‖xW + b − t‖² + λ‖W‖² smallest, in closed form.</summary>
/// <remarks>
/// Solved by a QR decomposition with column pivoting in double, never by the normal equations, whose condition is the square of the data's. b is not penalised: inputs and targets are centred,
/// and b = mean t − (mean x)·W. Where the inputs are linearly dependent and λ = 0, the W of smallest norm is taken. On exclusive or it gives W = 0 and b = ½.
/// </remarks>
/// <param name="Ridge">λ</param>
/// <param name="Intercept">whether there is a b; without one it is 0</param>
public sealed record LinearRegression(double Ridge = 0, bool Intercept = true)
{
    /// <summary>λ, not negative.</summary>
    public double Ridge { get; init => field = Constants.NotNegative(value, nameof(LinearRegression), "the ridge"); } = Constants.NotNegative(Ridge, nameof(LinearRegression), "the ridge");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public LinearRegression With(double? ridge = null, bool? intercept = null) => this with { Ridge = ridge ?? Ridge, Intercept = intercept ?? Intercept };

    /// <summary>The best map for some samples.</summary>
    /// <param name="x">(N × d)</param>
    /// <param name="targets">(N) or (N × m)</param>
    public LinearRegressionFit Fit(Tensor<double> x, Tensor<double> targets)
    {
        var (inputs, outputs) = LinearSamples.Of(x, targets, nameof(LinearRegression));
        int d = inputs.Shape[1], m = outputs.Shape[1];
        Tensor<double> centre = Intercept ? inputs.Mean(0) : Tensor.Zeros<double>(Shape.Of(d)), mean = Intercept ? outputs.Mean(0) : Tensor.Zeros<double>(Shape.Of(m));
        Tensor<double> a = inputs - centre, b = outputs - mean;
        if (Ridge > 0) (a, b) = (Tensor.Concat(0, a, Math.Sqrt(Ridge) * Tensor.Identity<double>(d)), Tensor.Concat(0, b, Tensor.Zeros<double>(Shape.Of(d, m))));
        var (weight, rank) = LinearLeastSquares.Solve(a, b);
        var map = new AffineFunction(weight, mean - centre.Reshape(1, d).MatMul(weight).Reshape(m));
        var error = map.Predict(inputs) - outputs;
        return new(map, rank, (error * error).Mean().ToScalar());
    }
}
