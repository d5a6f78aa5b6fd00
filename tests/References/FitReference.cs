using System.Numerics;

namespace Functional.NN.References;

/// <summary>The definition of a run: the step folded over the batches of each epoch, and the controllers folded over the epochs.</summary>
internal static class FitReference
{
    /// <summary>Goes on from where a run stands until its epochs or steps are done, early stopping ends it, or a number is not finite.</summary>
    /// <param name="trainer">whose steps they are</param>
    /// <param name="run">where it stands</param>
    /// <param name="data">the samples</param>
    /// <param name="plan">how long, in which batches</param>
    /// <param name="validation">what controllers look at after each epoch, or none</param>
    /// <param name="seen">is shown where the run stands after every step</param>
    public static FitResult<T> Of<T>(Trainer<T> trainer, RunState<T> run, Dataset<T> data, FitPlan plan, Dataset<T>? validation = null, Action<RunState<T>>? seen = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (; run.Epoch < plan.Epochs && !IsStopped(plan, run); run = AfterEpoch(trainer, run, plan, validation))
        {
            var paced = plan.Rate is null || run.Rate is null ? trainer : trainer.With(optimizer: trainer.Optimizer.WithRateTimes(run.Rate.Factor));
            foreach (var batch in data.Batches(plan.Batching, run.Train.Key.Fold("batches"), run.Epoch).Skip(run.Place).ToList())
            {
                if (run.Train.Step >= plan.Steps) return new(run, FitEnd.Completed);
                var (next, metrics) = paced.Step(run.Train, batch);
                if (!IsFinite(next, metrics)) return new(run, FitEnd.NotFinite);
                run = run with { Train = next, Place = run.Place + 1, Running = run.Running.And(metrics) };
                seen?.Invoke(run);
            }
        }
        return new(run, IsStopped(plan, run) ? FitEnd.StoppedEarly : FitEnd.Completed);
    }

    private static RunState<T> AfterEpoch<T>(Trainer<T> trainer, RunState<T> run, FitPlan plan, Dataset<T>? validation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var measured = validation is null ? null : trainer.Evaluate(run.Train.Model, validation);
        return run with
        {
            Epoch = run.Epoch + 1,
            Place = 0,
            Running = Metrics.None,
            Stopping = plan.EarlyStopping?.Next(run.Stopping, run.Train, run.Epoch + 1, measured!.DataLoss),
            Rate = plan.Rate?.Next(run.Rate ?? RateState.Start, (measured ?? run.Running).DataLoss),
        };
    }

    private static bool IsStopped<T>(FitPlan plan, RunState<T> run) where T : unmanaged, IBinaryFloatingPointIeee754<T> => plan.EarlyStopping?.Stops(run.Stopping) ?? false;

    private static bool IsFinite<T>(TrainState<T> state, Metrics metrics) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        metrics.IsFinite && state.Parameters.IsFinite && state.Optimizer.IsFinite && state.Model.State.IsFinite;
}
