namespace Functional.NN.Course;

/// <summary>Dropout: in each step another random half of the hidden units is missing, so that none can lean on another. It trains a whole family of nets that share their weights.</summary>
/// <remarks>
/// Ten seeds, the rates of Srivastava et al. (a fifth of the inputs, half of the hidden units), not tuned. In prediction all units are there (weight scaling). Monte-Carlo dropout keeps dropping instead:
/// the mean over passes predicts, and how far the passes lie apart, √(Σ_c var p_c), says how unsure the net is.
/// </remarks>
public sealed record DroppingUnits() : Sample("dropout", "Nets with missing units", "Srivastava et al. 2014; Gal and Ghahramani 2016; Goodfellow et al. 2016, section 7.12")
{
    private const int Passes = 30, Samples = 500;

    /// <summary>From a rate to the layer that drops.</summary>
    public Func<double, ILayer> Dropping { get; init; } = rate => new Dropout(rate);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var recipe = new Recipe { Network = Recipe.Mlp(before: Dropping(0.2), behind: Dropping(0.5)) };
        var runs = Seeds.Of(10, key => (Plain: new Recipe().Train(key), Dropped: recipe.Train(key))).Select((run, seed) => (run.Plain, run.Dropped, Passes: MonteCarlo(run.Dropped.Model, RandomKey.FromSeed(seed)))).ToList();
        double[] plain = [.. runs.Select(run => run.Plain.TestError)], dropped = [.. runs.Select(run => run.Dropped.TestError)];
        double[] onRight = [.. runs.Select(run => run.Passes.ScatterOnRight)], onWrong = [.. runs.Select(run => run.Passes.ScatterOnWrong)];
        return new(
        [
            Claim.Of("dropout.generalises", "Dropout lowers the test error of a net that over-fits.", Seeds.Less(dropped, plain),
                $"test error {Seeds.PercentOf(dropped)} with it, {Seeds.PercentOf(plain)} without", ("with", dropped.Average()), ("without", plain.Average())),
            Claim.Of("dropout.weight-scaling", "One pass with all units there errs less than one point more often than the mean over many passes with units missing.", Seeds.Less(runs.Select(run => run.Passes.ScaledError), runs.Select(run => run.Passes.MeanError + 0.01)),
                $"test error {Seeds.PercentOf(runs.Select(run => run.Passes.ScaledError))} by one pass, {Seeds.PercentOf(runs.Select(run => run.Passes.MeanError))} by {Passes}; the same answer for {Seeds.PercentOf(runs.Select(run => run.Passes.Agreeing))} of the samples",
                ("one pass", runs.Average(run => run.Passes.ScaledError)), ("many", runs.Average(run => run.Passes.MeanError)), ("agreement", runs.Average(run => run.Passes.Agreeing))),
            Claim.Of("dropout.knows-when-unsure", "Where the answer is wrong, the passes lie further apart than where it is right.", Seeds.Less(onRight, onWrong),
                $"scatter of the passes {Seeds.MeanOf(onWrong)} where the answer is wrong, {Seeds.MeanOf(onRight)} where it is right", ("wrong", onWrong.Average()), ("right", onRight.Average())),
        ],
        [
            Plot.Bars("Test error with dropout", "Dropout lowers the error.", new PlotAxis("test error", Percent: true), PlotBar.Of("all units", plain), PlotBar.Of("dropout", dropped)),
            Plot.Bars("How far passes lie apart", "The passes lie further apart on wrong answers.", "scatter of the passes", PlotBar.Of("right answers", onRight), PlotBar.Of("wrong answers", onWrong)),
        ]);
    }

    private static (double ScaledError, double MeanError, double Agreeing, double ScatterOnRight, double ScatterOnWrong) MonteCarlo(Model<float> model, RandomKey key)
    {
        var test = FewDigits.Test.Take(Samples);
        var inputs = test.All().Inputs;
        var passes = Enumerable.Range(0, Passes).Select(pass => Probabilities(model.StochasticPass(inputs, key.Fold(pass)))).ToList();
        Tensor<double> mean = passes.Aggregate((a, b) => a + b) / Passes, variance = passes.Select(p => (p - mean) * (p - mean)).Aggregate((a, b) => a + b) / Passes;
        double[] scatter = variance.Sum(1).Sqrt().ToArray(), answer = mean.ArgMax(1).ToArray(), scaled = Probabilities(model.Predict(inputs, compute: Seeds.Alone)).ArgMax(1).ToArray();
        double[] labels = [.. test.Labels()];
        bool[] isRight = [.. labels.Zip(answer, (label, given) => label == given)];
        return (1 - Agreement(scaled, labels), 1 - Agreement(answer, labels), Agreement(scaled, answer), scatter.Where((_, i) => isRight[i]).Average(), scatter.Where((_, i) => !isRight[i]).Average());
    }

    private static double Agreement(double[] answers, double[] others) => answers.Zip(others, (a, b) => a == b ? 1.0 : 0.0).Average();

    private static Tensor<double> Probabilities(Tensor<float> logits) => Var.Softmax(Var.Of(logits)).Value<float>().Cast<double>();
}
