namespace Functional.NN.Properties.Catalogue;

/// <summary>What holds for every optimizer of the catalogue.</summary>
public class OptimizerLaws
{
    private static readonly RandomKey Key = RandomKey.FromSeed(12);

    private static readonly Network Network = new([3], new Dense(5), new Tanh(), new Dense(2));

    public static TheoryData<string> Names => Named.Names(OptimizerCases.All);

    [Fact]
    public void Every_optimizer_has_a_case() => Named.AssertAll<IMinimizer>(OptimizerCases.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void It_trains_under_the_plan_with_the_bits_of_the_eager_steps(string name) =>
        new PlannedRun(Network, Objective.Supervised(new MeanSquaredError()), Named.Find(OptimizerCases.All, name), Key.Normal<double>([PlannedRun.Count, 3]), Key.Fold("t").Normal<double>([PlannedRun.Count, 2])).HoldsInBothPrecisions();
}
