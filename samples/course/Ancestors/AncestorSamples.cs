using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>The samples on where neural networks come from: linear neurons, their rules, and what they cannot do.</summary>
public static class AncestorSamples
{
    /// <summary>The samples, in the order of the course.</summary>
    public static ImmutableArray<Sample> All { get; } =
        [new Perceptrons(), new LeastMeanSquares(), new SeparableClasses(), new Neurons(), new KernelTrick(), new UniversalApproximation()];
}
