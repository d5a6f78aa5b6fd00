using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>Tells several what a run tells, in their order.</summary>
internal sealed class AllNotes<T>(params IReadOnlyList<IRunNotes<T>> all) : IRunNotes<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public bool Ended => all.Any(notes => notes.Ended);

    /// <inheritdoc/>
    public bool Wants(FitProgress progress) => all.Any(notes => notes.Wants(progress));

    /// <inheritdoc/>
    public void Step(FitProgress progress)
    {
        foreach (var notes in all) notes.Step(progress);
    }

    /// <inheritdoc/>
    public void Checkpoint(RunState<T> run)
    {
        foreach (var notes in all) notes.Checkpoint(run);
    }

    /// <inheritdoc/>
    public void Epoch(RunState<T> run, MeasuredEpoch measured)
    {
        foreach (var notes in all) notes.Epoch(run, measured);
    }
}
