using static Functional.NN.Tests.Training.TrainingCase;

namespace Functional.NN.Tests.Training;

/// <summary>What an observer is told of a step, and that it gets the states it wants.</summary>
public sealed class ObserverTests
{
    /// <summary>Keeps what it is told, and wants the states of some steps.</summary>
    private sealed class Choosing(Func<long, bool> wants) : IFitObserver<float>
    {
        public List<FitProgress> Told { get; } = [];

        public List<RunState<float>> Shown { get; } = [];

        public List<Metrics> Measured { get; } = [];

        public bool WantsState(FitProgress progress) => wants(progress.Step);

        public void OnStep(RunState<float> run, Metrics step)
        {
            Shown.Add(run);
            Measured.Add(step);
        }

        public void OnProgress(FitProgress progress) => Told.Add(progress);
    }

    /// <summary>Nothing but the states of steps, as an observer that knows nothing of wanting.</summary>
    private sealed class Plain : IFitObserver<float>
    {
        public int Shown { get; private set; }

        public void OnStep(RunState<float> run, Metrics step) => Shown++;
    }

    [Fact]
    public void An_observer_is_shown_the_states_it_wants_and_no_other_and_these_are_those_of_every_step()
    {
        var (all, third) = (new Choosing(_ => true), new Choosing(step => step % 3 == 0));
        Trainer.Fit(Start, Points, new(3, Eights), null, all);
        Trainer.Fit(Start, Points, new(3, Eights), null, third);
        Assert.Equal([3, 6, 9, 12], third.Shown.Select(run => run.Train.Step));
        Assert.Equal(all.Shown.Where(run => run.Train.Step % 3 == 0), third.Shown);
        Assert.Equal(all.Told, third.Told);
    }

    [Fact]
    public void An_observer_that_does_not_say_what_it_wants_is_shown_every_state()
    {
        var plain = new Plain();
        Trainer.Fit(Start, Points, new(2, Eights), null, plain);
        Assert.Equal(8, plain.Shown);
    }

    [Theory, InlineData(8), InlineData(13)]
    public void Progress_has_the_loss_and_the_norm_of_the_step_to_the_bit(int batch)
    {
        var observer = new Choosing(_ => false);
        Trainer.Fit(Start, Points, new(3, new Batching(batch)), null, observer);
        var (state, expected) = (Start, new List<(double, double)>());
        foreach (var samples in Enumerable.Range(0, 3).SelectMany(epoch => Points.Batches(new Batching(batch), Key.Fold("batches"), epoch)))
        {
            var (next, metrics) = Trainer.Step(state, samples);
            expected.Add((metrics.Loss, metrics.GradientNorm));
            state = next;
        }
        Assert.Equal(expected, observer.Told.Select(told => (told.StepLoss, told.GradientNorm)));
        Assert.NotEqual(observer.Told[1].Loss, observer.Told[1].StepLoss);
        Assert.Empty(observer.Shown);
    }

    [Fact]
    public void Progress_and_the_state_of_a_step_tell_the_same()
    {
        var observer = new Choosing(_ => true);
        Trainer.Fit(Start, Points, new(2, Eights), null, observer);
        Assert.Equal(observer.Measured.Select(step => (step.Loss, step.GradientNorm)), observer.Told.Select(told => (told.StepLoss, told.GradientNorm)));
        Assert.Equal(observer.Shown.Select(run => (run.Train.Step, run.Epoch, run.Place, run.Running.Loss)), observer.Told.Select(told => (told.Step, told.Epoch, told.Place, told.Loss)));
    }
}
