using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>Writes what a run is told for TensorBoard: loss and gradient norm of every step; measures, rate, diagnostics and the histograms of θ of every epoch.</summary>
/// <remarks>An epoch's numbers stand at the step that ended it, so that all curves have one axis.</remarks>
internal sealed class TensorBoardNotes<T>(TensorBoardLog log) : IRunNotes<T>, IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public bool Ended => false;

    /// <inheritdoc/>
    public bool Wants(FitProgress progress) => false;

    /// <inheritdoc/>
    public void Checkpoint(RunState<T> run) => log.Flush();

    /// <inheritdoc/>
    public void Step(FitProgress progress)
    {
        log.Scalar("step/loss", progress.Step, progress.StepLoss);
        log.Scalar("step/gradient norm", progress.Step, progress.GradientNorm);
    }

    /// <inheritdoc/>
    public void Epoch(RunState<T> run, MeasuredEpoch measured)
    {
        long step = run.Train.Step;
        Measures("training", step, measured.Training);
        if (measured.Validation is { } validation) Measures("validation", step, validation);
        Measures("test", step, measured.Test);
        if (measured.Rate is { } rate) log.Scalar("rate", step, rate);
        foreach (var diagnostic in measured.Diagnostics)
            foreach (var number in diagnostic.Findings.Numbers) log.Scalar($"{diagnostic.Name}/{number.Name}", step, number.Value);
        foreach (var block in run.Train.Parameters.Layout) log.Histogram($"theta/{block.Path}", step, run.Train.Parameters.Block(block));
        log.Flush();
    }

    public void Dispose() => log.Dispose();

    private void Measures(string of, long step, Metrics metrics)
    {
        log.Scalar($"loss/{of}", step, metrics.Loss);
        foreach (var (name, value) in metrics.Values) log.Scalar($"{name}/{of}", step, value);
    }
}
