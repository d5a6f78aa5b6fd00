using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What a run's log says of a step.</summary>
/// <param name="Step">the number of the step, from 1</param>
/// <param name="Loss">the objective on its batch, before the update</param>
/// <param name="GradientNorm">‖g‖₂</param>
public readonly record struct LoggedStep(long Step, double Loss, double GradientNorm);

/// <summary>A diagnostic's numbers of an epoch.</summary>
/// <param name="Name">a name of <see cref="NamedDiagnostics"/></param>
/// <param name="Findings">what it measured</param>
public sealed record LoggedDiagnostic(string Name, Findings Findings)
{
    /// <summary>What was measured, in a few words for a table.</summary>
    public string Brief() => NamedDiagnostics.All.Find(Name).Brief(Findings);
}

/// <summary>What follows from the experiment for an epoch: all of it is in the hash chain.</summary>
/// <param name="Epoch">the epoch, from 1</param>
/// <param name="Partial">whether the run ended within it</param>
/// <param name="Step">how many steps were taken in all</param>
/// <param name="Rate">the learning rate of its last step, where the optimizer has one</param>
/// <param name="Training">the mean over its batches, each before its update</param>
/// <param name="Validation">of the samples held back, where there are any</param>
/// <param name="Test">of the test samples after the epoch</param>
/// <param name="Diagnostics">what else was measured</param>
/// <param name="Blocks">the hash of every block of the state, sorted by name</param>
/// <param name="StateSha256">the hash of the whole state</param>
public sealed record LoggedResult(
    int Epoch, bool Partial, long Step, double? Rate, Metrics Training, Metrics? Validation, Metrics Test, ImmutableArray<LoggedDiagnostic> Diagnostics, ImmutableArray<BlockHash> Blocks, string StateSha256);

/// <summary>What a run's log says of an epoch.</summary>
/// <param name="Result">what follows from the experiment</param>
/// <param name="Seconds">how long it took, without the test</param>
/// <param name="ChainSha256">the hash chain after it</param>
public sealed record LoggedEpoch(LoggedResult Result, double Seconds, string ChainSha256)
{
    internal EpochReport Report() => new(Result.Epoch, Result.Training, Result.Validation, Result.Test, Seconds) { Diagnostics = Result.Diagnostics };
}

/// <summary>That a state was saved within an epoch.</summary>
/// <param name="Step">after which step</param>
/// <param name="StateSha256">the state's hash</param>
/// <param name="SinceSha256">the hash of what is in the chain since the last epoch</param>
public readonly record struct LoggedSave(long Step, string StateSha256, string SinceSha256);
