namespace Functional.NN.Properties.Catalogue;

/// <summary>What holds for every loss of the catalogue.</summary>
public class LossLaws
{
    private const double Rounding = 1e-12;

    public static TheoryData<string> Names => Named.Names(LossCases.All);

    private static LossCase Case(string name) => Named.Find(LossCases.All, name);

    [Fact]
    public void Every_loss_has_a_case() => Named.AssertAll<ILoss>(LossCases.All.Select(c => c.Loss));

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_gradient_agrees_with_central_differences(string name) => Case(name).Gradient.Check().ThrowIfWrong();

    [Theory]
    [MemberData(nameof(Names))]
    public void So_does_the_derivative_of_its_gradient(string name)
    {
        var c = Case(name);
        var targets = Var.Of(c.TargetsOf(4));
        RuleChecks.SecondDifferences(point => c.Loss.Mean(point[0], targets), [c.Predictions(4)], RandomKey.FromSeed(8));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_trains_under_the_plan_with_the_bits_of_the_eager_steps(string name) => Case(name).Run().HoldsInBothPrecisions();

    [Theory]
    [MemberData(nameof(Names))]
    public void So_it_does_with_weighed_samples(string name) =>
        Case(name).Run(RandomKey.FromSeed(9).Uniform<double>([PlannedRun.Count], 0.5, 2)).HoldsInBothPrecisions();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_of_weight_n_counts_as_n_samples_in_value_and_gradient(string name)
    {
        var c = Case(name);
        int[] times = [2, 1, 0, 3];
        var run = c.Run();
        var (inputs, targets) = (run.Inputs.Slice(0, 0, times.Length), run.Targets.Slice(0, 0, times.Length));
        int[] repeated = [.. times.SelectMany((n, i) => Enumerable.Repeat(i, n))];
        var trainer = new Trainer<double>(run.Network, run.Objective, run.Optimizer);
        var model = trainer.Initialize(RandomKey.FromSeed(10)).Model;
        var weighed = trainer.Gradient(model, new Batch<double>(inputs, targets, Weights: Tensor.Of(Shape.Of(times.Length), times.Select(n => (double)n))));
        var apart = trainer.Gradient(model, new Batch<double>(inputs.Gather(repeated), targets.Gather(repeated)));
        Assert.Equal(apart.Metrics.Loss, weighed.Metrics.Loss, Rounding * Math.Max(1, Math.Abs(apart.Metrics.Loss)));
        Assert.True((apart.Gradient - weighed.Gradient).Norm <= Rounding * Math.Max(1, apart.Gradient.Norm), $"{(apart.Gradient - weighed.Gradient).Norm:R} of {apart.Gradient.Norm:R}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_steps_of_sequences_count_as_samples_those_of_weight_n_as_n_and_masked_ones_as_none(string name)
    {
        var c = Case(name);
        int[] times = [2, 0, 1];
        var mask = Tensor.Matrix(new double[,] { { 1, 1, 0, 0 }, { 1, 0, 0, 0 }, { 1, 1, 1, 0 } });
        int[] counted = [.. Enumerable.Range(0, mask.Shape.Size).SelectMany(step => Enumerable.Repeat(step, times[step / 4] * (int)mask.AsSpan()[step]))];
        Trainer<double> Of(Network network) => new(network, Objective.Supervised(c.Loss), new Sgd(0.1));
        var inSequences = Of(new Network([4, 3], new Dense(c.Prediction.Size, PerPosition: true), new Reshape(c.Prediction.Prepend(4)), c.Output));
        var alone = Of(new Network([3], new Dense(c.Prediction.Size), new Reshape(c.Prediction), c.Output));
        var model = inSequences.Initialize(RandomKey.FromSeed(11)).Model;
        Tensor<double> inputs = RandomKey.FromSeed(12).Normal<double>([12, 3]), targets = c.TargetsOf(12);

        var masked = inSequences.Gradient(model, new Batch<double>(inputs.Reshape(3, 4, 3), targets.Reshape(targets.Shape.Sample.Prepend(3, 4)), mask, Tensor.Of(Shape.Of(3), times.Select(n => (double)n))));
        var apart = alone.Gradient(alone.Start(new Parameters<double>(alone.Network.Layout, model.Parameters.Vector)).Model, new Batch<double>(inputs.Gather(counted), targets.Gather(counted)));
        Assert.Equal(apart.Metrics.Loss, masked.Metrics.Loss, Rounding * Math.Max(1, Math.Abs(apart.Metrics.Loss)));
        Assert.Equal(apart.Metrics.Count, masked.Metrics.Count, Rounding * apart.Metrics.Count);
        var (expected, actual) = (apart.Gradient.Vector, masked.Gradient.Vector);
        Assert.All(expected.ToArray().Zip(actual.ToArray()), g => Assert.Equal(g.First, g.Second, Rounding * Math.Max(1, Math.Abs(g.First))));
    }
}
