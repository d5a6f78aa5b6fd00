using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A sweep over an experiment: what varies, which settings are tried, and what they are compared by.</summary>
/// <remarks>
/// The axis <c>seed</c> is the one over which results are averaged: every setting of the other axes is run with every seed. Fields are set from the shortest path to the longest, so that an axis
/// <c>optimizer</c> and another <c>optimizer.learningRate</c> go together, whichever is written first.
/// </remarks>
public sealed record Sweep
{
    /// <summary>No more trials than this are planned, so that a slip of the hand does not fill a disk.</summary>
    public const int MostTrials = 10_000;

    /// <summary>A sweep.</summary>
    /// <param name="axes">what varies, the slowest first</param>
    /// <param name="search">which settings are tried; all of the grid when none is given</param>
    /// <param name="metric">what settings are compared by: the name of a figure of a run; none for what the runs themselves are judged by</param>
    /// <param name="halving">whether the worse settings are given up on the way, and when; none for never</param>
    /// <param name="compare">the axis whose choices are compared pair by pair, each at its best setting of the other axes; none for comparing every setting with the best</param>
    /// <param name="better">which of two figures is better; none when the metric's name says so</param>
    /// <exception cref="NNException">The axes contradict each other, or <paramref name="compare"/> is none of them.</exception>
    public Sweep(IEnumerable<SweepAxis> axes, SweepSearch? search = null, string? metric = null, SuccessiveHalving? halving = null, string? compare = null, Better? better = null)
    {
        ArgumentNullException.ThrowIfNull(axes);
        (Axes, Search, Metric, Halving, Compare, Better) = ([.. axes], search ?? new GridSearch(), metric, halving, compare, better);
        if (Axes.IsEmpty) throw new NNException("Sweep: there are no axes; name a field and its values, such as \"seed\": {\"from\": 1, \"count\": 5}.");
        if (Axes.SelectMany(Paths).GroupBy(path => path).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new NNException($"Sweep: the field \"{twice.Key}\" is on two axes.");
        if (Axes.OfType<RangeAxis>().Any(axis => axis.Name == SweepAxis.Seed)) throw new NNException("Sweep: seeds are listed, not drawn from a range; say \"seed\": {\"from\": 1, \"count\": 5}.");
        if (compare is not null && Varied.All(axis => axis.Name != compare))
            throw new NNException($"Sweep: \"compare\" names an axis other than the seeds, and there is none called \"{compare}\"{NearestName.Suggestion(compare, Varied.Select(axis => axis.Name))}; there are {string.Join(", ", Varied.Select(axis => axis.Name))}.");
    }

    /// <summary>What varies, the slowest first.</summary>
    public ImmutableArray<SweepAxis> Axes { get; }

    /// <summary>Which settings are tried.</summary>
    public SweepSearch Search { get; }

    /// <summary>What settings are compared by; none for what the runs themselves are judged by.</summary>
    public string? Metric { get; }

    /// <summary>Whether the worse settings are given up on the way, and when.</summary>
    public SuccessiveHalving? Halving { get; }

    /// <summary>The axis whose choices are compared pair by pair; none for comparing every setting with the best.</summary>
    public string? Compare { get; }

    /// <summary>Which of two figures is better; none when the metric's name says so.</summary>
    public Better? Better { get; }

    /// <summary>The axes without that of the seeds.</summary>
    internal IReadOnlyList<SweepAxis> Varied => [.. Axes.Where(axis => axis.Name != SweepAxis.Seed)];

    /// <summary>The seeds; none where every setting is run with the experiment's own.</summary>
    internal ListAxis? Seeds => Axes.OfType<ListAxis>().FirstOrDefault(axis => axis.Name == SweepAxis.Seed);

    /// <summary>True when everything is the same.</summary>
    public bool Equals(Sweep? other) => other is not null && Axes.SequenceEqual(other.Axes) && Search.Equals(other.Search) && Metric == other.Metric && Equals(Halving, other.Halving) && Compare == other.Compare && Better == other.Better;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Axes.Length, Search, Metric, Halving, Compare, Better);

    private static IEnumerable<string> Paths(SweepAxis axis) => axis is ListAxis list ? list.Choices[0].Changes.Select(change => change.Path) : [axis.Name];
}
