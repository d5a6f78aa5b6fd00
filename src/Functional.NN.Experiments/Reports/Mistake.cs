using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>A test sample that was decided wrongly.</summary>
/// <param name="Sample">its number in the test set, from 0</param>
/// <param name="True">its class</param>
/// <param name="Predicted">the class it was taken for</param>
/// <param name="Loss">its loss</param>
internal sealed record Mistake(int Sample, string True, string Predicted, double Loss)
{
    /// <summary>The probability given to its class; none where the network gives no probabilities.</summary>
    public double? OfTrue { get; init; }

    /// <summary>The probability given to what it was taken for.</summary>
    public double? OfPredicted { get; init; }

    /// <summary>What it looks like, where it is an image.</summary>
    public Pixels? Image { get; init; }

    /// <summary>Its numbers, where they are few.</summary>
    public ImmutableArray<double> Numbers { get; init; } = [];
}
