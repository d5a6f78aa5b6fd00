using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Snapshot ensembles: the models at the ends of the cycles of one run whose rate falls and starts again.</summary>
/// <remarks>Huang et al. 2017, "Snapshot ensembles: train 1, get M for free". The rate is the optimizer's own: a schedule that restarts after each cycle, such as cosine annealing with warm restarts.</remarks>
public static class Snapshots
{
    /// <summary>One run, and its model after every so many epochs.</summary>
    /// <param name="trainer">how it is trained</param>
    /// <param name="start">where the run begins</param>
    /// <param name="data">the samples</param>
    /// <param name="cycles">how many models</param>
    /// <param name="epochs">in a cycle</param>
    /// <param name="batching">the batches</param>
    /// <param name="cancellation">ends the training</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="NNException">A number became infinite or not a number.</exception>
    public static Ensemble<T> Fit<T>(Trainer<T> trainer, TrainState<T> start, Dataset<T> data, int cycles, int epochs, Batching batching, CancellationToken cancellation = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        if (cycles < 1 || epochs < 1) throw new NNException(Sentence.Of($"Snapshots: needs one cycle of one epoch or more, got {cycles} of {epochs}."));
        var models = ImmutableArray.CreateBuilder<Model<T>>(cycles);
        var run = RunState<T>.Start(start);
        for (int cycle = 1; cycle <= cycles; cycle++)
        {
            var fitted = trainer.Fit(run, data, new FitPlan(cycle * epochs, batching), cancellation: cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (fitted.End == FitEnd.NotFinite) throw new NNException(Sentence.Of($"Snapshots: the numbers are no longer finite after step {fitted.Run.Train.Step}. Try a smaller rate."));
            run = fitted.Run;
            models.Add(run.Train.Model);
        }
        return new Ensemble<T>(models.MoveToImmutable());
    }
}
