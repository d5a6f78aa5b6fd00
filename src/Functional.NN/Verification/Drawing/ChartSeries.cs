using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>How a series of a chart is drawn.</summary>
internal enum ChartStroke
{
    /// <summary>A line through its points, with a gap where a number is not finite.</summary>
    Line,

    /// <summary>The same, dashed.</summary>
    Dashes,

    /// <summary>A ring at each of its points.</summary>
    Rings,
}

/// <summary>A point of a chart, in the units of its axes.</summary>
internal readonly record struct ChartPoint(double Across, double Up)
{
    public bool CanBeDrawn => Across > 0 && Up > 0 && double.IsFinite(Across) && double.IsFinite(Up);
}

/// <summary>Points that belong together, with what the legend says of them.</summary>
/// <param name="label">what the legend says</param>
/// <param name="colour">the number of its colour, from 0</param>
/// <param name="stroke">line, dashes or rings</param>
/// <param name="points">in the order in which a line goes through them</param>
internal sealed class ChartSeries(string label, int colour, ChartStroke stroke, IEnumerable<ChartPoint> points)
{
    public string Label => label;

    public int Colour => colour;

    public ChartStroke Stroke => stroke;

    public ImmutableArray<ChartPoint> Points { get; } = [.. points];

    /// <summary>The stretches without a gap.</summary>
    public IEnumerable<ChartPoint[]> Stretches
    {
        get
        {
            var stretch = new List<ChartPoint>();
            foreach (var point in Points)
            {
                if (point.CanBeDrawn) { stretch.Add(point); continue; }
                if (stretch.Count > 0) yield return [.. stretch];
                stretch.Clear();
            }
            if (stretch.Count > 0) yield return [.. stretch];
        }
    }
}
