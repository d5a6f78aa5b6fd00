using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A point a pen goes through, on paper 10 wide and 14 high, y downwards.</summary>
/// <param name="X">from the left</param>
/// <param name="Y">from the top</param>
/// <param name="Corner">true where the pen turns sharply, so that the curve before does not lead into the curve after</param>
internal readonly record struct PenPoint(double X, double Y, bool Corner = false)
{
    public static implicit operator PenPoint((double X, double Y) point) => new(point.X, point.Y);
}

/// <summary>One movement of a pen without lifting it: a smooth curve through the points, sharp at corners.</summary>
/// <param name="Points">two or more points</param>
/// <param name="Closed">true when the curve leads back from the last point into the first</param>
internal sealed record PenStroke(ImmutableArray<PenPoint> Points, bool Closed = false);

/// <summary>How people write the ten digits: for each digit the usual ways, each as strokes.</summary>
internal static class DigitGlyphs
{
    /// <summary>The ways of writing a digit, each as often as the others.</summary>
    public static ImmutableArray<ImmutableArray<PenStroke>> Of(int digit) => Ways[digit];

    private static readonly ImmutableArray<ImmutableArray<ImmutableArray<PenStroke>>> Ways =
    [
        [ // 0: an oval; an oval whose end overlaps its start
            [Ring((5, 0.5), (2.2, 2.5), (1.2, 7), (2.2, 11.5), (5, 13.5), (7.8, 11.5), (8.8, 7), (7.8, 2.5))],
            [Pen((6.3, 0.6), (3.4, 1.4), (1.6, 5), (1.7, 9.7), (4.2, 13.2), (7.3, 12), (8.8, 7.5), (7.8, 2.6), (5, 0.8), (3.4, 2))],
        ],
        [ // 1: a bar; with a flag; with a flag and a foot
            [Pen((5, 0.3), (5, 13.7))],
            [Pen((2.4, 3.8), Corner(5.6, 0.3), (5.6, 13.7))],
            [Pen((2.6, 3), Corner(5.4, 0.3), (5.4, 13.5)), Pen((2.2, 13.6), (8.6, 13.6))],
        ],
        [ // 2: with a sharp foot; with a loop at the foot
            [Pen((1.6, 3.6), (3, 1), (5.5, 0.4), (7.9, 2.2), (7.8, 4.8), (5.2, 9), Corner(1.3, 13.5), (8.9, 13.4))],
            [Pen((1.6, 3), (4.6, 0.4), (7.9, 2.7), (6.8, 6.8), (3.8, 11.3), (1.7, 13), (1.3, 11.8), (3, 11.3), (6, 12.9), (9, 12.6))],
        ],
        [ // 3: two bows; a flat top and a bow
            [Pen((1.7, 2.2), (4.6, 0.4), (7.9, 2.4), (6.9, 5.5), Corner(4.2, 6.5), (7.5, 7.6), (8.6, 10.5), (6, 13.4), (3, 13.3), (1.1, 11.7))],
            [Pen((1.6, 0.6), Corner(8.2, 0.6), Corner(4.4, 5.7), (7.4, 6.7), (8.8, 9.8), (6.6, 13.1), (3.2, 13.3), (1.1, 11.5))],
        ],
        [ // 4: open with a corner; closed; open and round
            [Pen((3, 0.5), Corner(1.3, 8.3), (9.1, 8.3)), Pen((7, 3), (6.5, 13.8))],
            [Pen((6.9, 13.7), Corner(6.9, 0.4), Corner(0.9, 9.4), (9.4, 9.4))],
            [Pen((2.1, 0.6), (1.6, 4.6), (3.2, 7.3), (8, 6.6)), Pen((8.2, 0.6), (7.6, 7), (7.3, 13.7))],
        ],
        [ // 5: with corners; round, like an S
            [Pen((8.5, 0.6), Corner(3, 0.6), Corner(2.3, 6.3), (5.3, 5.3), (8.3, 7.6), (8, 11.4), (4.8, 13.5), (1.3, 12.2))],
            [Pen((2.9, 1), Corner(2.4, 6.6), (5.6, 6), (8.4, 9), (6.6, 12.8), (3.8, 13.5), (1.4, 12.6)), Pen((2.9, 0.8), (8.9, 0.4))],
            [Pen((8.3, 1.2), (4.8, 0.6), (2.6, 3), (4.2, 6), (7.4, 8), (7.9, 11.6), (4.8, 13.5), (1.6, 12.4))],
        ],
        [ // 6: bent; nearly straight with a small bowl
            [Pen((7.6, 0.8), (4.2, 3), (1.8, 7.4), (2.1, 11.4), (5, 13.5), (8.1, 11.3), (7.5, 8), (4.9, 7), (2.2, 9.4))],
            [Pen((6, 0.3), (3, 5.3), (1.6, 10), (4, 13.5), (7.6, 12.3), (7.5, 9.1), (4.8, 8), (1.9, 10.4))],
        ],
        [ // 7: two lines; crossed; with a serif and a bent stem
            [Pen((1.3, 0.8), Corner(8.7, 0.8), (4, 13.7))],
            [Pen((1.3, 0.9), Corner(8.7, 0.7), (4.4, 13.7)), Pen((2.9, 7.2), (8.2, 6.8))],
            [Pen((1.3, 3), Corner(1.5, 0.8), Corner(8.6, 0.7), (6, 5.5), (4.6, 9.5), (4.2, 13.7))],
        ],
        [ // 8: in one line; two rings
            [Ring((7.5, 2.3), (5, 0.5), (2.5, 2.5), (3.6, 5.3), (6.6, 7.7), (8.2, 10.6), (5.1, 13.5), (2, 10.9), (3.5, 8), (6.5, 5.4))],
            [Ring((5, 0.5), (2.6, 2.3), (3, 5.3), (5.2, 6.4), (7.2, 4.8), (7.2, 1.8)), Ring((5, 6.6), (2.4, 8.4), (1.9, 11.2), (4.8, 13.5), (8, 11.4), (7.4, 8))],
        ],
        [ // 9: a ring and a straight stem; with a bent tail
            [Ring((5.2, 0.5), (2.4, 2), (2.2, 5), (4.6, 7), (7.4, 5.6), (8, 2.5)), Pen((8, 2), (7.3, 13.7))],
            [Pen((8, 2.6), (5.3, 0.5), (2.2, 2.8), (2.7, 6.2), (5.5, 6.7), Corner(8, 3.2), (8.2, 6), (7.5, 10.5), (5.3, 13.3), (2.6, 12.6))],
        ],
    ];

    private static PenStroke Pen(params PenPoint[] points) => new([.. points]);

    private static PenStroke Ring(params PenPoint[] points) => new([.. points], Closed: true);

    private static PenPoint Corner(double x, double y) => new(x, y, Corner: true);
}
