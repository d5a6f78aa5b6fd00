using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>Back-propagation finds features nobody told it: whether six bits are their own mirror image, by two hidden units.</summary>
/// <remarks>
/// As there: all 64 patterns as one batch, E = ½Σ(a − y)², ε = 0.1, momentum 0.9, logistic units, first weights uniform in ±0.3; 1,425 sweeps were reported. The solution is elegant: to each hidden unit, weights of
/// bits that mirror each other are equal and opposite, so that a symmetric pattern sends it nothing, and their sizes are in the proportion 1 : 2 : 4, so that no other pattern does.
/// </remarks>
public sealed record Symmetry1986() : Sample("symmetry-1986", "Mirror symmetry by two hidden units", "Rumelhart, Hinton and Williams 1986, Nature 323, figure 1")
{
    private const int Sweeps = 3000, SeedCount = 10;

    private static readonly Network Net = new([6], new Dense(2, Initializer: new UniformValues(0.3)), new Sigmoid(), new Dense(1, Initializer: new UniformValues(0.3)), new Sigmoid());

    /// <summary>How the weights are moved: v ← 0.9·v − 0.1·∂E/∂w for the sum over the patterns.</summary>
    public IMinimizer Optimizer { get; init; } = new Momentum(0.1 * 64, 0.9);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var patterns = Patterns();
        var runs = Seeds.Of(SeedCount, key => Learn(patterns, key));
        var solved = runs.Where(run => run.Solved).ToImmutableArray();
        double typical = solved.IsEmpty ? Sweeps : solved.Select(run => (double)run.Sweep).Order().ElementAt(solved.Length / 2);
        double opposite = solved.IsEmpty ? double.NaN : solved.Max(run => run.Unbalance);
        var weights = solved.IsEmpty ? runs[0].Weights : solved[0].Weights;
        double[] sizes = [.. Enumerable.Range(0, 3).Select(bit => Math.Abs(weights[2 * bit])).Order()];
        return new(
        [
            Claim.Of("symmetry-1986.two-units", "Two hidden units learn to tell whether six bits are symmetric about their middle.", solved.Length > SeedCount / 2,
                $"all 64 patterns right in {solved.Length} of {SeedCount} seeds, the middle one after {typical:N0} sweeps", ("solved", solved.Length), ("sweeps", typical)),
            Claim.Of("symmetry-1986.mirror-weights", "Weights of bits that mirror each other become equal and opposite.", opposite < 0.05,
                $"|w + w′|/|w − w′| at most {Written.Short(opposite, 2)} in those seeds; sizes in the first 1 : {Written.Short(sizes[1] / sizes[0], 2)} : {Written.Short(sizes[2] / sizes[0], 2)}", ("unbalance", opposite), ("second size", sizes[1] / sizes[0]), ("third size", sizes[2] / sizes[0])),
        ],
        [
            TableExhibit.Of("Weights to the two hidden units in the first seed that solved it", ["bit", "first unit", "second unit"], Enumerable.Range(0, 6).Select(bit => (string[])[Written.Of($"{bit + 1}"), Written.Of($"{weights[2 * bit]:0.00}"), Written.Of($"{weights[2 * bit + 1]:0.00}")])),
        ]);
    }

    private readonly record struct Learned(bool Solved, int Sweep, double Unbalance, double[] Weights);

    /// <summary>Sweeps until every pattern is on its side of ½, fifty at a time.</summary>
    private Learned Learn(Batch<double> patterns, RandomKey key)
    {
        var trainer = new Trainer<double>(Net, new HalfSquaredError(), Optimizer).With(compute: Seeds.Alone);
        var data = Dataset.FromTensors(patterns.Inputs, patterns.Targets);
        var run = RunState<double>.Start(trainer.Initialize(key));
        for (int sweep = 50; sweep <= Sweeps; sweep += 50)
        {
            run = trainer.Fit(run, data, new FitPlan(sweep, new Batching(64))).Run;
            if (IsSolved(run.Train.Model, patterns)) return Of(run.Train.Model, sweep, solved: true);
        }
        return Of(run.Train.Model, Sweeps, solved: false);
    }

    private static bool IsSolved(Model<double> model, Batch<double> patterns) =>
        model.Predict(patterns.Inputs).ToArray().Zip(patterns.Targets.ToArray()).All(pair => pair.First > 0.5 == pair.Second > 0.5);

    private static Learned Of(Model<double> model, int sweep, bool solved)
    {
        double[] w = model.Parameters["0.weight"].ToArray();   // bit by unit
        double Weight(int bit, int unit) => w[2 * bit + unit];
        var pairs = from bit in Enumerable.Range(0, 3) from unit in Enumerable.Range(0, 2) select (Weight(bit, unit), Weight(5 - bit, unit));
        double unbalance = pairs.Max(pair => Math.Abs(pair.Item1 + pair.Item2) / Math.Abs(pair.Item1 - pair.Item2));
        return new(solved, sweep, unbalance, w);
    }

    /// <summary>The 64 patterns, and 1 for those that are symmetric.</summary>
    private static Batch<double> Patterns()
    {
        double Bit(int pattern, int bit) => pattern >> bit & 1;
        return new(Tensor.Generate(Shape.Of(64, 6), i => Bit(i / 6, i % 6)), Tensor.Generate(Shape.Of(64, 1), i => Enumerable.Range(0, 3).All(bit => Bit(i, bit) == Bit(i, 5 - bit)) ? 1.0 : 0.0));
    }
}
