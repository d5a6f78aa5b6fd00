using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Where the pixel (y, x) of a changed image comes from.</summary>
internal interface IImageMap
{
    (double Y, double X) Source(int y, int x);
}

/// <summary>p = c + S(k)⁻¹·R(φ)⁻¹·(p′ − c − t)/s.</summary>
internal readonly record struct AffineMap(double Cos, double Sin, double ShiftY, double ShiftX, double Scale, double Shear, double CentreY, double CentreX) : IImageMap
{
    public static AffineMap Of(double degrees, double shiftY, double shiftX, double scale, double shear, int height, int width)
    {
        double φ = degrees * (Math.PI / 180);
        return new(Elementary.Cos(φ), Elementary.Sin(φ), shiftY, shiftX, scale, shear, 0.5 * (height - 1), 0.5 * (width - 1));
    }

    public (double Y, double X) Source(int y, int x)
    {
        double v = (y - CentreY - ShiftY) / Scale, u = (x - CentreX - ShiftX) / Scale;
        double turnedX = u * Cos - v * Sin, turnedY = u * Sin + v * Cos;
        return (CentreY + turnedY, CentreX + turnedX - Shear * turnedY);
    }
}

/// <summary>A displacement of every pixel: (2 × H × W), down and to the right.</summary>
internal readonly record struct DisplacementMap(Tensor<double> Displacement) : IImageMap
{
    public (double Y, double X) Source(int y, int x)
    {
        int width = Displacement.Shape[2], place = y * width + x, plane = Displacement.Shape[1] * width;
        var d = Displacement.AsSpan();
        return (y + d[place], x + d[plane + place]);
    }
}

/// <summary>Changed images, written into memory that nobody has seen.</summary>
internal static class ImageChanges
{
    /// <summary>Writes what becomes of the image at a place of a batch.</summary>
    public delegate void Change<T>(ReadOnlySpan<T> image, int place, Span<T> to);

    /// <summary>Every image of a batch changed.</summary>
    /// <param name="images">(N × C × H × W)</param>
    /// <param name="change">writes one image</param>
    public static Tensor<T> Each<T>(Tensor<T> images, Change<T> change) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = new T[images.Shape.Size];
        int size = images.Shape.Sample.Size;
        for (int i = 0; i < images.Shape[0]; i++) change(images.AsSpan().Slice(i * size, size), i, to.AsSpan(i * size, size));
        return Tensor<T>.Own(images.Shape, to);
    }

    /// <summary>Each pixel of each channel from where a map says, between pixels as the bilinear mean of the four around, in double and rounded once.</summary>
    public static void Warp<T, TMap>(ReadOnlySpan<T> image, Shape shape, TMap map, double fill, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TMap : struct, IImageMap
    {
        int channels = shape[0], height = shape[1], width = shape[2];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                var (sourceY, sourceX) = map.Source(y, x);
                double top = Math.Floor(sourceY), left = Math.Floor(sourceX), down = sourceY - top, right = sourceX - left;
                for (int channel = 0; channel < channels; channel++)
                {
                    var plane = image.Slice(channel * height * width, height * width);
                    double upper = Pixel(plane, height, width, top, left, fill) * (1 - right) + Pixel(plane, height, width, top, left + 1, fill) * right;
                    double lower = Pixel(plane, height, width, top + 1, left, fill) * (1 - right) + Pixel(plane, height, width, top + 1, left + 1, fill) * right;
                    to[(channel * height + y) * width + x] = T.CreateTruncating(upper * (1 - down) + lower * down);
                }
            }
    }

    public static void Flip<T>(ReadOnlySpan<T> image, Shape shape, bool horizontally, bool vertically, Span<T> to)
    {
        int height = shape[1], width = shape[2];
        for (int row = 0; row < shape[0] * height; row++)
        {
            int source = vertically ? row / height * height + height - 1 - row % height : row;
            var line = to.Slice(row * width, width);
            image.Slice(source * width, width).CopyTo(line);
            if (horizontally) line.Reverse();
        }
    }

    public static void Blot<T>(ReadOnlySpan<T> image, Shape shape, int top, int left, int size, double fill, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        image.CopyTo(to);
        int height = shape[1], width = shape[2], right = Math.Min(width, left + size);
        left = Math.Max(0, left);
        for (int channel = 0; channel < shape[0]; channel++)
            for (int y = Math.Max(0, top); y < Math.Min(height, top + size) && left < right; y++)
                to[((channel * height + y) * width + left)..((channel * height + y) * width + right)].Fill(T.CreateTruncating(fill));
    }

    /// <summary>Planes blurred by a Gaussian that is cut off at 3σ and sums to 1, first along rows, then along columns; outside there are zeros.</summary>
    /// <param name="planes">(P × H × W)</param>
    /// <param name="sigma">σ in pixels</param>
    public static Tensor<double> Blurred(Tensor<double> planes, double sigma)
    {
        double[] weights = Gaussian(sigma);
        int height = planes.Shape[1], width = planes.Shape[2];
        double[] along = new double[planes.Shape.Size], both = new double[planes.Shape.Size];
        for (int line = 0; line < planes.Shape[0] * height; line++) Blur(planes.AsSpan().Slice(line * width, width), 1, width, weights, along.AsSpan(line * width));
        for (int plane = 0; plane < planes.Shape[0]; plane++)
            for (int x = 0; x < width; x++)
                Blur(along.AsSpan(plane * height * width + x), width, height, weights, both.AsSpan(plane * height * width + x));
        return Tensor<double>.Own(planes.Shape, both);
    }

    private static void Blur(ReadOnlySpan<double> from, int step, int count, double[] weights, Span<double> to)
    {
        int reach = weights.Length / 2;
        for (int i = 0; i < count; i++)
        {
            double sum = 0;
            for (int k = Math.Max(-reach, -i); k <= Math.Min(reach, count - 1 - i); k++) sum += weights[k + reach] * from[(i + k) * step];
            to[i * step] = sum;
        }
    }

    private static double[] Gaussian(double sigma)
    {
        int reach = Math.Max(1, (int)Math.Ceiling(3 * sigma));
        double[] weights = [.. Enumerable.Range(-reach, 2 * reach + 1).Select(k => Elementary.Exp(-0.5 * (k / sigma) * (k / sigma)))];
        double sum = 0;
        foreach (double weight in weights) sum += weight;
        return Array.ConvertAll(weights, weight => weight / sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Pixel<T>(ReadOnlySpan<T> plane, int height, int width, double y, double x, double fill) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        y >= 0 && y < height && x >= 0 && x < width ? double.CreateTruncating(plane[(int)y * width + (int)x]) : fill;
}
