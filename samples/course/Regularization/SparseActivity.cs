namespace Functional.NN.Course;

/// <summary>Sparse activity: a penalty on what the hidden units say, not on their weights, so that few of them speak for any one sample.</summary>
/// <remarks>Ten seeds; the penalties' strengths were set by hand so that they act. A rectified unit is active where it is above 0; of sigmoid units the mean is counted.</remarks>
public sealed record SparseActivity() : Sample("sparse-activity", "Few active units", "Olshausen and Field 1996; Ng 2011; Goodfellow et al. 2016, section 7.10")
{
    /// <summary>The mean activity that sigmoid units are asked for.</summary>
    public const double Rate = 0.1;

    /// <summary>What stands behind rectified units.</summary>
    public ILayer OnRectified { get; init; } = new ActivityL1(0.03);

    /// <summary>What stands behind sigmoid units.</summary>
    public ILayer OnSigmoid { get; init; } = new SparseRate(0.1, Rate);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(10, key => (Plain: new Recipe().Train(key), Sparse: Of(new Relu(), OnRectified).Train(key), Free: Of(new Sigmoid(), new Identity()).Train(key), Asked: Of(new Sigmoid(), OnSigmoid).Train(key)));
        double[] active = [.. runs.Select(run => Activity(run.Plain, Active))], few = [.. runs.Select(run => Activity(run.Sparse, Active))];
        double[] mean = [.. runs.Select(run => Activity(run.Free, h => h))], asked = [.. runs.Select(run => Activity(run.Asked, h => h))];
        double[] plain = [.. runs.Select(run => run.Plain.TestError)], sparse = [.. runs.Select(run => run.Sparse.TestError)];
        return new(
        [
            Claim.Of("sparse-activity.few-units", "A penalty λ‖h‖₁ on the hidden units leaves far fewer of them active for a sample.", Seeds.Less(few.Select(share => 2 * share), active),
                $"active units a sample {Seeds.PercentOf(few)} with it, {Seeds.PercentOf(active)} without", ("with", few.Average()), ("without", active.Average())),
            Claim.Of("sparse-activity.costs-nothing", "The net with few active units errs less than one point more often than the other.", Seeds.Less(sparse, plain.Select(error => error + 0.01)),
                $"test error {Seeds.PercentOf(sparse)} with few active units, {Seeds.PercentOf(plain)} without the penalty", ("with", sparse.Average()), ("without", plain.Average())),
            Claim.Of("sparse-activity.rate", "A penalty KL(ρ ‖ ρ̂) on the mean activity of sigmoid units brings it near ρ.", Seeds.Less(asked.Select(share => Math.Abs(share - Rate)), mean.Select(share => 0.5 * Math.Abs(share - Rate))),
                $"mean activity {Seeds.MeanOf(asked)} where {Rate} was asked for, {Seeds.MeanOf(mean)} without", ("with", asked.Average()), ("without", mean.Average())),
        ],
        [
            Plot.Bars("Units that are active for a sample", "The penalty leaves a small part of the units active.", new PlotAxis("share of hidden units", Percent: true), PlotBar.Of("without a penalty", active), PlotBar.Of("λ‖h‖₁", few)),
        ]);
    }

    private static Recipe Of(ILayer activation, ILayer penalty) =>
        new() { Network = new([1, 14, 14], new Flatten(), new Dense(100, Initializer: new He()).Named("hidden"), activation, penalty, new Dense(10, Initializer: new He()).Named("output")) };

    /// <summary>The mean of a function of the hidden units over test samples and units.</summary>
    private static double Activity(Trained trained, Func<float, float> of) =>
        trained.Model.Trace(FewDigits.Test.Take(300).All().Inputs)["2"].Map(of).Cast<double>().Mean().ToScalar();

    private static float Active(float h) => h > 0 ? 1 : 0;
}
