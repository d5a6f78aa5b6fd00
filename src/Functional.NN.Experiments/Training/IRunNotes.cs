using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>What a run is told to: a recorder writes it down, a replay compares it.</summary>
internal interface IRunNotes<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A step more.</summary>
    void Step(FitProgress progress);

    /// <summary>Whether the state after this step is wanted though its epoch goes on.</summary>
    bool Wants(FitProgress progress);

    /// <summary>The state within an epoch.</summary>
    void Checkpoint(RunState<T> run);

    /// <summary>An epoch more.</summary>
    void Epoch(RunState<T> run, MeasuredEpoch measured);

    /// <summary>Whether nothing more is wanted, so that the run is left here.</summary>
    bool Ended { get; }
}
