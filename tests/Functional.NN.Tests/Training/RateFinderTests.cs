using static Functional.NN.Tests.Training.TrainingCase;

namespace Functional.NN.Tests.Training;

public sealed class RateFinderTests
{
    private static readonly RateFinder Finder = new([0.0001, 0.01, 0.1, 1, 1000], Steps: 6);

    private static RateSearch Search(RateFinder finder, Dataset<float>? measured = null) => finder.Search(Trainer, rate => new Sgd(rate), Start, Points, Eights, measured);

    [Fact]
    public void Each_trial_is_the_fold_of_that_many_steps_from_the_same_state_over_the_same_batches()
    {
        // Six steps of eights over 26 samples: the first epoch's four batches and two of the second.
        var search = Search(Finder);
        foreach (var trial in search.Trials.Take(3))
        {
            var trainer = Trainer.With(optimizer: new Sgd(trial.Rate));
            var batches = Enumerable.Range(0, 2).SelectMany(epoch => Points.Batches(Eights, Key.Fold("batches"), epoch)).Take(6);
            var state = trainer.Run(trainer.Start(Start.Parameters, Start.Model.State, Key), batches).Last().State;
            Assert.Equal(trainer.Evaluate(state.Model, Points).DataLoss, trial.Loss);
        }
        Assert.Equal(Trainer.Evaluate(Start.Model, Points).DataLoss, search.Before);
    }

    [Fact]
    public void The_suggestion_is_the_next_rate_above_the_best()
    {
        var search = Search(Finder);
        Assert.Equal(search.Trials.MinBy(trial => trial.Loss), search.Best);
        Assert.Equal(Finder.Rates[Finder.Rates.IndexOf(search.Best!.Value.Rate) + 1], search.Suggestion);
    }

    [Fact]
    public void There_is_none_above_the_largest_and_none_where_nothing_got_better()
    {
        var rising = new RateSearch(1, [new(0.1, 0.9), new(0.2, 0.8)]);
        Assert.Equal((new RateTrial(0.2, 0.8), null), (rising.Best, rising.Suggestion));
        var falling = new RateSearch(1, [new(0.1, 1.5), new(0.2, double.PositiveInfinity)]);
        Assert.Equal((null, null), (falling.Best, falling.Suggestion));
    }

    [Fact]
    public void Of_equal_losses_the_smaller_rate_is_the_best() => Assert.Equal((0.1, 0.2), new RateSearch(1, [new(0.1, 0.5), new(0.2, 0.5)]) is var s ? (s.Best!.Value.Rate, s.Suggestion) : default);

    [Fact]
    public void A_rate_at_which_numbers_overflow_has_an_infinite_loss() =>
        Assert.Equal(double.PositiveInfinity, new RateFinder([1e30], 20).Search(new Trainer<float>(new Network([4], new Dense(3)), new SquaredError(), new Sgd(1)), rate => new Sgd(rate), new Trainer<float>(new Network([4], new Dense(3)), new SquaredError(), new Sgd(1)).Initialize(Key), Points.OneHot(), Eights).Trials[0].Loss);

    [Fact]
    public void Losses_can_be_measured_on_other_samples() => Assert.Equal(Trainer.Evaluate(Start.Model, Validation).DataLoss, Search(new([0.1], 1), Validation).Before);

    [Fact]
    public void A_search_is_the_same_every_time_and_tells_each_trial_as_it_comes()
    {
        var told = new List<RateTrial>();
        var search = Finder.Search(Trainer, rate => new Sgd(rate), Start, Points, Eights, tried: told.Add);
        Assert.Equal(Search(Finder), search);
        Assert.Equal(search.Trials, told);
    }

    [Fact]
    public void It_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => Finder.Search(Trainer, rate => new Sgd(rate), Start, Points, Eights, cancellation: new CancellationToken(true)));

    [Fact]
    public void Bad_rates_are_refused()
    {
        Assert.Equal("RateFinder: there are no rates to try; give one or more.", Assert.Throws<NNException>(() => new RateFinder([])).Message);
        Assert.Equal("RateFinder: the rates must be ascending, got 0.1, 0.05.", Cultures.Under("de-DE", () => Assert.Throws<NNException>(() => new RateFinder([0.1, 0.05])).Message));
        Assert.Equal("RateFinder: a rate must be a finite number above 0, got 0.", Assert.Throws<NNException>(() => new RateFinder([0])).Message);
        Assert.Equal("RateFinder: the number of steps must be 1 or more, got 0.", Assert.Throws<NNException>(() => new RateFinder(Steps: 0)).Message);
    }
}
