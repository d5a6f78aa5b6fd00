using System.Globalization;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>An axis with a decade everywhere the same length: which powers of ten it goes from and to, and which of them are written.</summary>
/// <param name="Label">what is measured along it</param>
/// <param name="From">the exponent at its beginning</param>
/// <param name="To">the exponent at its end</param>
internal sealed record LogAxis(string Label, int From, int To)
{
    private const int MostTicks = 12;

    private static readonly int[] Distances = [1, 2, 5, 10, 20, 50, 100];

    /// <summary>The shortest axis of whole decades that holds all positive finite numbers among these.</summary>
    public static LogAxis Over(string label, IEnumerable<double> values)
    {
        double[] exponents = [.. values.Where(v => v > 0 && double.IsFinite(v)).Select(Log10)];
        if (exponents.Length == 0) return new(label, -1, 1);
        int from = (int)Math.Floor(exponents.Min() + 1e-9), to = (int)Math.Ceiling(exponents.Max() - 1e-9);
        return new(label, from, Math.Max(to, from + 1));
    }

    /// <summary>The exponents that are written: every one, or every second, fifth, tenth, … such that there are not too many; 10⁰ is among them where it is on the axis.</summary>
    public IEnumerable<int> Ticks
    {
        get
        {
            int every = Distances.First(step => (To - From) / step < MostTicks);
            return Enumerable.Range(From, To - From + 1).Where(exponent => exponent % every == 0);
        }
    }

    /// <summary>Where a number lies: 0 at the beginning, 1 at the end.</summary>
    public double Place(double value) => (Log10(value) - From) / (To - From);

    public double PlaceOfTick(int exponent) => (exponent - From) / (double)(To - From);

    /// <summary>1, 10 or 10⁻⁸.</summary>
    public static string Power(int exponent) => exponent switch
    {
        0 => "1",
        1 => "10",
        _ => "10" + string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0'])),
    };

    private static double Log10(double value) => Elementary.Log(value) / Elementary.Log(10.0);
}
