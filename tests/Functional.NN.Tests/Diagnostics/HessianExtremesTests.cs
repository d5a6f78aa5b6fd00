using Functional.NN.Kernels;

namespace Functional.NN.Tests;

/// <summary>The smallest and largest curvature by products with the Hessian alone, against known spectra and whole Hessians.</summary>
public class HessianExtremesTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    private static Parameters<double> Origin(int n) => Parameters<double>.Of(Tensor.Zeros<double>([n]));

    /// <summary>½Σλᵢxᵢ².</summary>
    private static ObjectiveFunction<double> Bowl(params double[] λ) => ObjectiveFunction.Of<double>(x => 0.5 * (Var.Square(x) * Var.Constant(Tensor.Vector(λ))).Sum());

    [Theory]
    [InlineData(new[] { 2.0, -2 }, CriticalPoint.Saddle)]
    [InlineData(new[] { 1e-3, 1, 5 }, CriticalPoint.Minimum)]
    [InlineData(new[] { 3.0, 3, 3 }, CriticalPoint.Minimum)]
    [InlineData(new[] { -1.0, -4 }, CriticalPoint.Maximum)]
    [InlineData(new[] { 0.0, 0, 0 }, CriticalPoint.Flat)]
    [InlineData(new[] { 0.0, 1, 2 }, CriticalPoint.Flat)]
    [InlineData(new[] { 0.0, -1, -2 }, CriticalPoint.Flat)]
    [InlineData(new[] { 0.0, -1, 2 }, CriticalPoint.Saddle)]
    public void The_verdict_is_that_of_the_eigenvalues(double[] eigenvalues, CriticalPoint verdict)
    {
        var found = HessianExtremes.Of(Bowl(eigenvalues), Origin(eigenvalues.Length), Key);

        Assert.Equal(verdict, found.Verdict);
        Assert.Equal(eigenvalues.Min(), found.Smallest.Value, 1e-10);
        Assert.Equal(eigenvalues.Max(), found.Largest.Value, 1e-10);
        Assert.InRange(found.Products, 1, eigenvalues.Length);
    }

    [Fact]
    public void The_saddle_x2_minus_y2_has_2_and_minus_2()
    {
        var saddle = ObjectiveFunction.Of<double>(θ => Var.Square(θ.Slice(0, 0, 1)).Sum() - Var.Square(θ.Slice(0, 1, 1)).Sum());

        var found = HessianExtremes.Of(saddle, Parameters<double>.Of(Tensor.Vector(0.3, -0.4)), Key);

        Assert.Equal((CriticalPoint.Saddle, 2), (found.Verdict, found.Products));
        Assert.Equal((-2, 2), (found.Smallest.Value, found.Largest.Value), new WithinRounding());
    }

    [Fact]
    public void Every_interval_holds_an_eigenvalue_however_few_the_products()
    {
        double[] λ = [.. Enumerable.Range(0, 60).Select(i => -1 + 0.05 * i * i)];
        for (int steps = 1; steps <= 25; steps++)
        {
            var found = HessianExtremes.Of(Bowl(λ), Origin(λ.Length), Key, new LanczosOptions(steps, Tolerance: 0));
            Assert.Equal(steps, found.Products);
            Assert.All([found.Smallest, found.Largest], ritz => Assert.Contains(λ, e => ritz.Low <= e && e <= ritz.High));
            Assert.True(found.Largest.Value <= λ[^1] * (1 + 1e-12) && found.Smallest.Value >= λ[0] - 1e-12);
        }
    }

    [Fact]
    public void After_one_product_the_value_and_the_bound_are_those_of_the_start_direction()
    {
        double[] λ = [1, 2, 5, -3], v = Key.Normal<double>([4]).ToArray();
        double square = v.Sum(x => x * x), mean = v.Zip(λ, (x, e) => e * x * x).Sum() / square, residual = Math.Sqrt(v.Zip(λ, (x, e) => (e - mean) * (e - mean) * x * x).Sum() / square);

        var found = HessianExtremes.Of(Bowl(λ), Origin(4), Key, new LanczosOptions(1));

        Assert.Equal(mean, found.Largest.Value, 1e-12);
        Assert.Equal(residual, found.Largest.Bound, 1e-12);
        Assert.Equal(found.Smallest, found.Largest);
    }

    [Fact]
    public void As_many_products_as_numbers_find_a_smallest_eigenvalue_a_million_times_below_the_largest()
    {
        // Without making every vector orthogonal to all before it, copies of the largest ones come again, and the smallest does not come.
        double[] λ = [.. Enumerable.Range(0, 40).Select(i => Math.Pow(10, 6 * i / 39.0))];

        var found = HessianExtremes.Of(Bowl(λ), Origin(40), Key, new LanczosOptions(40, Tolerance: 0, Flat: 1e-8));

        Assert.Equal(1, found.Smallest.Value, 1e-6);
        Assert.Equal(CriticalPoint.Minimum, found.Verdict);
    }

    [Fact]
    public void It_ends_where_both_bounds_are_within_the_tolerance()
    {
        double[] λ = [.. Enumerable.Range(1, 200).Select(i => (double)i * i)];

        var found = HessianExtremes.Of(Bowl(λ), Origin(λ.Length), Key, new LanczosOptions(200, Tolerance: 1e-3));

        Assert.InRange(found.Products, 5, 150);
        Assert.True(Math.Max(found.Largest.Bound, found.Smallest.Bound) <= 1.01e-3 * found.Largest.Value);
        Assert.Equal(40_000, found.Largest.Value, 40.0);
    }

    [Fact]
    public void With_too_few_products_nothing_is_decided()
    {
        double[] λ = [.. Enumerable.Range(1, 50).Select(i => (double)i)];
        Assert.Equal(CriticalPoint.NotDecided, HessianExtremes.Of(Bowl(λ), Origin(λ.Length), Key, new LanczosOptions(3)).Verdict);
        Assert.Equal(CriticalPoint.Minimum, HessianExtremes.Of(Bowl(λ), Origin(λ.Length), Key, new LanczosOptions(50)).Verdict);
    }

    [Fact]
    public void In_float_the_bounds_know_of_rounding()
    {
        var bowl = ObjectiveFunction.Of<float>(x => 0.5 * (Var.Square(x) * Var.Constant(Tensor.Vector(0.0, 1, 3))).Sum());

        var found = HessianExtremes.Of(bowl, Parameters<float>.Of(Tensor.Vector(0.1f, 0.2f, 0.3f)), Key);

        Assert.Equal(CriticalPoint.Flat, found.Verdict);
        Assert.InRange(found.Smallest.Bound, 1e-7, 1e-4);
        Assert.Equal(3, found.Largest.Value, 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Of_a_network_they_are_those_of_the_whole_Hessian(int shards)
    {
        var network = new Network([3], new Dense(4), new Tanh(), new Dense(2));
        var trainer = new Trainer<double>(network, new SoftmaxCrossEntropy(), new Sgd(0.1)).With(shards: shards);
        var (model, batch) = (Model<double>.Initialize(network, Key), new Batch<double>(Key.Normal<double>([12, 3]), Tensor.Generate([12], i => (double)(i % 2))));
        var objective = trainer.ObjectiveOf(model, batch);
        var (values, _) = SymmetricMatrix.Eigen(objective.Hessian(model.Parameters).AsSpan(), network.Layout.Size);

        var found = HessianExtremes.Of(objective, model.Parameters, Key);

        Assert.Equal(values.Min(), found.Smallest.Value, 1e-7);
        Assert.Equal(values.Max(), found.Largest.Value, 1e-7);
        Assert.Equal(CriticalPoint.Saddle, found.Verdict);
    }

    [Fact]
    public void What_is_frozen_takes_no_part()
    {
        var network = new Network([1], new Frozen(new Dense(1, Bias: false)), new Dense(1, Bias: false));
        var θ = new Parameters<double>(network.Layout, Tensor.Vector(3.0, 1));
        var trainer = new Trainer<double>(network, new SquaredError(), new Sgd(0.1));
        var objective = trainer.ObjectiveOf(new Model<double>(network, θ), new Batch<double>(Tensor.Of<double>([1, 1], 1), Tensor.Of<double>([1, 1], 0)));

        // (w·v·x − t)² = (3v)²: along v alone it curves with 2·9.
        var found = HessianExtremes.Of(objective, θ, Key);

        Assert.Equal((18, 18), (found.Smallest.Value, found.Largest.Value), new WithinRounding());
        Assert.Equal(CriticalPoint.Minimum, found.Verdict);
    }

    [Fact]
    public void A_Hessian_that_is_not_finite_decides_nothing()
    {
        var found = HessianExtremes.Of(Bowl(1, double.NaN), Origin(2), Key);

        Assert.Equal((CriticalPoint.NotDecided, double.NaN), (found.Verdict, found.Largest.Value));
    }

    [Fact]
    public void Where_nothing_is_trained_a_sentence_says_so()
    {
        var network = new Network([1], new Frozen(new Dense(1)));
        var model = Model<double>.Initialize(network, Key);
        var objective = new Trainer<double>(network, new SquaredError(), new Sgd(0.1)).ObjectiveOf(model, new Batch<double>(Tensor.Zeros<double>([1, 1]), Tensor.Zeros<double>([1, 1])));

        Assert.StartsWith("HessianExtremes: θ has no numbers that training may change", Assert.Throws<NNException>(() => HessianExtremes.Of(objective, model.Parameters, Key)).Message, StringComparison.Ordinal);
        Assert.StartsWith("LanczosOptions: the number of steps must be 1 or more, got 0", Assert.Throws<NNException>(() => new LanczosOptions(0)).Message, StringComparison.Ordinal);
    }

    private sealed class WithinRounding : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) => Math.Abs(x.Item1 - y.Item1) + Math.Abs(x.Item2 - y.Item2) < 1e-10;

        public int GetHashCode((double, double) pair) => 0;
    }
}
