using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN;

/// <summary>A loss at a point of a line.</summary>
/// <param name="At">α</param>
/// <param name="Loss">J((1 − α)·θa + α·θb)</param>
public readonly record struct LossPoint(double At, double Loss);

/// <summary>A loss along the line through two θ: α ↦ J((1 − α)·θa + α·θb), a value that is drawn.</summary>
/// <remarks>
/// Goodfellow, Vinyals and Saxe 2015, "Qualitatively characterizing neural network optimization problems": θa is where training began and θb where it ended, or they are two solutions. It shows one line, which training as a rule
/// does not follow; a loss that falls smoothly along it says that no barrier lies between, a bump only that one lies on this line.
/// </remarks>
public sealed class LossSlice
{
    private const int UsualPoints = 31;

    private const double UsualFrom = -0.25, UsualTo = 1.25, Wide = 100;

    private LossSlice(ImmutableArray<LossPoint> points) => Points = points;

    /// <summary>The losses in the order of α.</summary>
    public ImmutableArray<LossPoint> Points { get; }

    /// <summary>The largest loss for α in [0, 1], less the larger of those at the ends as far as they are among the points: the height of the barrier between θa and θb; 0 or less where there is none.</summary>
    public double Barrier
    {
        get
        {
            var between = Points.Where(p => p.At is >= 0 and <= 1).ToList();
            return between.Count == 0 || between.Exists(p => double.IsNaN(p.Loss)) ? double.NaN : between.Max(p => p.Loss) - Math.Max(between[0].Loss, between[^1].Loss);
        }
    }

    /// <summary>A loss along the line through two θ.</summary>
    /// <param name="loss">J, a pure function</param>
    /// <param name="θa">where α is 0</param>
    /// <param name="θb">where α is 1</param>
    /// <param name="points">at how many α, 2 or more</param>
    /// <param name="from">the first α</param>
    /// <param name="to">the last α</param>
    /// <exception cref="NNException">The two are laid out for different networks, or the points are fewer than 2 or the range is empty.</exception>
    public static LossSlice Along<T>(Func<Parameters<T>, double> loss, Parameters<T> θa, Parameters<T> θb, int points = UsualPoints, double from = UsualFrom, double to = UsualTo) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(θa);
        ArgumentNullException.ThrowIfNull(θb);
        var at = PlaneRange.Of(nameof(LossSlice), points, from, to);
        return new([.. at.Select(α => new LossPoint(α, loss(θa * (1 - α) + θb * α)))]);
    }

    /// <summary>The losses as a picture in SVG, which has the same bytes everywhere; on a logarithmic axis where they are positive and of very different sizes.</summary>
    public string ToSvg() => Picture("Loss along the line from θa to θb").ToSvg();

    internal LineChart Picture(string title)
    {
        double[] finite = [.. Points.Select(p => p.Loss).Where(double.IsFinite)];
        bool wide = finite.Length > 0 && finite.Min() > 0 && finite.Max() / finite.Min() > Wide;
        return new(title, Sentence.Of($"The loss at {Points.Length} points of the line through two vectors of parameters."), new("α"), new(wide ? "loss (logarithmic)" : "loss") { Logarithmic = wide }, [ChartSeries.Of(0, "", Points.Select(p => new ChartPoint(p.At, p.Loss)))])
        {
            Rules = [.. new ChartRule[] { new("θa, where α = 0", 0), new("θb, where α = 1", 1) }.Where(rule => Points[0].At <= rule.At && rule.At <= Points[^1].At)],
        };
    }
}
