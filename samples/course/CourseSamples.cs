using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>All samples of the course, in its order.</summary>
public static class CourseSamples
{
    /// <summary>The samples.</summary>
    public static ImmutableArray<Sample> All { get; } =
    [
        .. AncestorSamples.All, .. OptimizationSamples.All, .. DifficultySamples.All, .. RegularizationSamples.All, .. GeneralizationSamples.All,
    ];
}
