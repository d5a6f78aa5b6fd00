using System.Collections.Immutable;
using System.Xml.Linq;
using Functional.NN.Kernels;

namespace Functional.NN.Drawing;

/// <summary>What a rectangle of the plane is painted with.</summary>
internal abstract record PlanePaint
{
    /// <summary>The rectangle.</summary>
    public abstract Raster Area { get; }

    /// <summary>The paint in a frame.</summary>
    public abstract IEnumerable<XElement> Marks(Frame frame);

    /// <summary>What the legend says of it.</summary>
    public virtual IEnumerable<LegendEntry> Legend => [];

    /// <summary>Sentences below the picture.</summary>
    public virtual IEnumerable<string> Notes => [];

    /// <summary>The room its scale takes at the right of the frame.</summary>
    public virtual double ScaleRoom => Heading.Margin;

    /// <summary>Its scale at the right of the frame.</summary>
    public virtual IEnumerable<XElement> Scale(Frame frame) => [];
}

/// <summary>Values as colours in steps, from the paper's for the least to the deepest for the largest, with a line between a step and the next.</summary>
/// <param name="Values">the values; those that are not finite are painted as the largest, and on a logarithmic scale those that are not positive as the least</param>
/// <param name="Of">what they are; logarithmic or not</param>
internal sealed record HeatPaint(Raster Values, Axis Of) : PlanePaint
{
    private const double Gap = 14, Bar = 12, Behind = 6;

    /// <summary>The last of the steps of <see cref="HeatColours"/> that is used: ways and points are to be seen before it.</summary>
    private const int Deepest = 8;

    /// <summary>Where a step ends and the next begins, ascending; chosen by the values unless given.</summary>
    public ImmutableArray<double> Levels { get; init; } = Drawable(Values, Of) is { Length: > 0 } drawn ? ContourLevels.Between(drawn.Min(), drawn.Max(), Of.Logarithmic) : [];

    /// <summary>Whether there are lines between the steps.</summary>
    public bool Lines { get; init; } = true;

    public override Raster Area => Values;

    public override IEnumerable<XElement> Marks(Frame frame)
    {
        var shown = Shown();
        yield return Svg.Rectangle(Step(0), frame.Area);
        var loops = Levels.Select(level => Isolines.Around(shown, Measure(level))).ToList();
        for (int i = 0; i < loops.Count; i++)
            if (!loops[i].IsEmpty) yield return RegionPath.Filled(Step(i + 1), frame, shown, loops[i]);
        if (Lines && loops.Exists(l => !l.IsEmpty)) yield return RegionPath.Outlined("contour", frame, shown, loops.SelectMany(l => l));
    }

    public override IEnumerable<LegendEntry> Legend =>
        [new(Of.Label, at => Enumerable.Range(0, 5).Select(i => Svg.Rectangle($"h{2 * i}", new(at.X + 6 * i, at.Y - 6, at.X + 6 * i + 6, at.Y + 6))))];

    public override IEnumerable<string> Notes
    {
        get
        {
            int missing = Values.Values.Count(v => !double.IsFinite(v)), low = Of.Logarithmic ? Values.Values.Count(v => double.IsFinite(v) && v <= 0) : 0;
            if (missing > 0) yield return Sentence.Of($"Not finite, and painted as the largest: {missing:N0} of {Values.Values.Length:N0} values.");
            if (low > 0) yield return Sentence.Of($"Not positive, and painted as the least: {low:N0} of {Values.Values.Length:N0} values.");
        }
    }

    public override double ScaleRoom => Levels.IsEmpty ? Heading.Margin : Gap + Bar + Behind + Labels().Max(label => TextWidth.Of(label, ChartStyle.TickSize)) + Heading.Margin;

    public override IEnumerable<XElement> Scale(Frame frame)
    {
        if (Levels.IsEmpty) yield break;
        double left = frame.Area.Right + Gap, step = frame.Area.Height / (Levels.Length + 1);
        var labels = Labels();
        for (int i = 0; i <= Levels.Length; i++) yield return Svg.Rectangle(Step(i), new(left, frame.Area.Bottom - (i + 1) * step, left + Bar, frame.Area.Bottom - i * step));
        yield return Svg.Rectangle("frame", new(left, frame.Area.Top, left + Bar, frame.Area.Bottom));
        for (int i = 0; i < labels.Count; i++) yield return Svg.Words("tick", left + Bar + Behind, frame.Area.Bottom - (i + 1) * step + 4, labels[i]);
    }

    private IReadOnlyList<string> Labels() =>
        Of.Logarithmic ? [.. Levels.Select(level => NumberText.Of(level, 3, Of.Form))] : NumberText.Of([.. Levels.Select(level => DecimalNumber.Rounded(level, 4))], Of.Form);

    /// <summary>The colour between level i − 1 and level i.</summary>
    private string Step(int i) => Sentence.Of($"h{(Levels.IsEmpty ? 0 : (int)Math.Round((double)Deepest * i / Levels.Length))}");

    /// <summary>The values as they are measured along the scale, with something to draw everywhere.</summary>
    private Raster Shown()
    {
        double[] drawn = Drawable(Values, Of);
        double low = drawn.Min(), high = drawn.Max();
        return Values.Select(v => Measure(!double.IsFinite(v) ? high : Of.Logarithmic && v <= 0 ? low : v));
    }

    private double Measure(double value) => Of.Logarithmic ? Elementary.Log(value) : value;

    public static double[] Drawable(Raster values, Axis of) => [.. values.Values.Where(v => double.IsFinite(v) && (!of.Logarithmic || v > 0))];
}

/// <summary>Classes as light colours of the series: at each place that of the largest score, with a line between them.</summary>
/// <param name="Scores">a raster for each class, all of the same rectangle and grid</param>
internal sealed record RegionPaint(ImmutableArray<Raster> Scores) : PlanePaint
{
    public override Raster Area => Scores[0];

    public override IEnumerable<XElement> Marks(Frame frame)
    {
        var regions = Enumerable.Range(0, Scores.Length).Select(k => (Raster: Lead(k), Loops: Isolines.Around(Lead(k), 0))).ToList();
        for (int k = 0; k < regions.Count; k++)
            if (!regions[k].Loops.IsEmpty) yield return RegionPath.Filled(Sentence.Of($"region f{k % ChartStyle.SeriesColours}"), frame, regions[k].Raster, regions[k].Loops);
        for (int k = 1; k < regions.Count; k++)
            if (regions[k].Loops.Any(loop => Isolines.Inside(regions[k].Raster, loop).Any())) yield return RegionPath.Outlined("boundary", frame, regions[k].Raster, regions[k].Loops);
    }

    public override IEnumerable<string> Notes =>
        Scores.Any(s => s.Values.Any(v => !double.IsFinite(v))) ? ["Where a score is not a finite number, the place belongs to another class."] : [];

    /// <summary>How far a class is before the best of the others.</summary>
    private Raster Lead(int k) => Area with
    {
        Values = [.. Enumerable.Range(0, Area.Values.Length).Select(i => Finite(Scores[k].Values[i]) - Enumerable.Range(0, Scores.Length).Where(j => j != k).Select(j => Finite(Scores[j].Values[i])).DefaultIfEmpty(-1e300).Max())],
    };

    private static double Finite(double score) => double.IsNaN(score) ? -1e300 : Math.Clamp(score, -1e300, 1e300);
}
