namespace Functional.NN.Course;

/// <summary>A net many of whose weights are 0: between the steps of training, the soft threshold. Training is a fold, so a further rule is a function between two states.</summary>
/// <remarks>Five seeds; descent at the rate ε = 0.1 with and without the threshold ελ on all weights. λ is that of a small grid with the least validation loss, and the same for the penalty by its gradient.</remarks>
public sealed record SparseNet() : Sample("l1-net", "A net with few connections", "Tibshirani 1996; Collins and Kohli 2014")
{
    private const double Rate = 0.1;

    private static readonly double[] s_grid = [0.001, 0.003, 0.01];

    /// <summary>From ελ to what is done to the state after each step.</summary>
    public Func<double, Func<TrainState<float>, TrainState<float>>> Between { get; init; } = t => state => state.With(model: state.Model.With(SoftThreshold(state.Parameters, t)));

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(5, key =>
        {
            var grid = s_grid.Select(λ => Train(key, Between(Rate * λ))).ToList();
            var best = grid.Least(trained => trained.ValidationLoss);
            return (Plain: Train(key, state => state), Grid: grid, Sparse: best, Descent: (Recipe.Penalized(new L1(s_grid[grid.IndexOf(best)])) with { Optimizer = new Sgd(Rate) }).Train(key));
        });
        double[] small = [.. runs.Select(run => Share(run.Descent, 0.001))], plain = [.. runs.Select(run => run.Plain.TestError)], sparse = [.. runs.Select(run => run.Sparse.TestError)];
        double[][] zeros = [.. s_grid.Select((_, i) => runs.Select(run => Share(run.Grid[i], 0)).ToArray())];
        double rest = runs.Average(run => Share(run.Descent, 0)), plainSmall = runs.Average(run => Share(run.Plain, 0.001));
        return new(
        [
            Claim.Of("l1-net.zeros", "With a soft threshold after each step weights of an over-fitting net become exactly 0, the more of them the larger λ is.", Verdicts.All(Seeds.Less(zeros[0], zeros[1]), Seeds.Less(zeros[1], zeros[2]), Verdicts.When(zeros[0].Min() > 0.1)),
                $"{string.Join(", ", s_grid.Zip(zeros, (λ, share) => Written.Of($"{Seeds.PercentOf(share)} of the weights with λ = {λ}")))}", s_grid.Zip(zeros, (λ, share) => (Written.Of($"zeros at {λ}"), share.Average()))),
            Claim.Of("l1-net.gradient-steps", "The same penalty by its gradient leaves none at 0, though many are near.", rest == 0 && small.Average() > 2 * plainSmall,
                $"{Written.Percent(rest)} are 0 and {Seeds.PercentOf(small)} below 0.001; without the penalty {Written.Percent(plainSmall)} are below 0.001", ("zeros", rest), ("small", small.Average())),
            Claim.Of("l1-net.generalises", "The net with few connections has a lower test error.", Seeds.Less(sparse, plain),
                $"test error {Seeds.PercentOf(sparse)} with the threshold, {Seeds.PercentOf(plain)} without", ("with", sparse.Average()), ("without", plain.Average())),
        ],
        [
            Plot.Bars("Weights at or near 0", "The larger λ, the more weights are 0; by the gradient they only come near.", new PlotAxis("share of the weights", Percent: true),
                [.. s_grid.Zip(zeros, (λ, share) => PlotBar.Of(Written.Of($"0, by threshold, λ = {λ}"), share)), PlotBar.Of("below 0.001, by gradient", small), PlotBar.Of("below 0.001, no penalty", runs.Select(run => Share(run.Plain, 0.001)))]),
        ]);
    }

    private static Trained Train(RandomKey key, Func<TrainState<float>, TrainState<float>> between)
    {
        var (data, trainer) = (FewDigits.Training(key), new Trainer<float>(Recipe.Mlp(), new SoftmaxCrossEntropy(), new Sgd(Rate)).With(compute: Seeds.Alone));
        var batches = Enumerable.Range(0, 60).SelectMany(epoch => data.Batches(20, key.Fold("batches"), epoch));
        return Trained.Of(batches.Aggregate(trainer.Initialize(key), (state, batch) => between(trainer.Step(state, batch).State)).Model, data);
    }

    /// <summary>S(w, t) = sign(w)·max(|w| − t, 0) for every weight w; biases stay.</summary>
    private static Parameters<float> SoftThreshold(Parameters<float> θ, double t) => Weights(θ).Aggregate(θ, (changed, block) =>
        changed.With(block.Path, (Var.Relu(Var.Of(θ[block.Path]) - t) - Var.Relu(-Var.Of(θ[block.Path]) - t)).Value<float>()));

    private static IEnumerable<ParameterBlock> Weights(Parameters<float> θ) => θ.Layout.Where(BlockSelection.Weights.Contains);

    /// <summary>The share of the weights whose size is not above a bound.</summary>
    private static double Share(Trained trained, double bound) => Weights(trained.Model.Parameters).SelectMany(block => trained.Model.Parameters[block.Path].ToArray()).Average(w => Math.Abs(w) <= bound ? 1.0 : 0.0);
}
