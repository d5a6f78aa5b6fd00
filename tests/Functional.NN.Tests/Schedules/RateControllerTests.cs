using Functional.NN.Tests.Training;
using static Functional.NN.Tests.Training.TrainingCase;

namespace Functional.NN.Tests.Schedules;

public sealed class RateControllerTests
{
    private static readonly ReduceOnPlateau Impatient = new(0.5, Patience: 0, Threshold: 0.5, Absolute: true);

    private static IReadOnlyList<double> Factors(RateController rule, params double[] losses)
    {
        var state = RateState.Start;
        return [.. losses.Select(loss => (state = rule.Next(state, loss)).Factor)];
    }

    [Fact]
    public void The_rate_falls_when_for_more_epochs_than_the_patience_nothing_was_better() => Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25], Factors(new ReduceOnPlateau(0.5, 2), 1, 1, 1, 1, 1, 1, 1));

    [Fact]
    public void It_is_compared_with_the_best_so_far_and_not_with_the_last() => Assert.Equal([1, 1, 1, 0.5], Factors(new ReduceOnPlateau(0.5, 2), 1, 4, 3, 2));

    [Fact]
    public void An_improvement_starts_the_wait_again() => Assert.Equal([1, 1, 1, 1, 1, 1, 0.5], Factors(new ReduceOnPlateau(0.5, 1), 3, 3, 2, 2, 1, 1, 1));

    [Fact]
    public void Less_than_the_threshold_is_no_improvement()
    {
        Assert.Equal([1, 0.5], Factors(new ReduceOnPlateau(0.5, 0, 0.1), 10, 9.5));
        Assert.Equal([1, 1], Factors(new ReduceOnPlateau(0.5, 0, 0.1), 10, 8.5));
        Assert.Equal([1, 1], Factors(new ReduceOnPlateau(0.5, 0, 0.1, Absolute: true), 10, 9.5));
    }

    [Fact]
    public void Of_negative_losses_a_higher_one_is_never_better() => Assert.Equal([1, 0.5], Factors(new ReduceOnPlateau(0.5, 0, 0.1), -10, -9.5));

    [Fact]
    public void Epochs_of_rest_do_not_count() => Assert.Equal([1, 0.5, 0.5, 0.5, 0.25], Factors(new ReduceOnPlateau(0.5, 0, Rest: 2), 1, 1, 1, 1, 1));

    [Fact]
    public void The_factor_stops_at_its_minimum_and_changes_by_no_less_than_it_should()
    {
        Assert.Equal([1, 0.5, 0.3, 0.3], Factors(new ReduceOnPlateau(0.5, 0, Minimum: 0.3), 1, 1, 1, 1));
        Assert.Equal([1, 0.5, 0.5], Factors(new ReduceOnPlateau(0.5, 0, SmallestChange: 0.25), 1, 1, 1));
    }

    [Fact]
    public void A_loss_that_is_not_a_number_is_no_improvement() => Assert.Equal([1, 0.5, 0.5], Factors(new ReduceOnPlateau(0.5, 0), 1, double.NaN, 0.5));

    [Fact]
    public void Two_losses_in_a_row_that_hardly_differ_reduce_the_rate() => Assert.Equal([1, 1, 0.5, 0.5, 0.5, 0.25], Factors(new ReduceOnStandstill(0.1, 0.5), 3, 2, 1.95, 1, 2, 2.05));

    [Fact]
    public void A_loss_that_jumps_up_and_down_is_a_plateau_but_no_standstill()
    {
        double[] jumping = [1, 2, 1, 2, 1, 2];
        Assert.Equal(1, Factors(new ReduceOnStandstill(0.1), jumping)[^1]);
        Assert.True(Factors(new ReduceOnPlateau(0.1, 3), jumping)[^1] < 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_gives_the_bits_of_folding_steps_at_the_rates_the_controller_says(bool validated)
    {
        var plan = new FitPlan(6, Eights, Rate: Impatient);
        var result = Trainer.Fit(Start, Points, plan, validated ? Validation : null);
        var (folded, rate) = FoldedUnder(Trainer, Start, Impatient, 6, validated);
        Assert.Null(result.Eager);
        Assert.Equal(folded, result.Run.Train);
        Assert.Equal(rate, result.Run.Rate);
        Assert.True(rate.Factor < 0.5, "the case must reduce more than once");
    }

    /// <summary>An optimizer with state of its own in every layer of wrapping, one that steps by value, and one that evaluates twice.</summary>
    public static TheoryData<IMinimizer> Wrapped =>
    [
        new ClipByGlobalNorm(new Ema(new Momentum(0.1)), 0.5), new Lookahead(new Adam(0.02), 3), new DecoupledWeightDecay(new Sgd(0.1), 0.1, 0.01),
        new ParameterGroups(new Sgd(0.05), new ParameterGroup(BlockSelection.Weights, new AdamW(0.02))), new Lamb(0.02), new Sam(new Momentum(0.05)),
    ];

    [Theory, MemberData(nameof(Wrapped))]
    public void It_reaches_the_rate_through_everything_that_is_wrapped_around_it(IMinimizer optimizer)
    {
        var trainer = Trainer.With(optimizer: optimizer);
        var start = trainer.Initialize(Key);
        var result = trainer.Fit(start, Points, new FitPlan(5, Eights, Rate: Impatient), Validation);
        var (folded, rate) = FoldedUnder(trainer, start, Impatient, 5, validated: true);
        Assert.Equal((null, folded, rate), (result.Eager, result.Run.Train, result.Run.Rate));
        Assert.True(rate.Factor < 1, "the case must reduce");
        Assert.NotEqual(trainer.Fit(start, Points, new FitPlan(5, Eights), Validation).Run.Train.Parameters, result.Run.Train.Parameters);
    }

    [Fact]
    public void A_run_that_goes_on_from_any_epoch_or_step_ends_with_the_same_bits()
    {
        var plan = new FitPlan(5, Eights, Rate: Impatient);
        var kept = new List<RunState<float>>();
        var whole = Trainer.Fit(Start, Points, plan, null, new Watching((run, _) => kept.Add(run), (run, _, _) => kept.Add(run)));
        foreach (var run in kept) Assert.Equal(whole.Run, Trainer.Fit(run, Points, plan).Run);
    }

    [Fact]
    public void A_controller_that_never_acts_changes_no_bit() =>
        Assert.Equal(Folded(3), Trainer.Fit(Start, Points, new(3, Eights, Rate: new ReduceOnPlateau(Patience: 100)), Validation).Run.Train);

    [Fact]
    public void Without_a_controller_the_rate_is_the_scheduled_one_whatever_was_before()
    {
        var run = RunState<float>.Start(Start) with { Rate = RateState.Start with { Factor = 0.125 } };
        Assert.Equal(Folded(1), Trainer.Fit(run, Points, new(1, Eights)).Run.Train);
        Assert.NotEqual(Folded(1), Trainer.Fit(run, Points, new(1, Eights, Rate: Impatient)).Run.Train);
    }

    [Fact]
    public void An_optimizer_of_ones_own_that_keeps_its_rate_to_itself_is_refused_with_a_hint()
    {
        var trainer = Trainer.With(optimizer: new Own());
        Assert.Equal("Own: this method does not say how its learning rate is changed, so nothing can control it; implement IMinimizer.WithRate, or leave the schedule and the rate controller out.",
            Assert.Throws<NNException>(() => trainer.Fit(trainer.Initialize(Key), Points, new(9, Eights, Rate: Impatient))).Message);
    }

    public static TheoryData<string, Func<object>> Refused => new()
    {
        { "ReduceOnPlateau: the factor must be above 0 and below 1, got 1.", () => new ReduceOnPlateau(1) },
        { "ReduceOnPlateau: the patience must be 0 epochs or more, got -1.", () => new ReduceOnPlateau(Patience: -1) },
        { "ReduceOnPlateau: the threshold must be a finite number that is not negative, got NaN.", () => new ReduceOnPlateau(Threshold: double.NaN) },
        { "ReduceOnPlateau: the rest must be 0 epochs or more, got -2.", () => new ReduceOnPlateau(Rest: -2) },
        { "ReduceOnPlateau: the minimum is a part of the scheduled rate, from 0 to 1; got 1.5.", () => new ReduceOnPlateau(Minimum: 1.5) },
        { "ReduceOnStandstill: the threshold must be a finite number above 0, got 0.", () => new ReduceOnStandstill(0) },
        { "ReduceOnStandstill: the factor must be above 0 and below 1, got 0.", () => new ReduceOnStandstill(0.1, 0) },
    };

    [Theory, MemberData(nameof(Refused))]
    public void A_constant_out_of_its_range_is_refused_when_it_is_given(string sentence, Func<object> make) =>
        Assert.Equal(sentence, Cultures.Under("de-DE", () => Assert.Throws<NNException>(() => make()).Message));

    /// <summary>The definition: the steps of each epoch folded at the rate that the controller's own fold over the losses says.</summary>
    private static (TrainState<float> State, RateState Rate) FoldedUnder(Trainer<float> given, TrainState<float> start, RateController rule, int epochs, bool validated)
    {
        var (state, rate) = (start, RateState.Start);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            var trainer = given.With(optimizer: given.Optimizer.WithRateTimes(rate.Factor));
            var steps = trainer.Run(state, Points.Batches(Eights, Key.Fold("batches"), epoch)).ToList();
            state = steps[^1].State;
            var measured = validated ? trainer.Evaluate(state.Model, Validation) : steps.Aggregate(Metrics.None, (sum, step) => sum.And(step.Metrics));
            rate = rule.Next(rate, measured.DataLoss);
        }
        return (state, rate);
    }

    private sealed record Own : IOptimizer
    {
        public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => new Sgd(0.1).Start(θ);

        public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => new Sgd(0.1).Step(θ, g, state);
    }
}
