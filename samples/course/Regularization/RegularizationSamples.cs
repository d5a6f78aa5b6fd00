using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>The samples on keeping a network from learning its samples by heart.</summary>
public static class RegularizationSamples
{
    /// <summary>The samples, in the order of the course.</summary>
    public static ImmutableArray<Sample> All { get; } =
    [
        new Overfitting(), new Capacity(), new PeekingAtTheTest(),
        new SmallWeights(), new PriorAsPenalty(), new SparseWeights(), new SparseNet(), new BoundedWeights(),
        new Augmenting(), new NoiseInTraining(), new InputNoiseIsRidge(), new DroppingUnits(),
        new StoppingEarly(), new StoppingIsShrinking(),
        new SparseActivity(), new SharedWeights(),
    ];
}
