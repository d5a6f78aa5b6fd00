using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>A setting of a sweep, over its seeds.</summary>
/// <param name="Label">what it is called</param>
/// <param name="Settings">the value of every axis, in the order of the axes</param>
/// <param name="Values">the metric of every seed whose run is complete</param>
internal sealed record SweepRow(string Label, ImmutableArray<string> Settings, ImmutableArray<double> Values)
{
    /// <summary>The mean of the values; none where no run is complete.</summary>
    public double? Mean { get; init; }

    /// <summary>Their standard deviation; none of one.</summary>
    public double? Deviation { get; init; }

    /// <summary>The lower end of the 95 % confidence interval of the mean.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end.</summary>
    public double? High { get; init; }

    /// <summary>Whether it is the best, or one of several best.</summary>
    public bool IsBest { get; init; }

    /// <summary>What is to be said of it, such as that halving gave it up.</summary>
    public string Note { get; init; } = "";

    /// <summary>The metric over the epochs: the mean over seeds, and the confidence interval of it.</summary>
    public ImmutableArray<ChartPoint> Curve { get; init; } = [];
}

/// <summary>Two settings compared seed by seed.</summary>
/// <param name="First">the one</param>
/// <param name="Second">the other</param>
/// <param name="Pairs">over how many seeds</param>
/// <param name="Difference">the mean of first less second</param>
/// <param name="Low">the lower end of its 95 % confidence interval</param>
/// <param name="High">the upper end</param>
/// <param name="Probability">the p value of the paired t test</param>
/// <param name="Adjusted">the same, adjusted for all comparisons</param>
/// <param name="SignedRank">the p value of Wilcoxon's exact test</param>
/// <param name="Differ">whether the two are said to differ</param>
internal sealed record SweepPair(string First, string Second, int Pairs, double? Difference, double? Low, double? High, double? Probability, double? Adjusted, double? SignedRank, bool Differ);

/// <summary>A trial that failed.</summary>
/// <param name="Trial">its number and its setting</param>
/// <param name="Why">what went wrong</param>
internal sealed record FailedTrial(string Trial, string Why);
