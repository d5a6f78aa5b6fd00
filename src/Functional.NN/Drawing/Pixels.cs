using System.Collections.Immutable;

namespace Functional.NN.Drawing;

/// <summary>A small image: rows from above, each pixel grey or red, green and blue.</summary>
/// <param name="Width">pixels in a row</param>
/// <param name="Height">rows</param>
/// <param name="Channels">1 for grey, 3 for colours</param>
/// <param name="Bytes">Height × Width × Channels</param>
internal sealed record Pixels(int Width, int Height, int Channels, ImmutableArray<byte> Bytes)
{
    private static readonly Colour Negative = new(0, 90, 160), Zero = new(246, 246, 246), Positive = new(200, 80, 0);

    /// <summary>An image with one or three channels, its numbers from 0, black, to 1, white; what is outside is cut.</summary>
    /// <param name="image">C × H × W with one or three channels, or H × W</param>
    /// <param name="ink">whether 1 is black and 0 white, as ink on paper</param>
    public static Pixels Of<T>(Tensor<T> image, bool ink = false) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = image.Shape;
        int channels = shape.Rank == 3 ? shape[0] : 1, height = shape[^2], width = shape[^1];
        if (shape.Rank is < 2 or > 3 || channels is not (1 or 3)) throw new ShapeException($"An image is H × W, or C × H × W with 1 or 3 channels; got {shape}.");
        double[] numbers = [.. image.ToArray().Select(v => double.CreateChecked(v))];
        int area = height * width;
        return new(width, height, channels, [.. Enumerable.Range(0, area * channels).Select(i => Level(numbers[i % channels * area + i / channels], ink))]);
    }

    /// <summary>Signed numbers as colours: blue below 0, nearly white at it, orange above; NaN is black.</summary>
    /// <param name="width">numbers in a row</param>
    /// <param name="numbers">row by row</param>
    /// <param name="largest">the magnitude that has the deepest colour</param>
    public static Pixels Signed(int width, ReadOnlySpan<double> numbers, double largest)
    {
        var bytes = ImmutableArray.CreateBuilder<byte>(3 * numbers.Length);
        foreach (double number in numbers)
        {
            double part = largest > 0 ? Math.Min(Math.Abs(number) / largest, 1) : 0;
            var colour = double.IsNaN(number) ? default : Zero.Toward(number < 0 ? Negative : Positive, part);
            bytes.AddRange(colour.Red, colour.Green, colour.Blue);
        }
        return new(width, numbers.Length / width, 3, bytes.ToImmutable());
    }

    private static byte Level(double number, bool ink) => (byte)Math.Round(255 * Math.Clamp(double.IsNaN(number) ? 0 : ink ? 1 - number : number, 0, 1));
}
