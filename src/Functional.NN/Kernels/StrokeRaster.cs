namespace Functional.NN.Kernels;

/// <summary>A straight piece of a pen's way, in pixels from the upper left corner, and the pen's radius at both ends.</summary>
internal readonly record struct PenSegment(double X0, double Y0, double X1, double Y1, double Radius0, double Radius1);

/// <summary>What the pen and the paper add to the geometry: the ink's darkness, how much it runs, the paper's grey and its grain.</summary>
/// <param name="Darkness">the value of full ink, up to 1</param>
/// <param name="Blur">0 for sharp; 1 for a 3×3 binomial filter</param>
/// <param name="Paper">the grey of the paper, from 0</param>
/// <param name="Grain">half the width of the uniform noise of each pixel</param>
internal readonly record struct Ink(double Darkness, double Blur, double Paper, double Grain);

/// <summary>Draws pen strokes into a square grey image: distance to the nearest segment, anti-aliased, blurred, noisy, rounded to bytes.</summary>
internal static class StrokeRaster
{
    private const double Far = 1e9;

    /// <summary>The image as size×size bytes, row by row; 0 is empty paper, 255 full ink.</summary>
    /// <param name="segments">the pen's way; each touches only the pixels of its bounding box</param>
    /// <param name="ink">the pen and the paper</param>
    /// <param name="grain">the key of the paper's grain: byte p mod 8 of word p div 8 belongs to pixel p</param>
    /// <param name="size">pixels in a row and in a column</param>
    public static byte[] Render(ReadOnlySpan<PenSegment> segments, Ink ink, RandomKey grain, int size)
    {
        var outside = new double[size * size];
        Array.Fill(outside, Far);
        foreach (var segment in segments) Stroke(outside, segment, size);
        return Develop(Blurred(outside, ink.Blur, size), ink, grain);
    }

    /// <summary>Lowers every pixel's distance to the outline of the ink (negative inside) to that of one segment.</summary>
    private static void Stroke(double[] outside, PenSegment s, int size)
    {
        double reach = Math.Max(s.Radius0, s.Radius1) + 1, dx = s.X1 - s.X0, dy = s.Y1 - s.Y0, length = dx * dx + dy * dy;
        int left = Pixel(Math.Min(s.X0, s.X1) - reach, size), right = Pixel(Math.Max(s.X0, s.X1) + reach, size);
        int top = Pixel(Math.Min(s.Y0, s.Y1) - reach, size), bottom = Pixel(Math.Max(s.Y0, s.Y1) + reach, size);
        for (int y = top; y <= bottom; y++)
        {
            double py = y + 0.5 - s.Y0;
            for (int x = left; x <= right; x++)
            {
                double px = x + 0.5 - s.X0;
                double along = length > 0 ? Math.Clamp((px * dx + py * dy) / length, 0, 1) : 0;
                double ox = px - along * dx, oy = py - along * dy;
                double distance = Math.Sqrt(ox * ox + oy * oy) - (s.Radius0 + along * (s.Radius1 - s.Radius0));
                int at = y * size + x;
                if (distance < outside[at]) outside[at] = distance;
            }
        }
    }

    /// <summary>Coverage of each pixel, half where the outline goes through its centre, mixed with its 3×3 binomial mean.</summary>
    private static double[] Blurred(double[] outside, double blur, int size)
    {
        int wide = size + 2;
        var cover = new double[wide * wide];
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++)
                cover[(y + 1) * wide + x + 1] = Math.Clamp(0.5 - outside[y * size + x], 0, 1);
        var mixed = new double[size * size];
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                int at = (y + 1) * wide + x + 1;
                double cross = cover[at - 1] + cover[at + 1] + cover[at - wide] + cover[at + wide];
                double corners = cover[at - wide - 1] + cover[at - wide + 1] + cover[at + wide - 1] + cover[at + wide + 1];
                mixed[y * size + x] = (1 - blur) * cover[at] + blur * (0.25 * cover[at] + 0.125 * cross + 0.0625 * corners);
            }
        }
        return mixed;
    }

    private static byte[] Develop(double[] cover, Ink ink, RandomKey grain)
    {
        var image = new byte[cover.Length];
        ulong word = 0;
        for (int p = 0; p < image.Length; p++)
        {
            word = p % 8 == 0 ? grain.Bits(p / 8) : word >> 8;
            double noise = ink.Grain * ((byte)word / 127.5 - 1);
            double value = ink.Paper + (ink.Darkness - ink.Paper) * cover[p] + noise;
            image[p] = (byte)(Math.Clamp(value, 0, 1) * 255 + 0.5);
        }
        return image;
    }

    private static int Pixel(double place, int size) => (int)Math.Clamp(Math.Floor(place), 0, size - 1);
}
