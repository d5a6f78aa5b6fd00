namespace Functional.NN.Tests.Layers;

/// <summary>Distances to prototypes, and the loss that goes with them.</summary>
public sealed class RadialBasisTests
{
    private static readonly Tensor<double> Prototypes = Tensor.Matrix(new double[,] { { 1, -1, 1 }, { 0, 2, 0 } });

    private static readonly Tensor<double> Distances = Tensor.Matrix(new double[,] { { 0.5, 3, 12 }, { 40, 0.25, 7 } }), Right = Tensor.Vector(0.0, 2);

    private static Tensor<double> Distance(Tensor<double> x) => Model<double>.Initialize(new Network([3], new RadialBasisOutput(Prototypes)), RandomKey.FromSeed(1)).Predict(x);

    private static double[] Terms(ILoss loss, Tensor<double> distances, Tensor<double> targets) => loss.Terms(Var.Of(distances), Var.Of(targets)).Values.Value<double>().ToArray();

    [Fact]
    public void The_distance_is_the_sum_of_squares_and_zero_at_the_prototype()
    {
        Assert.Equal(Tensor.Matrix(new double[,] { { 0, 11 }, { 11, 0 }, { 3, 4 } }), Distance(Tensor.Matrix(new double[,] { { 1, -1, 1 }, { 0, 2, 0 }, { 0, 0, 0 } })));
        Assert.Equal(0, new Network([3], new RadialBasisOutput(Prototypes)).Layout.Size);
    }

    [Fact]
    public void The_drawn_digits_are_ten_different_codes_of_84_signs()
    {
        var digits = RadialBasisOutput.Digits.Prototypes;
        Assert.Equal(Shape.Of(10, 84), digits.Shape);
        Assert.All(digits.ToArray(), pixel => Assert.Equal(1, Math.Abs(pixel)));
        for (int a = 0; a < 10; a++)
            for (int b = 0; b < a; b++)
                Assert.InRange((digits.At(a) - digits.At(b)).Map(d => d * d).Sum().ToScalar() / 4, 4, 50); // pixels that differ
    }

    [Fact]
    public void Prototypes_that_are_no_matrix_of_numbers_are_refused()
    {
        Assert.Equal("RadialBasisOutput: prototypes are a matrix (classes × inputs), got 3.", Assert.Throws<NNException>(() => new RadialBasisOutput(Tensor.Vector(1.0, 2, 3))).Message);
        Assert.Equal("RadialBasisOutput: the numbers of the prototypes must be finite.", Assert.Throws<NNException>(() => new RadialBasisOutput(Prototypes / 0)).Message);
        Assert.Equal("RadialBasisOutput(2×3), layer 1 of 1 (\"0\"): expected vectors of 3 numbers, as the prototypes have, got 4.", Assert.Throws<ShapeException>(() => new Network([4], new RadialBasisOutput(Prototypes))).Message);
    }

    [Fact]
    public void The_criterion_is_equation_9()
    {
        double[] terms = Terms(new MaximumAPosterioriDistance(2), Distances, Right);
        Assert.Equal(0.5 + Math.Log(Math.Exp(-2) + Math.Exp(-0.5) + Math.Exp(-3) + Math.Exp(-12)), terms[0], 1e-14);
        Assert.Equal(7 + Math.Log(Math.Exp(-2) + Math.Exp(-40) + Math.Exp(-0.25) + Math.Exp(-7)), terms[1], 1e-14);
    }

    [Fact]
    public void Without_rubbish_it_is_the_cross_entropy_of_the_distances_negated()
    {
        double[] terms = Terms(new MaximumAPosterioriDistance(1000), Distances, Right), entropy = Terms(new SoftmaxCrossEntropy(), -Distances, Right);
        Assert.All(terms.Zip(entropy), pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }

    [Fact]
    public void It_is_stable_for_distances_of_thousands_and_never_negative()
    {
        var far = Tensor.Matrix(new double[,] { { 1000, 3000 }, { 0, 5000 }, { 1e-9, 0 } });
        double[] terms = Terms(new MaximumAPosterioriDistance(), far, Tensor.Vector(0.0, 0, 0));
        Assert.Equal(990, terms[0], 1e-9);
        Assert.All(terms, term => Assert.True(term >= 0));
    }

    [Fact]
    public void The_nearest_is_the_answer()
    {
        Assert.Equal([1, 0], new NearestAccuracy().Terms(Var.Of(Distances), Var.Of(Right)).Values.Value<double>().ToArray());
        Assert.Equal("accuracy", Assert.Single(new MaximumAPosterioriDistance().Metrics).Name);
    }

    [Fact]
    public void A_scaled_tanh_keeps_plus_and_minus_one()
    {
        var y = new ScaledTanh().Apply(Var.Of(Tensor.Vector(-1.0, 0, 1, 100))).Value<double>();
        Images.Numbers.Near(Tensor.Vector(-1.0, 0, 1, 1.7159), y, 1e-5, 0);
        Assert.Equal("ScaledTanh: the slope must be a finite number, got NaN.", Assert.Throws<NNException>(() => new ScaledTanh(Slope: double.NaN)).Message);
    }
}
