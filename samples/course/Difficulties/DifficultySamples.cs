using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>The samples on what makes learning hard: bad starts, depth, cliffs, long dependencies.</summary>
public static class DifficultySamples
{
    /// <summary>The samples, in the order of the course.</summary>
    public static ImmutableArray<Sample> All { get; } =
    [
        new SlowStart(), new IllConditioning(), new Cliff(), new ExplodingRnn(), new Initialisation(), new Vanishing(), new DyingUnits(), new Normalisation(), new LongProduct(), new LongDependency(), new GreedyPretraining(),
    ];
}
