using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN.Drawing;

/// <summary>A scale on which equal factors have equal lengths.</summary>
/// <param name="From">the number at the beginning, positive</param>
/// <param name="To">the number at the end</param>
internal sealed record LogScale(double From, double To) : Scale
{
    /// <summary>Over how many decades an axis goes from a power of ten to another, and up to how many the lines between are drawn.</summary>
    private const int Many = 8, Few = 6;

    private const double Smallest = 1e-300, Largest = 1e300, Alike = 1.02;

    private static readonly int[] Distances = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300];

    /// <summary>The scale on which the positive finite ones of these numbers have room; a single number is in the middle.</summary>
    public static LogScale Over(IEnumerable<double> values, double room)
    {
        double[] drawn = [.. values.Where(v => v > 0 && double.IsFinite(v)).Select(v => Math.Clamp(v, Smallest, Largest))];
        if (drawn.Length == 0) return new(0.1, 10);
        double low = drawn.Min(), high = drawn.Max(), decades = Log10(high) - Log10(low);
        if (high < low * Alike) return new(low / 2, high * 2);
        if (decades >= Many) return new(new DecimalNumber(1, (int)Math.Floor(Log10(low) + 1e-9)).Value, new DecimalNumber(1, (int)Math.Ceiling(Log10(high) - 1e-9)).Value);
        double factor = Elementary.Exp(room * decades * Elementary.Log(10.0));
        return new(low / factor, high * factor);
    }

    private double First => Log10(From);

    private double Length => Log10(To) - Log10(From);

    public override double Place(double value) => value > 0 && double.IsFinite(value) ? (Log10(value) - First) / Length : double.NaN;

    public override ImmutableArray<Tick> Ticks(int most)
    {
        if (Decades(1).Length >= 3) return Powers([.. Distances.Select(Decades).First(decades => decades.Length <= most)]);
        foreach (long[] digits in (long[][])[[1, 2, 5], [1, 3]])
        {
            var numbers = Multiples(digits);
            if (numbers.Length >= 3 && numbers.Length <= most) return [.. numbers.SelectMany(number => Written([number], NumberForm.Number))];
        }
        return Written(NiceNumbers.Within(From, To, most), NumberForm.Number);
    }

    public override ImmutableArray<double> Minor => Length > Few ? [] : [.. Multiples([2, 3, 4, 5, 6, 7, 8, 9]).Select(number => Place(number.Value))];

    /// <summary>The exponents of the powers of ten on it that are multiples of a distance.</summary>
    private int[] Decades(int distance)
    {
        int first = (int)Math.Ceiling(First - 1e-9), last = (int)Math.Floor(First + Length + 1e-9);
        return last < first ? [] : [.. Enumerable.Range(first, last - first + 1).Where(exponent => exponent % distance == 0)];
    }

    private ImmutableArray<DecimalNumber> Multiples(long[] digits)
    {
        int first = (int)Math.Floor(First) - 1, last = (int)Math.Ceiling(First + Length) + 1;
        return [.. Enumerable.Range(first, last - first + 1).SelectMany(exponent => digits.Select(d => new DecimalNumber(d, exponent))).Where(number => number.Value >= From && number.Value <= To)];
    }

    /// <summary>Powers of ten: plain where all are near 1.</summary>
    private ImmutableArray<Tick> Powers(int[] exponents) =>
        [.. exponents.Select(e => new Tick(Place(new DecimalNumber(1, e).Value), exponents[0] >= -4 && exponents[^1] <= 3 ? NumberText.Of([new(1, e)], NumberForm.Number)[0] : NumberText.Power(e)))];

    private static double Log10(double value) => Elementary.Log(value) / Elementary.Log(10.0);
}
