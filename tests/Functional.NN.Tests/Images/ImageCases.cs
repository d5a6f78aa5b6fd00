using System.Numerics;

namespace Functional.NN.Tests.Images;

/// <summary>A convolution to try: shapes and geometry; and numbers to try it with.</summary>
/// <param name="X">(N × C × H × W)</param>
/// <param name="Weight">(out × C/groups × kh × kw)</param>
/// <param name="Geometry">the geometry</param>
internal sealed record ConvolutionCase(Shape X, Shape Weight, Conv2DGeometry Geometry)
{
    public Shape Output => Geometry.OutputShape(X, Weight);

    /// <summary>Odd cases of every kind: each batch from 1 to 33 at least once, and everything else drawn by a fixed rule.</summary>
    public static IEnumerable<ConvolutionCase> Odd(int count)
    {
        var random = new Random(20260101);
        for (int made = 0, tried = 0; made < count; tried++)
        {
            int groups = random.Next(1, 4), kh = random.Next(1, 6), kw = random.Next(1, 6);
            var geometry = new Conv2DGeometry(
                new Extent2D(random.Next(1, 4), random.Next(1, 4)),
                new Padding2D(random.Next(4), random.Next(4), random.Next(4), random.Next(4)),
                new Extent2D(random.Next(1, 4), random.Next(1, 4)), groups);
            var x = Shape.Of(1 + made % 33, groups * random.Next(1, 4), random.Next(1, 11), random.Next(1, 11));
            var weight = Shape.Of(groups * random.Next(1, 8), x[1] / groups, kh, kw);
            if (tried % 3 == 0) geometry = new Conv2DGeometry(1, geometry.Padding, 1, groups);
            if (geometry.Dilation.Y * (kh - 1) >= x[2] + geometry.Padding.Top + geometry.Padding.Bottom) continue;
            if (geometry.Dilation.X * (kw - 1) >= x[3] + geometry.Padding.Left + geometry.Padding.Right) continue;
            made++;
            yield return new ConvolutionCase(x, weight, geometry);
        }
    }
}

internal static class Numbers
{
    /// <summary>Numbers between −1 and 1 that are as good as random, the same on every run.</summary>
    public static Tensor<T> Some<T>(Shape shape, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return Tensor.Generate(shape, _ => T.CreateTruncating(2 * random.NextDouble() - 1));
    }

    public static double Dot(Tensor<double> a, Tensor<double> b)
    {
        Assert.Equal(a.Shape, b.Shape);
        double sum = 0;
        for (int i = 0; i < a.Shape.Size; i++) sum += a.AsSpan()[i] * b.AsSpan()[i];
        return sum;
    }

    public static void Near(Tensor<double> expected, Tensor<double> got, double relative, double absolute)
    {
        Assert.Equal(expected.Shape, got.Shape);
        for (int i = 0; i < expected.Shape.Size; i++)
        {
            double wanted = expected.AsSpan()[i], came = got.AsSpan()[i];
            Assert.True(Math.Abs(came - wanted) <= absolute + relative * Math.Abs(wanted), $"element {i}: expected {wanted:R}, got {came:R}");
        }
    }
}
