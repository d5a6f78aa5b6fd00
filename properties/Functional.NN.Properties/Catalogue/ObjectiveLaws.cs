namespace Functional.NN.Properties.Catalogue;

/// <summary>What holds for every objective of the catalogue.</summary>
public class ObjectiveLaws
{
    public static TheoryData<string> Names => Named.Names(ObjectiveCases.All);

    private static PlannedRun Run(string name) => Named.Find(ObjectiveCases.All, name).Run;

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_gradients_of_parameters_and_inputs_agree_with_central_differences(string name)
    {
        var run = Run(name);
        GradientCheck.Network(run.Network, run.Objective, run.Network.Initialize<double>(RandomKey.FromSeed(1)), new Batch<double>(run.Inputs, run.Targets, Weights: run.Weights), RandomKey.FromSeed(2)).ThrowIfWrong();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_trains_under_the_plan_with_the_bits_of_the_eager_steps(string name) => Run(name).HoldsInBothPrecisions();
}
