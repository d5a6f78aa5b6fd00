namespace Functional.NN.Course;

/// <summary>A bound in place of a penalty: after each step the weights into a unit are shortened to c where they are longer. Weights below the bound are left alone.</summary>
/// <remarks>For each of ten seeds c is that of a small grid with the least validation loss. That a bound allows large rates was said of descent without momentum, so that part has <see cref="Sgd"/>: at the rate 1, which is still good without a bound, and at 2, which is too large. "Allows" is a test error below one half and below that without the bound.</remarks>
public sealed record BoundedWeights() : Sample("max-norm", "Weights with a bound", "Srebro and Shraibman 2005; Hinton et al. 2012; Goodfellow et al. 2016, section 7.2")
{
    /// <summary>From an optimizer and c to the same with the bound.</summary>
    public Func<IOptimizer, double, IOptimizer> Bounded { get; init; } = (optimizer, c) => optimizer.WithMaxNorm(c);

    private static readonly double[] s_grid = [1, 1.5, 2, 3];

    private static readonly IOptimizer s_usual = new Adam(0.002), s_fast = new Sgd(1), s_faster = new Sgd(2);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(10, key => (Free: Best(key, s_usual), Bounded: Best(key, Grid(s_usual)), Tight: Best(key, Bounded(s_usual, s_grid[0])),
            FreeFast: Best(key, s_fast), BoundedFast: Best(key, Grid(s_fast)), FreeFaster: Best(key, s_faster), BoundedFaster: Best(key, Grid(s_faster))));
        double[] free = [.. runs.Select(run => run.Free.TestError)], bounded = [.. runs.Select(run => run.Bounded.TestError)];
        double[] freeFast = [.. runs.Select(run => run.FreeFast.TestError)], boundedFast = [.. runs.Select(run => run.BoundedFast.TestError)];
        double[] freeFaster = [.. runs.Select(run => run.FreeFaster.TestError)], boundedFaster = [.. runs.Select(run => run.BoundedFaster.TestError)];
        double longest = runs.Max(run => LongestUnit(run.Tight.Model)), longestFree = runs.Max(run => LongestUnit(run.Free.Model));
        return new(
        [
            Claim.Of("max-norm.bounds", "No unit's weights become longer than the bound.", longest <= s_grid[0] * 1.000001 && longestFree > s_grid[0],
                $"longest weights into a unit {Written.Short(longest)} with the bound {s_grid[0]}, {Written.Short(longestFree)} without", ("bounded", longest), ("free", longestFree)),
            Claim.Of("max-norm.generalises", "A bound on the weights of each unit lowers the test error of a net that over-fits.", Seeds.Less(bounded, free),
                $"test error {Seeds.PercentOf(bounded)} with it, {Seeds.PercentOf(free)} without", ("with", bounded.Average()), ("without", free.Average())),
            Claim.Of("max-norm.large-rates", "A bound on the weights allows descent a rate that is otherwise too large.", Verdicts.All(Seeds.Less(boundedFaster, freeFaster), Verdicts.When(boundedFaster.Average() < 0.5)),
                $"test error at the rate 2: {Seeds.PercentOf(boundedFaster)} with it, {Seeds.PercentOf(freeFaster)} without; at the rate 1: {Seeds.PercentOf(boundedFast)} and {Seeds.PercentOf(freeFast)}",
                ("with, rate 2", boundedFaster.Average()), ("without, rate 2", freeFaster.Average()), ("with, rate 1", boundedFast.Average()), ("without, rate 1", freeFast.Average())),
        ],
        [
            Plot.Bars("Test error with bounded weights", "The bound lowers the error at the usual rate, and does not at large ones.", new PlotAxis("test error", Percent: true),
                PlotBar.Of("Adam", free), PlotBar.Of("Adam, bounded", bounded), PlotBar.Of("descent at rate 1", freeFast), PlotBar.Of("descent at rate 1, bounded", boundedFast), PlotBar.Of("descent at rate 2", freeFaster), PlotBar.Of("descent at rate 2, bounded", boundedFaster)),
        ]);
    }

    private IOptimizer[] Grid(IOptimizer optimizer) => [.. s_grid.Select(c => Bounded(optimizer, c))];

    private static Trained Best(RandomKey key, params IEnumerable<IOptimizer> optimizers) => Recipe.Best(optimizers.Select(optimizer => new Recipe { Optimizer = optimizer }), key);

    private static double LongestUnit(Model<float> model) => Tensor.Concat(0, Lengths(model, "hidden.weight"), Lengths(model, "output.weight")).Max(0).ToScalar();

    private static Tensor<double> Lengths(Model<float> model, string path)
    {
        var weight = model.Parameters[path].Cast<double>();
        return (weight * weight).Sum(0).Sqrt();
    }
}
