using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>The samples on results that made history, in small.</summary>
public static class LandmarkSamples
{
    /// <summary>The samples, in the order of the course.</summary>
    public static ImmutableArray<Sample> All { get; } = [new Symmetry1986(), new LeNet1998(), new Relu2012()];
}
