using static Functional.NN.Tests.Training.TrainingCase;

namespace Functional.NN.Tests.Training;

public sealed class EarlyStoppingTests
{
    private static EarlyStoppingState<float> Fold(EarlyStopping rule, params double[] losses) =>
        losses.Select((loss, i) => (loss, epoch: i + 1)).Aggregate((EarlyStoppingState<float>?)null, (state, e) => rule.Next(state, Start with { Step = e.epoch }, e.epoch, e.loss))!;

    private static bool Stops(EarlyStopping rule, params double[] losses) => rule.Stops(Fold(rule, losses));

    [Fact]
    public void The_best_state_is_kept()
    {
        var state = Fold(new(5), 3, 1, 2, 4);
        Assert.Equal((2, 1.0, 2L, 2), (state.BestEpoch, state.BestLoss, state.Best.Step, state.Waited));
    }

    [Fact]
    public void A_run_stops_after_as_many_epochs_without_improvement_as_the_patience_says()
    {
        Assert.False(Stops(new(2), 1, 2));
        Assert.True(Stops(new(2), 1, 2, 2));
        Assert.True(Stops(new(1), 1, 1));
    }

    [Fact]
    public void An_improvement_starts_the_wait_again() => Assert.Equal((0, false), (Fold(new(2), 3, 4, 2).Waited, Stops(new(2), 3, 4, 2)));

    [Fact]
    public void Less_than_the_least_improvement_is_none()
    {
        Assert.Equal(1, Fold(new(5, 0.5), 3, 2.75).BestEpoch);
        Assert.Equal(2, Fold(new(5, 0.5), 3, 2.25).BestEpoch);
    }

    [Fact]
    public void A_loss_that_is_not_a_number_is_never_the_best_once_there_is_one()
    {
        Assert.Equal(1, Fold(new(5), 3, double.NaN).BestEpoch);
        Assert.Equal(2, Fold(new(5), double.NaN, 3).BestEpoch);
    }

    [Fact]
    public void Constants_out_of_their_range_are_refused()
    {
        Assert.Equal("EarlyStopping: the patience must be 1 epoch or more, got 0.", Assert.Throws<NNException>(() => new EarlyStopping(0)).Message);
        Assert.Throws<NNException>(() => new EarlyStopping(1, double.NaN));
    }

    [Fact]
    public void Fit_stops_early_and_gives_the_model_with_the_lowest_validation_loss()
    {
        // A rate far too large for Sgd: the first epochs fall, later ones do not.
        var trainer = Trainer.With(optimizer: new Sgd(2.5));
        var seen = new List<(TrainState<float> State, double Loss)>();
        var result = trainer.Fit(trainer.Initialize(Key), Points, new(200, Eights, new EarlyStopping(3)), Validation, new Watching(epoch: (run, _, validation) => seen.Add((run.Train, validation!.DataLoss))));
        var best = seen.MinBy(s => s.Loss);
        Assert.Equal(FitEnd.StoppedEarly, result.End);
        Assert.Equal(best.State.Model, result.Model);
        Assert.Equal(seen.IndexOf(best) + 1 + 3, seen.Count);
        Assert.NotEqual(result.Run.Train.Model, result.Model);
    }

    [Fact]
    public void A_run_that_has_stopped_stays_stopped()
    {
        var run = RunState<float>.Start(Start) with { Stopping = Fold(new(1), 1, 2) };
        Assert.Equal((FitEnd.StoppedEarly, 0L), Trainer.Fit(run, Points, new(5, Eights, new EarlyStopping(1)), Validation) is var result ? (result.End, result.Run.Train.Step) : default);
    }

    [Fact]
    public void A_stopped_run_goes_on_with_more_patience_or_without_early_stopping()
    {
        var run = RunState<float>.Start(Start) with { Stopping = Fold(new(1), 1, 2) };
        var patient = Trainer.Fit(run, Points, new(1, Eights, new EarlyStopping(10)), Validation);
        Assert.Equal((FitEnd.Completed, 4L), (patient.End, patient.Run.Train.Step));
        var free = Trainer.Fit(run, Points, new(1, Eights));
        Assert.Equal((FitEnd.Completed, 4L), (free.End, free.Run.Train.Step));
        Assert.Equal(free.Run.Train.Model, free.Model);
    }
}
