namespace Functional.NN;

/// <summary>An α with φ(α) ≤ φ(0) + c₁αφ′(0) and |φ′(α)| ≤ c₂|φ′(0)|: the value falls enough, and the slope has become flat enough.</summary>
/// <remarks>
/// Wolfe 1969; Nocedal and Wright 2006, algorithms 3.5 and 3.6, with the minimum of the cubic through two values and slopes, kept a tenth of the interval away from its ends.
/// The second condition makes the curvature along the step positive, which the updates of <see cref="Bfgs"/> and <see cref="Lbfgs"/> need.
/// </remarks>
/// <param name="Decrease">c₁</param>
/// <param name="Flatness">c₂: 0.9 where α = 1 is usually right, 0.1 for conjugate gradients</param>
/// <param name="MostTrials">how many points are evaluated at most</param>
public sealed record StrongWolfe(double Decrease = 1e-4, double Flatness = 0.9, int MostTrials = 40) : LineSearch
{
    /// <summary>c₁, between 0 and 1.</summary>
    public double Decrease { get; init => field = Armijo(value, nameof(StrongWolfe)); } = Armijo(Decrease, nameof(StrongWolfe));

    /// <summary>c₂, between 0 and 1; there is a point that satisfies both conditions when it is above c₁.</summary>
    public double Flatness { get; init => field = Armijo(value, nameof(StrongWolfe)); } = Armijo(Flatness, nameof(StrongWolfe));

    /// <summary>How many points are evaluated at most.</summary>
    public int MostTrials { get; init => field = Trials(value, nameof(StrongWolfe)); } = Trials(MostTrials, nameof(StrongWolfe));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public StrongWolfe With(double? decrease = null, double? flatness = null, int? mostTrials = null) =>
        this with { Decrease = decrease ?? Decrease, Flatness = flatness ?? Flatness, MostTrials = mostTrials ?? MostTrials };

    /// <inheritdoc/>
    public override LineStep<TAt> Search<TAt>(Func<double, LinePoint<TAt>> line, LinePoint<TAt> start, double first)
    {
        ArgumentNullException.ThrowIfNull(line);
        var (before, α, limit) = (start, first, double.PositiveInfinity);
        for (int trial = 1; trial <= MostTrials; trial++)
        {
            var point = line(α);
            if (!point.IsFinite)
            {
                limit = α;
                α = 0.5 * (before.Step + limit);
                continue;
            }
            if (!Falls(point, start) || (before.Step > 0 && point.Value >= before.Value)) return Between(line, start, before, point, trial);
            if (IsFlat(point, start)) return new(point, trial, true);
            if (point.Slope >= 0) return Between(line, start, point, before, trial);
            before = point;
            α = Math.Min(2 * α, 0.5 * (α + limit));
        }
        return new(before, MostTrials, false);
    }

    /// <summary>A point between two of which the lower satisfies the first condition and slopes down towards the other.</summary>
    private LineStep<TAt> Between<TAt>(Func<double, LinePoint<TAt>> line, LinePoint<TAt> start, LinePoint<TAt> low, LinePoint<TAt> high, int trials)
    {
        while (trials < MostTrials)
        {
            double α = Cubic(low, high);
            if (α == low.Step || α == high.Step) break;
            var point = line(α);
            trials++;
            if (!point.IsFinite || !Falls(point, start) || point.Value >= low.Value)
            {
                high = point;
                continue;
            }
            if (IsFlat(point, start)) return new(point, trials, true);
            if (point.Slope * (high.Step - low.Step) >= 0) high = low;
            low = point;
        }
        return new(low, trials, false);
    }

    private bool Falls<TAt>(LinePoint<TAt> point, LinePoint<TAt> start) => point.Value <= start.Value + Decrease * point.Step * start.Slope;

    private bool IsFlat<TAt>(LinePoint<TAt> point, LinePoint<TAt> start) => Math.Abs(point.Slope) <= -Flatness * start.Slope;

    /// <summary>The minimum of the cubic with the values and slopes of two points (Nocedal and Wright 2006, 3.59), else their middle.</summary>
    private static double Cubic<TAt>(LinePoint<TAt> a, LinePoint<TAt> b)
    {
        double width = b.Step - a.Step;
        double d1 = a.Slope + b.Slope - 3 * (a.Value - b.Value) / (a.Step - b.Step);
        double d2 = Math.Sign(width) * Math.Sqrt(d1 * d1 - a.Slope * b.Slope);
        double α = b.Step - width * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + 2 * d2));
        double low = Math.Min(a.Step, b.Step), high = Math.Max(a.Step, b.Step), margin = 0.1 * (high - low);
        return double.IsFinite(α) ? Math.Clamp(α, low + margin, high - margin) : 0.5 * (low + high);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"StrongWolfe({Decrease}, {Flatness}, {MostTrials})");
}
