using System.Globalization;
using Functional.NN.Kernels;

namespace Functional.NN.Experiments;

/// <summary>An axis of numbers between two bounds, to draw from.</summary>
/// <remarks>
/// A place u in [0, 1) gives low + u·(high − low), or exp of the same between the logarithms, and of that the shortest decimal number within a two-thousandth of the range (or of the logarithm's) and
/// the bounds, so that what was drawn can be read, and written by hand. Of whole numbers each is drawn as often as it has room: u·(high + 1 − low) rounded down, likewise in logarithms (Bergstra and Bengio 2012 draw so).
/// </remarks>
public sealed record RangeAxis : SweepAxis
{
    private const double LargestWhole = 1L << 53, Parts = 2000;
    private const int EveryDigit = 17;

    /// <summary>An axis of numbers between two bounds.</summary>
    /// <param name="path">the field</param>
    /// <param name="low">the least number</param>
    /// <param name="high">the greatest number</param>
    /// <param name="logarithmic">whether all powers of ten are as likely as each other</param>
    /// <param name="whole">whether only whole numbers are drawn</param>
    /// <exception cref="NNException">The bounds are not in order, or not of that kind.</exception>
    public RangeAxis(string path, double low, double high, bool logarithmic = false, bool whole = false) : base(path)
    {
        (Low, High, Logarithmic, Whole) = (low, high, logarithmic, whole);
        string? wrong = !double.IsFinite(high - low) || low >= high ? "the lower bound first and then a greater one"
            : logarithmic && low <= 0 ? "positive bounds, for their logarithms"
            : whole && (low != Math.Floor(low) || high != Math.Floor(high) || Math.Max(-low, high) >= LargestWhole) ? "bounds that are whole numbers" : null;
        if (wrong is not null) throw new NNException(Invariant.Text($"Sweep: the axis \"{path}\" needs {wrong}; got {low} and {high}."));
    }

    /// <summary>The least number.</summary>
    public double Low { get; }

    /// <summary>The greatest number.</summary>
    public double High { get; }

    /// <summary>Whether all powers of ten are as likely as each other.</summary>
    public bool Logarithmic { get; }

    /// <summary>Whether only whole numbers are drawn.</summary>
    public bool Whole { get; }

    /// <summary>What stands at a place of the axis, from 0 to 1.</summary>
    public double At(double place)
    {
        double end = Whole ? High + 1 : High;
        double value = Logarithmic ? Elementary.Exp(Between(Elementary.Log(Low), Elementary.Log(end), place)) : Between(Low, end, place);
        return Whole ? Math.Clamp(Math.Floor(value), Low, High) : Short(Math.Clamp(value, Low, High));
    }

    /// <summary>The choice that a key draws.</summary>
    internal SweepChoice Draw(RandomKey key)
    {
        string json = SweepChoice.Number(At(key.Unit(0)));
        return new(json, [new(Name, json)]);
    }

    private double Short(double value)
    {
        double room = (Logarithmic ? value * (Elementary.Log(High) - Elementary.Log(Low)) : High - Low) / Parts;
        return Enumerable.Range(0, EveryDigit).Select(digits => Rounded(value, digits)).First(rounded => Math.Abs(rounded - value) <= room && rounded >= Low && rounded <= High);
    }

    private static double Rounded(double value, int digits) => double.Parse(value.ToString(Invariant.Text($"E{digits}"), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static double Between(double a, double b, double place) => a + place * (b - a);
}
