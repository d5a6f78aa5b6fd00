using System.Collections.Immutable;

namespace Functional.NN.Drawing;

/// <summary>The numbers that people count by: multiples of 1, 2 or 5 times a power of ten, and of 2.5 where those are too few or too many.</summary>
/// <remarks>After Heckbert 1990, <i>Nice numbers for graph labels</i>, with the steps of Talbot, Lin and Hanrahan 2010; the numbers lie within the range, which is not stretched to them.</remarks>
internal static class NiceNumbers
{
    /// <summary>Fewer than that are stretched by finer steps, where those are not too many.</summary>
    private const int Fewest = 3;

    private const double Rounding = 1e-9;

    private static readonly DecimalNumber[] Steps = [new(1, 0), new(2, 0), new(5, 0)];

    /// <summary>At most so many multiples of one step in a range, as many as can be; from six on there are at least three.</summary>
    /// <param name="from">the lower end, finite</param>
    /// <param name="to">the upper end, above it by more than a billionth of them</param>
    /// <param name="most">how many there may be, at least two</param>
    /// <param name="whole">whether the step must be a whole number</param>
    public static ImmutableArray<DecimalNumber> Within(double from, double to, int most, bool whole = false)
    {
        int exponent = DecimalNumber.ExponentOf(to / most - from / most) - 1;
        if (whole) exponent = Math.Max(exponent, 0);
        while (true)
        {
            foreach (var step in Steps)
            {
                var multiples = Multiples(step with { Exponent = exponent }, from, to, most);
                if (multiples.IsDefault) continue;
                var finer = multiples.Length >= Fewest || step.Digits != 5 || (whole && exponent == 0) ? default : Multiples(new(25, exponent - 1), from, to, most);
                return finer.IsDefault ? multiples : finer;
            }
            exponent++;
        }
    }

    /// <summary>The multiples of a step in a range; default if there are more than so many.</summary>
    private static ImmutableArray<DecimalNumber> Multiples(DecimalNumber step, double from, double to, int most)
    {
        double first = from / step.Value, last = to / step.Value;
        if (last - first > most + 1) return default;
        long begin = (long)Math.Ceiling(first - Rounding * (1 + Math.Abs(first))), end = (long)Math.Floor(last + Rounding * (1 + Math.Abs(last)));
        var all = ImmutableArray.CreateBuilder<DecimalNumber>();
        for (long k = begin; k <= end; k++)
        {
            var number = step with { Digits = k * step.Digits };
            if (number.Value >= from && number.Value <= to) all.Add(number);
        }
        return all.Count > most ? default : all.ToImmutable();
    }
}
