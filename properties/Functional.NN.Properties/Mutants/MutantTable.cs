namespace Functional.NN.Properties.Mutants;

/// <summary>All mutants, and what becomes of them.</summary>
internal static class MutantTable
{
    public static Mutant[] All { get; } =
    [
        .. RuleMutants.All,
        .. ArrangingMutants.All,
        .. ImageMutants.All,
        .. WalkMutants.All,
        .. LayerMutants.All,
        .. LayerValueMutants.All,
        .. LossMutants.All,
        .. LossValueMutants.All,
        .. TrainingMutants.All,
        .. KernelMutants.All,
        .. ImageKernelMutants.All,
        .. OptimizerMutants.All,
        .. OptimizerLawMutants.All,
        .. TransformationMutants.All,
        .. ScheduleMutants.All,
        .. GradientMutants.All,
    ];
}
