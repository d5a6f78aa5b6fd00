using System.Collections.Immutable;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>A run's record as it was read: a value.</summary>
/// <param name="Folder">where it is</param>
/// <param name="Experiment">the experiment</param>
/// <param name="Header">what it was begun with</param>
/// <param name="Sessions">in which stretches it was computed, and with what</param>
/// <param name="Log">every step and every epoch</param>
/// <param name="Result">how it ended, or was left; none where it was killed before it could say</param>
public sealed record RunRecord(RunFolder Folder, Experiment Experiment, RunHeader Header, ImmutableArray<RunSession> Sessions, RunLog Log, RunResult? Result)
{
    /// <summary>The record in a folder.</summary>
    /// <param name="path">the folder</param>
    /// <param name="types">layers of yours that the experiment may name</param>
    /// <exception cref="DataException">There is none, or the experiment or the header is damaged. A damaged log is read as far as it is right, and says so in <see cref="RunLog.Fault"/>.</exception>
    public static RunRecord Read(string path, LayerTypes? types = null) => Read(path, types, refused: null);

    /// <summary>The record in a folder, to go on with: a damaged result is told and passed over, as one can be made again.</summary>
    internal static RunRecord Read(string path, LayerTypes? types, Action<string>? refused)
    {
        var folder = RunFolder.Existing(path);
        var header = RunHeader.Read(folder.Header);
        var experiment = ExperimentOf(folder, header, types);
        return new RunRecord(folder, experiment, header, RunSession.Read(folder.Sessions), RunLog.Read(folder.Log, header.ExperimentSha256, header.DataSha256), ResultOf(folder, refused));
    }

    private static RunResult? ResultOf(RunFolder folder, Action<string>? refused)
    {
        try
        {
            return File.Exists(folder.Result) ? RunResult.Read(folder.Result) : null;
        }
        catch (DataException e) when (refused is not null)
        {
            refused(e.Message);
            return null;
        }
    }

    /// <summary>The last state from which the run can go on: saved whole, and with all lines of the log before it.</summary>
    /// <param name="before">no more steps than these</param>
    /// <param name="refused">told of every saved state that is passed over, and why</param>
    /// <returns>the state; none where the run can only begin anew</returns>
    internal RunState<T>? LastState<T>(long before = long.MaxValue, Action<string>? refused = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (long step in Folder.CheckpointSteps().Where(step => step <= before))
        {
            if (Checkpoint<T>(step, out var state) is { } fault) refused?.Invoke(fault);
            else return state;
        }
        return null;
    }

    /// <summary>What is wrong with a saved state; nothing when it is right. It is given where it could be read, even if the log does not go with it.</summary>
    internal string? Checkpoint<T>(long step, out RunState<T>? state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string path = Folder.Checkpoint(step);
        state = null;
        try
        {
            var read = state = RunState.Load<T>(path, Experiment.Network);
            if (read.Train.Step != step) return Invariant.Text($"{path}: the state is that after step {read.Train.Step}");
            if (!Log.Places.TryGetValue(step, out var place) || place.Epochs != read.Epoch) return Invariant.Text($"{path}: the log does not reach to step {step}");
            return read.Sha256() is var hash && hash == place.StateSha256 ? null : $"{path}: the state's hash is {hash}, the log has {place.StateSha256}";
        }
        catch (NNException e)
        {
            return e.Message;
        }
    }

    /// <summary>The hash chain after so many epochs; none where the log does not reach so far.</summary>
    internal string? ChainAfter(int epochs)
    {
        if (epochs > Log.Epochs.Length) return null;
        using var beginning = new HashChain(Header.ExperimentSha256, Header.DataSha256);
        return epochs == 0 ? beginning.Value : Log.Epochs[epochs - 1].ChainSha256;
    }

    private static Experiment ExperimentOf(RunFolder folder, RunHeader header, LayerTypes? types)
    {
        var experiment = ExperimentFile.Read(folder.Experiment, new DataPlaces(DataFolders.Search(), header.Beside), types);
        string hash = experiment.Sha256();
        return hash == header.ExperimentSha256 ? experiment
            : throw new DataException($"{folder.Experiment}: the experiment's hash is {hash}, the run was begun with {header.ExperimentSha256}; the file was changed or is damaged.");
    }
}
