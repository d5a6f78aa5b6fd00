using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>Samples that belong together.</summary>
/// <param name="Name">what they are about</param>
/// <param name="Samples">the samples</param>
public sealed record Chapter(string Name, ImmutableArray<Sample> Samples);

/// <summary>All samples of the course, in its order.</summary>
public static class CourseSamples
{
    /// <summary>The chapters.</summary>
    public static ImmutableArray<Chapter> Chapters { get; } =
    [
        new("Linear ancestors", AncestorSamples.All),
        new("Networks, losses and gradients", FoundationSamples.All),
        new("Optimisation", OptimizationSamples.All),
        new("Difficulties", DifficultySamples.All),
        new("Second order", SecondOrderSamples.All),
        new("Regularisation", RegularizationSamples.All),
        new("More knowledge", GeneralizationSamples.All),
        new("Landmarks", LandmarkSamples.All),
    ];

    /// <summary>The samples of all chapters.</summary>
    public static ImmutableArray<Sample> All { get; } = [.. Chapters.SelectMany(chapter => chapter.Samples)];

    /// <summary>The samples of some names; all of them where none is named.</summary>
    /// <exception cref="NNException">There is no such sample.</exception>
    public static ImmutableArray<Sample> Named(IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (string name in names)
            if (All.All(sample => sample.Name != name)) throw new NNException($"course: there is no sample \"{name}\"{NearestName.Quoted(name, All.Select(sample => sample.Name))}; there are {string.Join(", ", All.Select(sample => sample.Name))}.");
        return names.Count == 0 ? All : [.. All.Where(sample => names.Contains(sample.Name))];
    }
}
