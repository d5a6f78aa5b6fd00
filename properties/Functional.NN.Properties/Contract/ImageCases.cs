using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Primitives;

namespace Functional.NN.Properties.Contract;

/// <summary>Cases of convolutions and poolings: batches that are no multiple of sixteen, strides, dilation, groups, uneven padding.</summary>
internal static class ImageCases
{
    /// <summary>So many multiplications a naive twin may take.</summary>
    private const long MostWork = 400_000;

    /// <summary>A convolution's images, weight and geometry.</summary>
    internal readonly record struct Convolved(Shape X, Shape Weight, Conv2DGeometry Geometry)
    {
        public Shape Y => Geometry.OutputShape(X, Weight);
    }

    public static Gen<Convolved> Convolutions { get; } = (
        from groups in Gen.Frequency((2, Gen.Constant(1)), (1, Gen.Choose(2, 3)))
        from channels in Gen.Choose(1, 3)
        from filters in Gen.Choose(1, 8)
        from kernel in Gen.Choose(1, 5).Two()
        from stride in Gen.Frequency((2, Gen.Constant((1, 1))), (1, Pairs(1, 3)))
        from dilation in Gen.Frequency((2, Gen.Constant((1, 1))), (1, Pairs(1, 3)))
        from padding in Gen.Frequency((1, Gen.Constant((0, 0, 0, 0))), (2, from y in Pairs(0, 3) from x in Pairs(0, 3) select (y.A, y.B, x.A, x.B)))
        from size in Pairs(1, 9)
        from batch in Lengths.Batch
        let image = Shape.Of(batch, groups * channels, size.A, size.B)
        where dilation.Item1 * (kernel.Item1 - 1) < size.A + padding.Item1 + padding.Item2 && dilation.Item2 * (kernel.Item2 - 1) < size.B + padding.Item3 + padding.Item4
        select new Convolved(image, Shape.Of(groups * filters, channels, kernel.Item1, kernel.Item2), new Conv2DGeometry(
            new Extent2D(stride.Item1, stride.Item2), new Padding2D(padding.Item1, padding.Item2, padding.Item3, padding.Item4), new Extent2D(dilation.Item1, dilation.Item2), groups))).Where(IsQuick);

    /// <summary>Images and windows over them, by a size and stride or by a number.</summary>
    private static Gen<(Shape X, IPoolWindows Windows)> Poolings { get; } =
        from windows in Gen.Frequency((1, Gen.Constant<IPoolWindows>(new Pool2DGeometry(2))), (3, Placed), (1, from count in Pairs(1, 6) select (IPoolWindows)new AdaptiveWindows(new Extent2D(count.A, count.B))))
        let least = windows is Pool2DGeometry pool ? pool.Window : new Extent2D(1, 1)
        from height in Gen.Choose(least.Y, 10)
        from width in Gen.Choose(least.X, 10)
        from channels in Gen.Choose(1, 4)
        from batch in Lengths.Batch
        select (Shape.Of(batch, channels, height, width), windows);

    private static Gen<IPoolWindows> Placed =>
        from window in Pairs(1, 4)
        from stride in Pairs(1, 4)
        from y in Pairs(0, window.A - 1)
        from x in Pairs(0, window.B - 1)
        select (IPoolWindows)new Pool2DGeometry(new Extent2D(window.A, window.B), new Extent2D(stride.A, stride.B), new Padding2D(y.A, y.B, x.A, x.B));

    public static IEnumerable<(string, Gen<KernelCase>)> All =>
    [
        (nameof(Primitives.Conv2D), KernelCases.With(Convolutions.Select(c => ((Primitive)new Primitives.Conv2D(c.Geometry), KernelCases.Two(c.X, c.Weight))))),
        (nameof(Conv2DInputGradient), KernelCases.With(Convolutions.Select(c => ((Primitive)new Conv2DInputGradient(c.Geometry, c.X), KernelCases.Two(c.Y, c.Weight))))),
        (nameof(Conv2DWeightGradient), KernelCases.With(Convolutions.Select(c => ((Primitive)new Conv2DWeightGradient(c.Geometry, c.Weight), KernelCases.Two(c.X, c.Y))))),
        (nameof(Primitives.MaxPool2D), KernelCases.With(Poolings.Select(c => ((Primitive)new Primitives.MaxPool2D(c.Windows), KernelCases.One(c.X))))),
        (nameof(MaxPoolPush), KernelCases.With(Poolings.Select(c => ((Primitive)new MaxPoolPush(c.Windows), KernelCases.Two(c.X, c.X))))),
        (nameof(MaxPoolPull), KernelCases.With(Poolings.Select(c => ((Primitive)new MaxPoolPull(c.Windows), KernelCases.Two(c.X, c.Windows.OutputShape(c.X)))))),
        (nameof(AveragePool2D), KernelCases.With(from c in Poolings from divisor in Divisors select ((Primitive)new AveragePool2D(c.Windows, divisor), KernelCases.One(c.X)))),
        (nameof(AverageSpread), KernelCases.With(from c in Poolings from divisor in Divisors select ((Primitive)new AverageSpread(c.Windows, divisor, c.X), KernelCases.One(c.Windows.OutputShape(c.X))))),
    ];

    private static Gen<WindowDivisor> Divisors => Gen.Elements(Enum.GetValues<WindowDivisor>());

    private static Gen<(int A, int B)> Pairs(int least, int most) => from a in Gen.Choose(least, most) from b in Gen.Choose(least, most) select (a, b);

    private static bool IsQuick(Convolved c) => (long)c.X.Size * c.Y.Sample.Size / c.Geometry.Groups * c.Weight[2] * c.Weight[3] < MostWork;
}
