using Functional.NN.Primitives;
using Functional.NN.Properties.Contract;
using static Functional.NN.Properties.Mutants.KernelMutants;

namespace Functional.NN.Properties.Mutants;

/// <summary>Variants of the naive twins of convolutions and poolings.</summary>
internal static class ImageKernelMutants
{
    public static IEnumerable<Mutant> All =>
    [
        .. On(nameof(Primitives.Conv2D),
            ("a convolution ignores its dilation", Reading(g => new Conv2DGeometry(g.Stride, g.Padding, 1, g.Groups))),
            ("a convolution takes the stride down for the stride across", Reading(g => new Conv2DGeometry(new Extent2D(g.Stride.Y, g.Stride.Y), g.Padding, g.Dilation, g.Groups))),
            ("a convolution's padding is off by one", Reading(g => new Conv2DGeometry(g.Stride, new Padding2D(g.Padding.Top + 1, g.Padding.Bottom, g.Padding.Left, g.Padding.Right), g.Dilation, g.Groups))),
            ("a convolution's groups all read the first channels", Summing((c, _) => c, terms => terms)),
            ("a convolution's chains descend", Summing((c, first) => first + c, terms => terms.Reverse())),
            ("a convolution turns its kernel round", (operation, x) => Twin(operation, [x[0], Turned(x[1])])),
            ("a convolution's last row is not written", (operation, x) => Twin(operation, x) is var y && y.Shape is var s ? Changed(y, i => i / s[3] % s[2] == s[2] - 1, _ => 0) : x[0])),
        .. On(nameof(Conv2DInputGradient), ("an input gradient turns its kernel round", (operation, x) => Twin(operation, [x[0], Turned(x[1])]))),
        .. On(nameof(Conv2DWeightGradient),
            ("a weight gradient adds its samples in the opposite order", (operation, x) => Twin(operation, [.. x.Select(t => Twin(new Reverse(0), [t]))])),
            ("a weight gradient leaves the last sample out", (operation, x) => Twin(operation, [x[0], Changed(x[1], i => i / x[1].Shape.Sample.Size == x[1].Shape[0] - 1, _ => 0)]))),
        .. On(nameof(Primitives.MaxPool2D),
            ("max pooling passes over a NaN", (operation, x) => Twin(operation, [Changed(x[0], i => double.IsNaN(x[0].AsSpan()[i]), _ => double.NegativeInfinity)])),
            ("max pooling takes its padding for zeros", (operation, x) => ZeroBeyondBorders((Primitives.MaxPool2D)operation, x[0]))),
        .. On(nameof(MaxPoolPush), ("the smallest is pushed", (operation, x) => Twin(operation, [x[0].Map(v => -v), x[1]]))),
        .. On(nameof(AveragePool2D),
            ("mean pooling divides before it adds", DividingFirst),
            ("mean pooling counts the padding otherwise", (operation, x) => operation is AveragePool2D o ? Twin(o with { Divisor = o.Divisor == WindowDivisor.Window ? WindowDivisor.Image : WindowDivisor.Window }, x) : x[0])),
    ];

    /// <summary>The largest of each window, or 0 where that is larger and the window reaches over the border.</summary>
    private static Tensor<double> ZeroBeyondBorders(Primitives.MaxPool2D operation, Tensor<double> x)
    {
        var (y, cells) = (Twin(operation, [x]), PoolingReference.Average(x.Map(_ => 1.0), operation.Windows, WindowDivisor.One));
        double whole = operation.Windows is Pool2DGeometry pool ? pool.Window.Y * pool.Window.X : 0;
        return Changed(y, i => cells.AsSpan()[i] < whole, largest => double.IsNaN(largest) ? largest : Math.Max(0, largest));
    }

    private static Tensor<double> DividingFirst(Primitive operation, Tensor<double>[] x)
    {
        var o = (AveragePool2D)operation;
        var (sums, means) = (PoolingReference.Average(x[0].Map(_ => 1.0), o.Windows, WindowDivisor.One), PoolingReference.Average(x[0].Map(_ => 1.0), o.Windows, o.Divisor));
        var counts = Tensor.Generate(sums.Shape, i => Math.Round(sums.AsSpan()[i] / means.AsSpan()[i]));
        return ConvolutionReference.Fill(sums.Shape, (n, c, oy, ox) => PoolingReference.Cells(o.Windows, x[0].Shape, oy, ox).Aggregate(0.0, (sum, cell) => sum + x[0][n, c, cell.Y, cell.X] / counts[n, c, oy, ox]));
    }

    /// <summary>A convolution that reads by another geometry, to a result of the right shape.</summary>
    private static OperationKernel<double> Reading(Func<Conv2DGeometry, Conv2DGeometry> other) => (operation, x) => Sums(x[0], x[1], Twin(operation, x).Shape, other(((Primitives.Conv2D)operation).Geometry), (c, first) => first + c, terms => terms);

    /// <summary>A convolution with its channels, or the order of its terms, chosen otherwise.</summary>
    private static OperationKernel<double> Summing(Func<int, int, int> channel, Func<IEnumerable<(double W, double X)>, IEnumerable<(double W, double X)>> order) => (operation, x) => Sums(x[0], x[1], Twin(operation, x).Shape, ((Primitives.Conv2D)operation).Geometry, channel, order);

    private static Tensor<double> Sums(Tensor<double> x, Tensor<double> w, Shape y, Conv2DGeometry g, Func<int, int, int> channel, Func<IEnumerable<(double W, double X)>, IEnumerable<(double W, double X)>> order) => ConvolutionReference.Fill(y, (n, o, oy, ox) =>
    {
        int first = o / (w.Shape[0] / g.Groups) * w.Shape[1];
        var terms = from c in Enumerable.Range(0, w.Shape[1])
                    from ky in Enumerable.Range(0, w.Shape[2])
                    from kx in Enumerable.Range(0, w.Shape[3])
                    let iy = oy * g.Stride.Y - g.Padding.Top + ky * g.Dilation.Y
                    let ix = ox * g.Stride.X - g.Padding.Left + kx * g.Dilation.X
                    where iy >= 0 && iy < x.Shape[2] && ix >= 0 && ix < x.Shape[3]
                    select (w[o, c, ky, kx], x[n, channel(c, first), iy, ix]);
        return order(terms).Aggregate(0.0, (sum, term) => Math.FusedMultiplyAdd(term.W, term.X, sum));
    });

    private static Tensor<double> Turned(Tensor<double> weight) => Twin(new Reverse(3), [Twin(new Reverse(2), [weight])]);
}
