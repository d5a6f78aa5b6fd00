using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class FeatureTests
{
    private static Tensor<double> Apply(ILayer layer, Tensor<double> x) => Model<double>.Initialize(new Network(x.Shape.Sample, layer), default).Predict(x);

    [Fact]
    public void Products_come_by_degree_and_in_the_order_of_their_factors() =>
        Assert.Equal(Tensor.Of([1, 10], 1.0, 2, 3, 5, 4, 6, 10, 9, 15, 25), Apply(new PolynomialFeatures(), Tensor.Of([1, 3], 2.0, 3, 5)));

    [Theory]
    [InlineData(1, 1), InlineData(1, 5), InlineData(2, 3), InlineData(4, 3), InlineData(3, 4)]
    public void Every_product_of_up_to_so_many_factors_is_there_once(int numbers, int degree)
    {
        // Powers of different primes tell every product apart.
        double[] primes = [2, 3, 5, 7];
        var y = Apply(new PolynomialFeatures(degree), Tensor.Of([1, numbers], primes.Take(numbers)));
        double[] expected = [.. Products(primes[..numbers], degree)];
        Assert.Equal(expected.Order(), y.ToArray().Order());
        Assert.Equal(expected.Length, expected.Distinct().Count());
        Assert.Equal(Shape.Of(expected.Length - 1), new PolynomialFeatures(degree, One: false).OutputShape([numbers]));
    }

    private static IEnumerable<double> Products(double[] numbers, int degree) => numbers.Length == 0 ? [1] :
        Enumerable.Range(0, degree + 1).SelectMany(power => Products(numbers[1..], degree - power).Select(rest => rest * Math.Pow(numbers[0], power)));

    [Fact]
    public void With_products_of_two_a_linear_layer_computes_XOR()
    {
        var network = new Network([2], new PolynomialFeatures(2, One: false), new Dense(1));
        var model = new Model<double>(network, network.Initialize<double>(default).With("1.weight", Tensor.Of([5, 1], 1.0, 1, 0, -2, 0)));
        Assert.Equal(Tensor.Of([4, 1], 0.0, 1, 1, 0), model.Predict(Tensor.Of([4, 2], 0.0, 0, 0, 1, 1, 0, 1, 1)));
    }

    [Fact]
    public void More_products_than_an_array_holds_are_refused_with_a_sentence() =>
        Assert.Equal("PolynomialFeatures(9), layer 1 of 1 (\"0\"): samples of 784 numbers have more products of degree 9 than an array can hold. Take a smaller degree or fewer numbers.",
            Assert.Throws<ShapeException>(() => new Network([784], new PolynomialFeatures(9))).Message);

    // Rahimi and Recht 2007: the deviation of the mean of D bounded products is below about 1/√D.
    [Theory]
    [InlineData(0.5), InlineData(1), InlineData(3)]
    public void The_inner_product_of_random_Fourier_features_approximates_the_Gaussian_kernel(double σ)
    {
        const int Features = 20_000;
        Tensor<double> x = Numbers.Some<double>([8, 3], 1) * 2.0;
        var z = Apply(new RandomFourierFeatures(Features, σ), x);
        var kernel = Tensor.Generate([8, 8], i =>
        {
            var difference = x.At(i / 8) - x.At(i % 8);
            return Math.Exp(-Numbers.Dot(difference, difference) / (2 * σ * σ));
        });
        Numbers.Near(kernel, z.MatMul(z, transposeOther: true), 0, 5 / Math.Sqrt(Features));
    }

    [Fact]
    public void Random_Fourier_features_are_a_function_of_their_description()
    {
        var x = Numbers.Some<double>([2, 3], 1);
        Assert.Equal(Apply(new RandomFourierFeatures(7, 1, 5), x), Apply(new RandomFourierFeatures(7, 1, 5), x));
        Assert.NotEqual(Apply(new RandomFourierFeatures(7, 1, 5), x), Apply(new RandomFourierFeatures(7, 1, 6), x));
        Assert.Equal(0, new Network([3], new RandomFourierFeatures(7), new PolynomialFeatures()).Layout.Size);
    }

    [Fact]
    public void Constants_and_samples_that_make_no_sense_are_refused_with_a_sentence()
    {
        static string Message(Func<object> make) => Assert.ThrowsAny<NNException>(make).Message;
        Assert.Equal("PolynomialFeatures: the degree must be positive, got 0.", Message(() => new PolynomialFeatures(0)));
        Assert.Equal("RandomFourierFeatures: the number of features must be positive, got 0.", Message(() => new RandomFourierFeatures(0)));
        Assert.Equal("RandomFourierFeatures: the deviation must be a finite positive number, got 0.", Message(() => new RandomFourierFeatures(1, 0)));
        Assert.Equal("RandomFourierFeatures: a seed is a whole number from 0 on, got -1.", Message(() => new RandomFourierFeatures(1, Seed: -1)));
        Assert.EndsWith("expected vector samples, got 2×3. Put a Flatten before it.", Message(() => new Network([2, 3], new RandomFourierFeatures(4))), StringComparison.Ordinal);
        Assert.EndsWith("expected vector samples, got 2×3. Put a Flatten before it.", Message(() => new Network([2, 3], new PolynomialFeatures())), StringComparison.Ordinal);
    }
}
