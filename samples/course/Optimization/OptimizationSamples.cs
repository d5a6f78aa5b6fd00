using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>The samples on how descent behaves.</summary>
public static class OptimizationSamples
{
    /// <summary>The samples, in the order of the course.</summary>
    public static ImmutableArray<Sample> All { get; } =
    [
        new Ravine(), new TwoWells(), new LabelNoise(), new NoiseFloor(), new PathAveraging(), new RateSchedules(), new BatchSize(), new FullBatch(), new Basins(), new Drift(), new RecurrentRates(), new RmsPropSlips(),
        new Saddle(), new Plateau(),
    ];
}
