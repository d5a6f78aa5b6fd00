using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Drawn digits: 28×28 grey images that look handwritten, each a pure function of a key and the digit.</summary>
/// <remarks>
/// A digit is one of the usual ways of writing it, as pen strokes; its points are shaken, joined to smooth curves (Catmull and Rom 1974), bent, stretched,
/// sheared, turned and shifted; drawn with a pen of some width and pressure, anti-aliased; and given blur, specks, grey and grain. No data are read: wherever the
/// library is, these images are, the same bytes. The drawing is frozen as version 1, as the samplers of <see cref="RandomKey"/> are.
/// </remarks>
public static class DigitImages
{
    /// <summary>Pixels in a row, and in a column: 28.</summary>
    public const int Size = 28;

    private const int Pieces = 5;
    private const ulong ShakeUse = 1, GrainUse = 2, SpeckUse = 3;

    /// <summary>The image of a digit as 28·28 bytes, row by row from the upper left; 0 is empty paper, 255 full ink.</summary>
    /// <param name="key">decides the way of writing, every distortion and all noise; the same key gives the same bytes</param>
    /// <param name="digit">0 to 9</param>
    /// <exception cref="NNException">There is no such digit.</exception>
    public static ImmutableArray<byte> Render(RandomKey key, int digit)
    {
        if (digit is < 0 or > 9) throw new NNException($"DigitImages.Render: a digit is from 0 to 9, got {digit}.");
        var ways = DigitGlyphs.Of(digit);
        var hand = Hand.Of(key);
        var segments = ways[(int)(key.Unit(0) * ways.Length)].SelectMany((stroke, i) => Written(stroke, hand, key.Fold(ShakeUse).Fold((ulong)i)));
        PenSegment[] all = [.. segments, .. Specks(key.Fold(SpeckUse))];
        return ImmutableArray.Create(StrokeRaster.Render(all, hand.Ink, key.Fold(GrainUse), Size));
    }

    /// <summary>The segments of one stroke: its points shaken and joined to a curve, put on the page by the hand.</summary>
    private static IEnumerable<PenSegment> Written(PenStroke stroke, Hand hand, RandomKey shake)
    {
        var points = stroke.Points.Select((p, i) => p with { X = p.X + hand.Shake * Around(shake, 4 * i), Y = p.Y + hand.Shake * Around(shake, 4 * i + 2) }).ToImmutableArray();
        var way = PenCurve.Through(points, stroke.Closed, Pieces).Select(hand.OnPage).ToImmutableArray();
        for (int i = 0; i + 1 < way.Length; i++)
            yield return new(way[i].X, way[i].Y, way[i + 1].X, way[i + 1].Y, hand.RadiusAt((double)i / (way.Length - 1)), hand.RadiusAt((i + 1.0) / (way.Length - 1)));
    }

    /// <summary>None to three specks: short faint strokes anywhere on the page.</summary>
    private static IEnumerable<PenSegment> Specks(RandomKey key)
    {
        int count = Math.Max(0, (int)(key.Unit(0) * 6) - 2);
        for (int i = 1; i <= count; i++)
        {
            double x = Size * key.Unit(8 * i), y = Size * key.Unit(8 * i + 1), radius = 0.2 + 0.5 * key.Unit(8 * i + 4);
            yield return new(x, y, x + 1.5 * Around(key, 8 * i + 2), y + 1.5 * Around(key, 8 * i + 5), radius, radius);
        }
    }

    /// <summary>A number around 0 with standard deviation about 1: the difference of two unit numbers, times √6.</summary>
    private static double Around(RandomKey key, long word) => 2.449489742783178 * (key.Unit(word) - key.Unit(word + 1));
}
