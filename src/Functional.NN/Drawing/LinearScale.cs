using System.Collections.Immutable;

namespace Functional.NN.Drawing;

/// <summary>A scale on which equal differences have equal lengths.</summary>
internal sealed record LinearScale(double From, double To, NumberForm Form) : Scale
{
    /// <summary>Nothing is drawn farther out, so that differences are finite, nor are differences told apart that are smaller.</summary>
    private const double Largest = 1e307, Smallest = 1e-290, Alike = 1e-9;

    /// <summary>The scale on which the finite ones of these numbers have room; a single number is in the middle.</summary>
    public static LinearScale Over(IEnumerable<double> values, Axis axis, double room)
    {
        double[] finite = [.. values.Where(double.IsFinite).Select(v => Math.Clamp(v, -Largest, Largest))];
        if (axis.FromZero) finite = [.. finite, 0];
        if (finite.Length == 0) return new(0, 1, axis.Form);
        double low = finite.Min(), high = finite.Max(), all = high - low;
        if (all <= Math.Max(Alike * Math.Max(Math.Abs(low), Math.Abs(high)), Smallest)) return Around(low, axis);
        double from = low - room * all, to = high + room * all;
        if (low >= 0) from = Math.Max(from, 0);
        if (high <= 0) to = Math.Min(to, 0);
        if (axis.Form == NumberForm.Percent && high <= 1) to = Math.Min(to, 1);
        return new(from, to, axis.Form);
    }

    public override double Place(double value) => double.IsFinite(value) ? (value - From) / (To - From) : double.NaN;

    public override ImmutableArray<Tick> Ticks(int most) => Written(NiceNumbers.Within(From, To, most, Form == NumberForm.Whole), Form);

    private static LinearScale Around(double centre, Axis axis)
    {
        if (Math.Abs(centre) <= Smallest) return axis.FromZero ? new(0, 1, axis.Form) : new(-1, 1, axis.Form);
        // Whole numbers so large that one more is the same number still have room about them.
        double half = axis.Form == NumberForm.Whole ? Math.Max(1, 10 * Alike * Math.Abs(centre)) : Math.Abs(centre) / 10;
        return new(centre - half, centre + half, axis.Form);
    }
}
