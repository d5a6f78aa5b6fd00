using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>The samples on methods that use curvature.</summary>
public static class SecondOrderSamples
{
    /// <summary>The samples, in the order of the course.</summary>
    public static ImmutableArray<Sample> All { get; } = [new QuadraticSteps(), new Rosenbrock(), new CurvatureAndRate()];
}
