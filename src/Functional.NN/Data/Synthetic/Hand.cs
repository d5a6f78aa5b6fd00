using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Whose hand wrote a digit: how it slants, stretches, turns and places what it writes, how it shakes, its pen and its paper.</summary>
/// <param name="XX">pixels to the right for one unit to the right</param>
/// <param name="XY">pixels to the right for one unit down</param>
/// <param name="YX">pixels down for one unit to the right</param>
/// <param name="YY">pixels down for one unit down</param>
/// <param name="X">the middle of the digit on the page</param>
/// <param name="Y">the middle of the digit on the page</param>
/// <param name="Bend">how far the middle of a digit bulges to the right of its ends, in units</param>
/// <param name="Shake">how far points stray, in units</param>
/// <param name="Radius">half the pen's width in pixels</param>
/// <param name="Pressure">how much wider than in its middle a stroke ends</param>
/// <param name="Ink">the pen and the paper</param>
internal sealed record Hand(
    double XX, double XY, double YX, double YY, double X, double Y, double Bend, double Shake, double Radius, double Pressure, Ink Ink)
{
    private const double Unit = 20.0 / 14, Turn = 0.2, Slant = 0.28, Drift = 1.9;

    public static Hand Of(RandomKey key)
    {
        double angle = Within(key, 1, -Turn, Turn), slant = Within(key, 2, -Slant, Slant);
        double wide = Unit * Within(key, 3, 0.75, 1.2), high = Unit * Within(key, 4, 0.8, 1.08);
        double cos = Elementary.Cos(angle), sin = Elementary.Sin(angle);
        var ink = new Ink(Within(key, 10, 0.75, 1), Within(key, 11, 0, 1), Within(key, 12, 0, 0.06), Within(key, 13, 0, 0.1));
        return new(
            cos * wide, (-cos * slant - sin) * high, sin * wide, (cos - sin * slant) * high,
            DigitImages.Size / 2.0 + Within(key, 5, -Drift, Drift), DigitImages.Size / 2.0 + Within(key, 6, -Drift, Drift),
            Within(key, 7, -0.9, 0.9), Within(key, 8, 0.1, 0.45), Within(key, 9, 0.65, 1.55), Within(key, 14, -0.3, 0.3), ink);
    }

    /// <summary>Where a point of the 10×14 paper of the glyphs comes to lie on the page, in pixels.</summary>
    public (double X, double Y) OnPage((double X, double Y) point)
    {
        double v = point.Y - 7, u = point.X - 5 + Bend * (1 - v * v / 49);
        return (X + XX * u + XY * v, Y + YX * u + YY * v);
    }

    public double RadiusAt(double along) => Radius * (1 + Pressure * (2 * along - 1));

    private static double Within(RandomKey key, long word, double low, double high) => low + (high - low) * key.Unit(word);
}
