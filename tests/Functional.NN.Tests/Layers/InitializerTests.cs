using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class InitializerTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(3);

    public static TheoryData<IInitializer, double> Deviations => new()
    {
        { new Xavier(), Math.Sqrt(2.0 / 500) }, { new Xavier(InitialDistribution.Normal, 2), 2 * Math.Sqrt(2.0 / 500) },
        { new He(), Math.Sqrt(2.0 / 200) }, { new He(InitialDistribution.Uniform, FanMode.Out), Math.Sqrt(2.0 / 300) }, { new He(NegativeSlope: 1), Math.Sqrt(1.0 / 200) },
        { new LeCun(), Math.Sqrt(1.0 / 200) }, { new UniformValues(0.5), 0.5 / Math.Sqrt(3) }, { new NormalValues(0.3), 0.3 },
    };

    [Theory, MemberData(nameof(Deviations))]
    public void Numbers_have_mean_zero_and_the_deviation_of_the_formula(IInitializer initializer, double deviation)
    {
        var w = initializer.Draw([200, 300], Fans.Of([200, 300]), Key);
        Assert.Equal(0, w.Mean().ToScalar(), 5 * deviation / Math.Sqrt(60000));
        Assert.Equal(deviation, Math.Sqrt((w * w).Mean().ToScalar()), 0.015 * deviation);
    }

    [Theory, InlineData(5, 5), InlineData(3, 7), InlineData(7, 3), InlineData(1, 4), InlineData(40, 40)]
    public void An_orthogonal_matrix_has_orthonormal_rows_or_columns_whichever_are_fewer(int rows, int columns)
    {
        var q = new Orthogonal().Draw([rows, columns], Fans.Of([rows, columns]), Key);
        Numbers.Near(Tensor.Identity<double>(Math.Min(rows, columns)), rows <= columns ? q.MatMul(q, transposeOther: true) : q.MatMul(q, transposeThis: true), 0, 1e-13);
    }

    [Fact]
    public void The_orthogonal_matrix_is_Q_of_a_normal_matrix_with_the_diagonal_of_R_positive()
    {
        var a = Key.Normal<double>([6, 4]);
        var r = new Orthogonal().Draw([6, 4], Fans.Of([6, 4]), Key).MatMul(a, transposeThis: true);
        for (int i = 0; i < 4; i++)
        {
            Assert.True(r[i, i] > 0);
            for (int j = 0; j < i; j++) Assert.Equal(0, r[i, j], 1e-13);
        }
    }

    [Fact]
    public void Gain_multiplies_an_orthogonal_matrix() => Assert.Equal(3.0 * new Orthogonal().Draw([4, 4], Fans.Of([4, 4]), Key), new Orthogonal(3).Draw([4, 4], Fans.Of([4, 4]), Key));

    [Fact]
    public void A_convolutions_fans_count_its_kernel() => Assert.Equal(new Fans(3 * 25, 8 * 25), Fans.OfConvolution([8, 3, 5, 5]));

    [Fact]
    public void Initializers_print_the_same_under_every_culture() =>
        Assert.Equal("Xavier(Uniform, 0.5) He(Normal, In, 0.01) Orthogonal(1.5)", Cultures.Under("de-DE", () => $"{new Xavier(Gain: 0.5)} {new He(NegativeSlope: 0.01)} {new Orthogonal(1.5)}"));
}
