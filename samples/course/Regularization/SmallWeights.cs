namespace Functional.NN.Course;

/// <summary>The penalty ½αΣw²: small weights make a smooth function, which fits wrong labels less.</summary>
/// <remarks>For each of ten seeds α is that of a small grid with the least validation loss; the net without a penalty has nothing to choose.</remarks>
public sealed record SmallWeights() : Sample("l2", "Small weights", "Krogh and Hertz 1992; Goodfellow et al. 2016, section 7.1.1")
{
    /// <summary>The net without a penalty.</summary>
    public Recipe Plain { get; init; } = new();

    /// <summary>From α to the net with the penalty.</summary>
    public Func<double, Recipe> Penalized { get; init; } = α => Recipe.Penalized(new L2(α));

    private static readonly double[] s_grid = [0.003, 0.01, 0.03, 0.1];

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(10, key => (Plain: Plain.Train(key), Penalized: s_grid.Select(α => Penalized(α).Train(key)).ToList()));
        double[] plain = [.. runs.Select(run => run.Plain.TestError)], chosen = [.. runs.Select(run => Best(run.Penalized).TestError)];
        double[] length = [.. runs.Select(run => Norm(run.Plain))], shrunk = [.. runs.Select(run => Norm(Best(run.Penalized)))];
        return new(
        [
            Claim.Of("l2.generalises", "A penalty ½α‖w‖², with α chosen on validation samples, lowers the test error of a net that over-fits.", Seeds.Less(chosen, plain),
                $"test error {Seeds.PercentOf(chosen)} with it, {Seeds.PercentOf(plain)} without", ("with", chosen.Average()), ("without", plain.Average())),
            Claim.Of("l2.shrinks", "The penalty makes the weights short.", Seeds.Less(shrunk, length), $"‖w‖ {Seeds.MeanOf(shrunk)} with it, {Seeds.MeanOf(length)} without", ("with", shrunk.Average()), ("without", length.Average())),
        ],
        [
            Plot.Lines("Error over the strength of the penalty", "The training error rises with the penalty. The test error falls, is least in between, and rises.", new PlotAxis("α", Logarithmic: true), new PlotAxis("error", Percent: true),
                Curve.Of("training", s_grid.Select((α, i) => (α, runs.Average(run => run.Penalized[i].TrainingError)))),
                Curve.Of("test", s_grid.Select((α, i) => (α, runs.Average(run => run.Penalized[i].TestError)))),
                Curve.Of("test without", s_grid.Select(α => (α, plain.Average())))),
        ]);
    }

    private static Trained Best(IEnumerable<Trained> grid) => grid.Least(trained => trained.ValidationLoss);

    private static double Norm(Trained trained) => trained.Model.Parameters.Norm;
}
