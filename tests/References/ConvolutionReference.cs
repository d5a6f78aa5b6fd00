using System.Numerics;

namespace Functional.NN.References;

/// <summary>The three sums of a convolution as plain loops, in the order that is written down.</summary>
internal static class ConvolutionReference
{
    public static Tensor<T> Forward<T>(Tensor<T> x, Tensor<T> w, Conv2DGeometry g) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = g.OutputShape(x.Shape, w.Shape);
        int outputsInGroup = w.Shape[0] / g.Groups;
        return Fill<T>(shape, (n, o, oy, ox) =>
        {
            var sum = T.Zero;
            for (int c = 0; c < w.Shape[1]; c++)
                for (int ky = 0; ky < w.Shape[2]; ky++)
                    for (int kx = 0; kx < w.Shape[3]; kx++)
                    {
                        var (iy, ix) = Read(g, oy, ox, ky, kx);
                        if (iy < 0 || iy >= x.Shape[2] || ix < 0 || ix >= x.Shape[3]) continue;
                        sum = T.FusedMultiplyAdd(w[o, c, ky, kx], x[n, o / outputsInGroup * w.Shape[1] + c, iy, ix], sum);
                    }
            return sum;
        });
    }

    public static Tensor<T> InputGradient<T>(Tensor<T> dy, Tensor<T> w, Conv2DGeometry g, Shape input) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int inputsInGroup = w.Shape[1], outputsInGroup = w.Shape[0] / g.Groups;
        return Fill<T>(input, (n, c, iy, ix) =>
        {
            var sum = T.Zero;
            for (int o = c / inputsInGroup * outputsInGroup, end = o + outputsInGroup; o < end; o++)
                for (int ky = 0; ky < w.Shape[2]; ky++)
                    for (int kx = 0; kx < w.Shape[3]; kx++)
                    {
                        var (oy, restY) = Math.DivRem(iy + g.Padding.Top - ky * g.Dilation.Y, g.Stride.Y);
                        var (ox, restX) = Math.DivRem(ix + g.Padding.Left - kx * g.Dilation.X, g.Stride.X);
                        if (restY != 0 || restX != 0 || oy < 0 || oy >= dy.Shape[2] || ox < 0 || ox >= dy.Shape[3]) continue;
                        sum = T.FusedMultiplyAdd(w[o, c % inputsInGroup, ky, kx], dy[n, o, oy, ox], sum);
                    }
            return sum;
        });
    }

    public static Tensor<T> WeightGradient<T>(Tensor<T> x, Tensor<T> dy, Conv2DGeometry g, Shape weight) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int outputsInGroup = weight[0] / g.Groups, batch = x.Shape[0];
        return Fill<T>(weight, (o, c, ky, kx) =>
        {
            var chains = new T[SumReference.Chains];
            for (int first = 0; first < batch; first += 16)
                for (int oy = 0; oy < dy.Shape[2]; oy++)
                    for (int ox = 0; ox < dy.Shape[3]; ox++)
                    {
                        var (iy, ix) = Read(g, oy, ox, ky, kx);
                        if (iy < 0 || iy >= x.Shape[2] || ix < 0 || ix >= x.Shape[3]) continue;
                        for (int lane = 0; lane < 16; lane++)
                            chains[lane] = first + lane < batch
                                ? T.FusedMultiplyAdd(dy[first + lane, o, oy, ox], x[first + lane, o / outputsInGroup * weight[1] + c, iy, ix], chains[lane])
                                : T.FusedMultiplyAdd(T.Zero, T.Zero, chains[lane]);
                    }
            return SumReference.Tree<T>(chains);
        });
    }

    private static (int Y, int X) Read(Conv2DGeometry g, int oy, int ox, int ky, int kx) =>
        (oy * g.Stride.Y - g.Padding.Top + ky * g.Dilation.Y, ox * g.Stride.X - g.Padding.Left + kx * g.Dilation.X);

    public static Tensor<T> Fill<T>(Shape shape, Func<int, int, int, int, T> value) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Tensor.Generate(shape, i =>
        value(i / shape.Sample.Size, i / (shape[2] * shape[3]) % shape[1], i / shape[3] % shape[2], i % shape[3]));
}
