namespace Functional.NN.Cli;

/// <summary>An image of a sample, to be drawn with characters.</summary>
/// <param name="Pixels">C×H×W with C 1 or 3, from 0 to 1</param>
/// <param name="Caption">what it shows</param>
internal sealed record SampleImage(Tensor<float> Pixels, string Caption)
{
    /// <summary>How wide it is.</summary>
    public int Width => Pixels.Shape[^1];

    /// <summary>How high it is.</summary>
    public int Height => Pixels.Shape[^2];

    /// <summary>Red, green and blue of a pixel, from 0 to 255; black below the last row.</summary>
    public (byte Red, byte Green, byte Blue) Colour(int x, int y)
    {
        if (y >= Height) return (0, 0, 0);
        var numbers = Pixels.AsSpan();
        int area = Width * Height, place = y * Width + x, channels = numbers.Length / area;
        return (Level(numbers[place]), Level(numbers[place + (channels == 3 ? area : 0)]), Level(numbers[place + (channels == 3 ? 2 * area : 0)]));
    }

    /// <summary>How bright a pixel is, from 0 to 1: the mean of its colours.</summary>
    public double Brightness(int x, int y)
    {
        var (red, green, blue) = Colour(x, y);
        return (red + green + blue) / (3.0 * byte.MaxValue);
    }

    /// <summary>The image with one pixel for each square of some, so that it is at most so wide.</summary>
    public SampleImage AtMost(int width)
    {
        int side = (Width + width - 1) / width;
        if (side <= 1) return this;
        int channels = Pixels.Shape.Size / (Width * Height), wide = Width / side, high = Math.Max(1, Height / side), tall = Math.Min(side, Height);
        return this with { Pixels = Tensor.Generate(Shape.Of(channels, high, wide), i => Mean(i / (high * wide), i % wide * side, i / wide % high * side, side, tall)) };
    }

    private float Mean(int channel, int left, int top, int wide, int high)
    {
        var numbers = Pixels.AsSpan();
        float sum = 0;
        for (int y = top; y < top + high; y++)
            for (int x = left; x < left + wide; x++) sum += numbers[(channel * Height + y) * Width + x];
        return sum / (wide * high);
    }

    private static byte Level(float number) => float.IsNaN(number) ? (byte)0 : (byte)MathF.Round(byte.MaxValue * Math.Clamp(number, 0, 1));
}
