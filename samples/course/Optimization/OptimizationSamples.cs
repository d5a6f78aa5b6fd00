using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>The samples on how descent behaves.</summary>
public static class OptimizationSamples
{
    /// <summary>The samples, in the order of the course.</summary>
    public static ImmutableArray<Sample> All { get; } = [new Ravine(), new NoiseFloor(), new PathAveraging(), new Drift(), new RmsPropSlips(), new TwoWells(), new Saddle(), new Plateau(), new Basins(), new FullBatch(), new BatchSize(), new RateSchedules(), new LabelNoise(), new RecurrentRates()];
}
