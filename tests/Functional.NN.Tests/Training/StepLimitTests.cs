using static Functional.NN.Tests.Training.TrainingCase;

namespace Functional.NN.Tests.Training;

/// <summary>A run of so many steps is the beginning of a longer one. There are four steps in an epoch here.</summary>
public sealed class StepLimitTests
{
    public static TheoryData<int> Limits => [0, 1, 3, 4, 5, 8, 11, 12];

    [Theory, MemberData(nameof(Limits))]
    public void A_run_of_so_many_steps_stands_where_the_longer_one_stood_after_them_and_goes_on_as_it(int limit)
    {
        var run = Trainer.Fit(Start, Points, FitPlan.OfSteps(limit, Eights));
        Assert.Equal((FitEnd.Completed, (long)limit, limit / 4, limit % 4), (run.End, run.Run.Train.Step, run.Run.Epoch, run.Run.Place));
        Assert.Equal(Trainer.Fit(Start, Points, new(3, Eights)).Run, Trainer.Fit(run.Run, Points, new(3, Eights)).Run);
    }

    [Fact]
    public void Steps_are_counted_in_all_so_that_a_resumed_run_ends_where_it_would_have()
    {
        var part = Trainer.Fit(Start, Points, FitPlan.OfSteps(6, Eights)).Run;
        Assert.Equal(Trainer.Fit(Start, Points, FitPlan.OfSteps(10, Eights)).Run, Trainer.Fit(part, Points, FitPlan.OfSteps(10, Eights)).Run);
        Assert.Equal(part, Trainer.Fit(part, Points, FitPlan.OfSteps(6, Eights)).Run);
        Assert.Equal(part, Trainer.Fit(part, Points, FitPlan.OfSteps(2, Eights)).Run);
    }

    [Fact]
    public void Whichever_of_epochs_and_steps_comes_first_ends_a_run()
    {
        Assert.Equal(Folded(2), Trainer.Fit(Start, Points, new(2, Eights, Steps: 9)).Run.Train);
        Assert.Equal(7, Trainer.Fit(Start, Points, new(2, Eights, Steps: 7)).Run.Train.Step);
    }

    [Fact]
    public void An_epoch_that_the_last_step_completes_is_ended_and_measured()
    {
        int epochs = 0;
        var run = Trainer.Fit(Start, Points, FitPlan.OfSteps(8, Eights, new EarlyStopping(3)), Validation, new Watching(epoch: (_, _, _) => epochs++)).Run;
        Assert.Equal((2, 2, 0), (epochs, run.Epoch, run.Place));
        Assert.NotNull(run.Stopping);
    }

    [Fact]
    public void A_number_of_steps_that_cannot_be_is_refused() =>
        Assert.Equal("FitPlan: the number of steps cannot be negative, got -1.", Assert.Throws<NNException>(() => FitPlan.OfSteps(-1, Eights)).Message);
}
