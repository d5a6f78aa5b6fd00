using System.Collections.Immutable;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>What was measured of an epoch, before its state is hashed.</summary>
internal sealed record MeasuredEpoch(double? Rate, Metrics Training, Metrics? Validation, Metrics Test, ImmutableArray<LoggedDiagnostic> Diagnostics, double Seconds)
{
    /// <summary>What follows from the experiment.</summary>
    /// <param name="run">the state after it</param>
    /// <param name="blocks">the hashes of its blocks</param>
    /// <param name="partial">whether the run ends within it</param>
    public LoggedResult Result<T>(RunState<T> run, ImmutableArray<BlockHash> blocks, bool partial) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(partial ? run.Epoch + 1 : run.Epoch, partial, run.Train.Step, Rate, Training, Validation, Test, Diagnostics, blocks, BlockHash.Sha256Of(blocks));
}
