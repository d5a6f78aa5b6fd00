using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>The samples on networks, their losses and their gradients.</summary>
public static class FoundationSamples
{
    /// <summary>The samples, in the order of the course.</summary>
    public static ImmutableArray<Sample> All { get; } = [new ComputationalGraph(), new CostOfGradient(), new WhatLossesEstimate(), new ConvolutionShares()];
}
