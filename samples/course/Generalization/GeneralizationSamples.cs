using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>The samples on more knowledge: other models, other tasks, other samples.</summary>
public static class GeneralizationSamples
{
    /// <summary>The samples, in the order of the course.</summary>
    public static ImmutableArray<Sample> All { get; } =
    [
        new HiddenSpace(), new NestedClasses(), new ShiftedDigits(), new BaggedNets(), new SharedTrunk(), new PseudoLabelling(), new UnlabelledFeatures(), new AdversarialDigits(),
    ];
}
