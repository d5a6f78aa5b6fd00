using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>The samples on keeping a network from learning its samples by heart.</summary>
public static class RegularizationSamples
{
    /// <summary>The samples, in the order of the course.</summary>
    public static ImmutableArray<Sample> All { get; } = [new Overfitting(), new SmallWeights(), new Augmenting(), new NoiseInTraining(), new DroppingUnits(), new StoppingEarly(), new PeekingAtTheTest(), new BoundedWeights(), new SparseActivity(), new PriorAsPenalty(), new InputNoiseIsRidge(), new StoppingIsShrinking(), new SparseWeights(), new SharedWeights()];
}
