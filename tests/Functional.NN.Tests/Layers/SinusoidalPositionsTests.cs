using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class SinusoidalPositionsTests
{
    [Theory, InlineData(1), InlineData(5), InlineData(8)]
    public void The_table_is_that_of_the_formula(int features)
    {
        var expected = Tensor.Generate([7, features], place =>
        {
            var (position, column) = Math.DivRem(place, features);
            double angle = position / Math.Pow(50, (double)(column - column % 2) / features);
            return column % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
        });
        Numbers.Near(expected, SinusoidalPositions.Table(7, features, 50), 1e-13, 1e-15);
    }

    [Fact]
    public void A_shift_is_the_same_rotation_at_every_position()
    {
        var table = SinusoidalPositions.Table(40, 6);
        for (int pair = 0; pair < 6; pair += 2)
            for (int p = 0; p + 5 < 40; p++)
            {
                double sin = table[5, pair], cos = table[5, pair + 1];
                Assert.Equal(table[p, pair] * cos + table[p, pair + 1] * sin, table[p + 5, pair], 1e-13);
                Assert.Equal(table[p, pair + 1] * cos - table[p, pair] * sin, table[p + 5, pair + 1], 1e-13);
            }
    }

    [Fact]
    public void The_layer_adds_the_table_to_every_sample_rounded_once_to_its_precision()
    {
        var x = Numbers.Some<float>([2, 3, 4], 1);
        var table = SinusoidalPositions.Table(3, 4, 20).Cast<float>();
        Assert.Equal(Tensor.Stack([x.At(0) + table, x.At(1) + table]), Model<float>.Initialize(new Network([3, 4], new SinusoidalPositions(20)), default).Predict(x));
    }
}
