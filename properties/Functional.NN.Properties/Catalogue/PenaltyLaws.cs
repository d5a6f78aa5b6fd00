namespace Functional.NN.Properties.Catalogue;

/// <summary>What holds for every penalty of the catalogue.</summary>
public class PenaltyLaws
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    public static TheoryData<string> Names => Named.Names(PenaltyCases.All);

    private static Supervised ObjectiveOf(string name) => Objective.Supervised(new MeanSquaredError(), Named.Find(PenaltyCases.All, name));

    [Fact]
    public void Every_penalty_has_a_case() => Named.AssertAll<IPenalty>(PenaltyCases.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_gradient_agrees_with_central_differences(string name) =>
        GradientCheck.Network(PenaltyCases.Network, ObjectiveOf(name), PenaltyCases.Network.Initialize<double>(Key) * 2, new Batch<double>(Key.Normal<double>([4, 3]), Key.Fold("t").Normal<double>([4, 3]))).ThrowIfWrong();

    [Theory]
    [MemberData(nameof(Names))]
    public void It_trains_under_the_plan_with_the_bits_of_the_eager_steps(string name) =>
        new PlannedRun(PenaltyCases.Network, ObjectiveOf(name), new Sgd(0.01), Key.Normal<double>([PlannedRun.Count, 3]), Key.Fold("t").Normal<double>([PlannedRun.Count, 3])).HoldsInBothPrecisions();
}
