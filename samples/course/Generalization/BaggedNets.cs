namespace Functional.NN.Course;

/// <summary>Bagging: k nets, each trained on samples drawn with replacement, answer by their mean.</summary>
/// <remarks>
/// Let eᵢ be the error of net i, v the mean of eᵢ² over nets and inputs and c that of eᵢeⱼ over pairs i ≠ j. Then mean((1/k)Σeᵢ)² = v/k + ((k − 1)/k)·c, exactly: what the nets have wrong together stays, what each has wrong alone is
/// divided by k. Errors are those from the noiseless curve. The nets are trained for so long that they fit the noise, which is where their errors differ (after 300 steps there is no gain); the net they are compared with was trained as long on all
/// samples.
/// </remarks>
public sealed record BaggedNets() : Sample("bagging", "Several nets err less than one", "Breiman 1996; Goodfellow et al. 2016, equation 7.51")
{
    private const int Members = 8, Samples = 30, Runs = 10, Steps = 1500;

    /// <summary>How the members answer together.</summary>
    public Func<Ensemble<float>, Tensor<float>, Tensor<float>> Answer { get; init; } = (ensemble, x) => ensemble.Predict(x);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(Runs, Run);
        double furthest = runs.Max(run => Math.Abs(run.Measured[^1] - run.Formula(Members)) / run.Measured[^1]);
        double v = runs.Average(run => run.V), c = runs.Average(run => run.C);
        var (together, one, member) = (runs.Select(run => run.Measured[^1]), runs.Select(run => run.One), runs.Select(run => run.V));
        return new(
        [
            Claim.Of("bagging.formula", "The squared error of an ensemble is v/k + ((k − 1)/k)·c, with v the mean square of its members' errors and c the mean product of two of them.", furthest < 1e-5,
                $"{Members} nets, {Runs} runs: v = {Written.Short(v)}, c = {Written.Short(c)}, formula {Written.Short(Bagging.ExpectedSquaredError(v, c, Members))}, measured {Written.Short(together.Average())}; largest relative difference of a run {Written.Short(furthest)}",
                ("variance", v), ("covariance", c), ("measured", together.Average()), ("largest relative difference", furthest)),
            Claim.Of("bagging.better-than-members", "An ensemble of nets has a smaller squared error than its members have on average (it cannot have a larger one).", Seeds.Less(together, member),
                $"squared error: ensemble {Seeds.MeanOf(together)}, mean member {Seeds.MeanOf(member)}", ("ensemble", together.Average()), ("mean member", member.Average())),
            Claim.Of("bagging.better-than-one", "A bagged ensemble of over-fitting nets errs less than one such net that saw all samples.", Seeds.Less(together, one),
                $"squared error: ensemble {Seeds.MeanOf(together)}, one net on all samples {Seeds.MeanOf(one)} ({Runs} seeds)", ("ensemble", together.Average()), ("one net", one.Average())),
        ],
        [
            Plot.Lines("Squared error against the number of nets", "Both curves fall alike and become flat towards the covariance.", "k", new PlotAxis("squared error"),
                Curve.Of("measured, k nets together", Enumerable.Range(1, Members).Select(k => ((double)k, runs.Average(run => run.Measured[k - 1])))),
                Curve.Of("v/k + (k − 1)c/k", Enumerable.Range(1, Members).Select(k => ((double)k, Bagging.ExpectedSquaredError(v, c, k))))),
        ]);
    }

    /// <summary>What one run measured: v and c of the members, the squared error of k nets together, the mean over k neighbours each, and that of one net.</summary>
    private sealed record Errors(double V, double C, double[] Measured, double One)
    {
        public double Formula(int k) => Bagging.ExpectedSquaredError(V, C, k);
    }

    private Errors Run(RandomKey key)
    {
        var data = SyntheticData.SineRegression<float>(Samples, key.Fold("train"), noise: 0.5);
        var test = SyntheticData.SineRegression<float>(200, key.Fold("test"), noise: 0).All();
        var trainer = new Trainer<float>(Networks.Mlp([1], [50, 1], new Tanh()), new MeanSquaredError(), new Adam(0.02)).With(compute: Seeds.Alone);
        var plan = new FitPlan(Steps, new Batching(Samples));
        var nets = Bagging.Fit(trainer, data, plan, Members, key).Models;
        var errors = nets.Select(net => Error(net.Predict(test.Inputs), test)).ToList();
        return new(
            errors.Average(Square),
            errors.SelectMany((a, i) => errors.Where((_, j) => j != i).Select(b => Mean(a * b))).Average(),
            [.. Enumerable.Range(1, Members).Select(k => Enumerable.Range(0, Members).Average(first => Square(Error(Answer(Neighbours(nets, first, k), test.Inputs), test))))],
            Square(Error(trainer.Fit(trainer.Initialize(key.Fold(0)), data, plan).Model.Predict(test.Inputs), test)));
    }

    /// <summary>k nets, the last followed by the first.</summary>
    private static Ensemble<float> Neighbours(IReadOnlyList<Model<float>> nets, int first, int k) => new(Enumerable.Range(first, k).Select(i => nets[i % nets.Count]));

    private static Tensor<double> Error(Tensor<float> answer, Batch<float> test) => answer.Cast<double>() - test.Targets.Cast<double>();

    private static double Square(Tensor<double> e) => Mean(e * e);

    private static double Mean(Tensor<double> x) => x.Mean().ToScalar();
}
