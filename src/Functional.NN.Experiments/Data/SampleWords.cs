using System.Collections.Immutable;
using System.Globalization;

namespace Functional.NN.Experiments;

/// <summary>Samples in words and numbers, for people.</summary>
internal static class SampleWords
{
    private const int MostNumbers = 8, MostClasses = 100;

    /// <summary>Whether samples of a shape are images: C×H×W, grey or in colours.</summary>
    public static bool IsImage(Shape shape) => shape.Rank == 3 && shape[0] is 1 or 3 && shape[1] > 1 && shape[2] > 1;

    /// <summary>How many samples there are of each class, by name; empty where targets are no classes, or there are too many to list.</summary>
    public static ImmutableArray<(string Class, int Count)> ClassCounts(Dataset<float> samples)
    {
        if (samples.Classes is not <= MostClasses || samples.TargetShape.Rank > 0) return [];
        var counts = samples.Labels().CountBy(label => label).ToDictionary();
        return [.. Enumerable.Range(0, samples.Classes.Value).Select(label => (ClassOf(samples, label), counts.GetValueOrDefault(label)))];
    }

    /// <summary>A sample's class by name, or its numbers.</summary>
    /// <param name="samples">the samples</param>
    /// <param name="targets">(N × target shape)</param>
    /// <param name="sample">which of the N</param>
    public static string Target(Dataset<float> samples, Tensor<float> targets, int sample)
    {
        var target = targets.Slice(0, sample, 1);
        return samples.Classes is not null && samples.TargetShape.Rank == 0 ? ClassOf(samples, (int)target.ToScalar()) : string.Join(' ', Numbers(target));
    }

    /// <summary>The first numbers of a tensor, and dots where there are more.</summary>
    public static ImmutableArray<string> Numbers(Tensor<float> tensor) =>
        [.. tensor.ToArray().Take(MostNumbers).Select(number => number.ToString("0.####", CultureInfo.InvariantCulture)), .. tensor.Shape.Size > MostNumbers ? ["…"] : Array.Empty<string>()];

    /// <summary>The headings over the numbers of samples of a shape.</summary>
    public static ImmutableArray<string> Headings(Shape shape) => [.. Enumerable.Range(0, Math.Min(shape.Size, MostNumbers)).Select(i => Invariant.Text($"x{i}")), .. shape.Size > MostNumbers ? ["…"] : Array.Empty<string>()];

    private static string ClassOf(Dataset<float> samples, int label) => samples.ClassNames.IsEmpty ? Invariant.Text($"{label}") : samples.ClassNames[label];
}
