using System.Numerics;
using Functional.NN.Kernels;
using Functional.NN.Primitives;

namespace Functional.NN.Properties.Contract;

/// <summary>The kernels of images, by vectors of a width that the caller chooses and not the machine.</summary>
internal static unsafe class ImageKernelsByWidth
{
    public static Tensor<T> Run<T, TVector, TLanes>(Primitive operation, Tensor<T>[] x) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ILanes<T, TVector> => operation switch
    {
        Primitives.Conv2D o => Chains<T, TVector, TLanes, WeightFactors<T, TVector, TLanes>>(Correlation.Forward(x[0].Shape, x[1].Shape, o.Geometry), x, o.Geometry.OutputShape(x[0].Shape, x[1].Shape)),
        Conv2DInputGradient o => Chains<T, TVector, TLanes, WeightFactors<T, TVector, TLanes>>(Correlation.InputGradient(o.Input, x[1].Shape, o.Geometry), x, o.Input),
        Conv2DWeightGradient o => WeightGradient<T, TVector, TLanes>(o, x),
        Primitives.MaxPool2D o => Largest<T, TVector, TLanes>(o.Windows, x[0], null, null),
        MaxPoolPush o => Largest<T, TVector, TLanes>(o.Windows, x[0], x[1], null),
        MaxPoolPull o => Largest<T, TVector, TLanes>(o.Windows, x[0], null, x[1]),
        AveragePool2D o => InBlocks(x[0], o.Windows.OutputShape(x[0].Shape), (from, to, blocks) =>
        {
            var means = new WindowMeans(x[0].Shape, o.Windows, o.Divisor);
            for (nint block = 0; block < blocks.Count; block++) means.Forward<T, TVector, TLanes>((T*)from + block * blocks.From, (T*)to + block * blocks.To);
        }),
        AverageSpread o => InBlocks(x[0], o.To, (from, to, blocks) =>
        {
            var means = new WindowMeans(o.To, o.Windows, o.Divisor);
            for (nint block = 0; block < blocks.Count; block++) means.Spread<T, TVector, TLanes>((T*)from + block * blocks.From, (T*)to + block * blocks.To);
        }),
        _ => throw new NotSupportedException($"{operation} is no operation on images."),
    };

    /// <summary>A convolution with the bias of each channel, and the rectifier after it where it is told.</summary>
    public static Tensor<T> Biased<T, TVector, TLanes, TFactors>(Conv2DGeometry geometry, Tensor<T> x, Tensor<T> weight, Tensor<T> bias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ILanes<T, TVector> where TFactors : struct, ITileFactors<T, TVector> =>
        Chains<T, TVector, TLanes, TFactors>(Correlation.Forward(x.Shape, weight.Shape, geometry), [x, weight, bias], geometry.OutputShape(x.Shape, weight.Shape));

    /// <summary>How many blocks there are, and the elements of one that is read and of one that is written.</summary>
    private readonly record struct Blocks(int Count, nint From, nint To);

    private static Tensor<T> Chains<T, TVector, TLanes, TFactors>(Correlation correlation, Tensor<T>[] x, Shape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ILanes<T, TVector> where TFactors : struct, ITileFactors<T, TVector> => InBlocks(x[0], shape, (from, to, blocks) =>
    {
        fixed (T* weight = x[1].AsSpan(), bias = x.Length > 2 ? x[2].AsSpan() : default)
            for (nint block = 0; block < blocks.Count; block++)
                correlation.Block<T, TVector, TLanes, TFactors>((T*)from + block * blocks.From, weight, (T*)to + block * blocks.To, bias);
    });

    private static Tensor<T> WeightGradient<T, TVector, TLanes>(Conv2DWeightGradient o, Tensor<T>[] x) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        var sums = new TapSums(x[0].Shape, o.Weight, o.Geometry);
        var dw = new T[o.Weight.Size];
        fixed (T* images = SampleBlock.Packed(x[0], T.Zero).AsSpan(), cotangents = SampleBlock.Packed(x[1], T.Zero).AsSpan(), to = dw)
            sums.Channels<T, TVector, TLanes>(images, cotangents, SampleBlocks<T>.Count(x[0].Shape[0]), 0, o.Weight[0], to);
        return Tensor.Of(o.Weight, dw);
    }

    private static Tensor<T> Largest<T, TVector, TLanes>(IPoolWindows windows, Tensor<T> x, Tensor<T>? v, Tensor<T>? dy) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        var largest = new LargestCells(x.Shape, windows);
        var pooled = windows.OutputShape(x.Shape);
        var places = new T[SampleBlocks<T>.Count(pooled[0]) * SampleBlocks<T>.Samples * pooled.Sample.Size];
        var y = InBlocks(x, pooled, (from, to, blocks) =>
        {
            fixed (T* at = places)
                for (nint block = 0; block < blocks.Count; block++) largest.Forward<T, TVector, TLanes>((T*)from + block * blocks.From, (T*)to + block * blocks.To, at + block * blocks.To);
        });
        if (v is null && dy is null) return y;
        return InBlocks(v ?? dy!, v is not null ? pooled : x.Shape, (from, to, blocks) =>
        {
            fixed (T* at = places)
                for (nint block = 0; block < blocks.Count; block++)
                    if (v is not null) largest.Push<T, TVector, TLanes>(at + block * blocks.To, (T*)from + block * blocks.From, (T*)to + block * blocks.To);
                    else largest.Pull<T, TVector, TLanes>(at + block * blocks.From, (T*)from + block * blocks.From, (T*)to + block * blocks.To);
        });
    }

    /// <summary>From the blocks of one tensor to those of another, which are full of NaN before.</summary>
    private static Tensor<T> InBlocks<T>(Tensor<T> x, Shape shape, Action<nint, nint, Blocks> run) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var blocks = new Blocks(SampleBlocks<T>.Count(shape[0]), x.Shape.Sample.Size * SampleBlocks<T>.Samples, shape.Sample.Size * SampleBlocks<T>.Samples);
        var to = Enumerable.Repeat(T.NaN, (int)(blocks.Count * blocks.To)).ToArray();
        fixed (T* from = SampleBlock.Packed(x, T.NaN).AsSpan(), result = to) run((nint)from, (nint)result, blocks);
        return SampleBlock.Unpacked(Tensor.Of(Shape.Of(blocks.Count, shape.Sample.Size, SampleBlocks<T>.Samples), to), shape);
    }
}
