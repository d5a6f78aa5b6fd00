using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Functional.NN.Experiments;

/// <summary>A run's log as it was read: a value.</summary>
/// <param name="Steps">the steps, from 1 on without a gap</param>
/// <param name="Epochs">the epochs in their order</param>
/// <param name="Fault">what is wrong behind them, by file and line; none where all lines are right. A last line without its end, left by a process that was killed, is no fault</param>
public sealed record RunLog(ImmutableArray<LoggedStep> Steps, ImmutableArray<LoggedEpoch> Epochs, string? Fault)
{
    /// <summary>Nothing yet.</summary>
    internal static RunLog Empty { get; } = new([], [], null);

    /// <summary>The epoch, from 1, that a step is in.</summary>
    internal int EpochOf(long step) => Epochs.TakeWhile(epoch => epoch.Result.Step < step).Count() + 1;

    /// <summary>How many bytes of the file the right lines have.</summary>
    internal long Length { get; private init; }

    /// <summary>Where in the file the lines end after which a run can go on: of epochs, and of states saved within one; by the number of steps before them.</summary>
    internal ImmutableSortedDictionary<long, LogPlace> Places { get; private init; } = ImmutableSortedDictionary<long, LogPlace>.Empty;

    /// <summary>The last step after which a run can go on.</summary>
    internal long LastPlace => Places.IsEmpty ? 0 : Places.Keys.Last();

    /// <summary>How many bytes of the file come before the end of a step's line, step by step.</summary>
    internal ImmutableArray<long> StepEnds { get; private init; } = [];

    /// <summary>The hash chain after the last epoch.</summary>
    internal string Chain { get; private init; } = "";

    /// <summary>Reads the lines of a log as far as they are right: each follows from the one before, and the hash chain holds.</summary>
    /// <param name="path">the file; a log that is not there is empty</param>
    /// <param name="experimentSha256">the hash of the experiment</param>
    /// <param name="dataSha256">the hash of the data</param>
    /// <exception cref="DataException">The file cannot be read.</exception>
    public static RunLog Read(string path, string experimentSha256, string dataSha256)
    {
        byte[] bytes;
        try
        {
            bytes = File.Exists(path) ? ReadShared(path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the file cannot be read; the system says: {e.Message}", e);
        }
        using var chain = new HashChain(experimentSha256, dataSha256);
        return new Reading(path, bytes, chain).All();
    }

    private static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[stream.Length];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    private sealed class Reading(string path, byte[] bytes, HashChain chain)
    {
        private const string Changed = "it is not what was written";

        private readonly ImmutableArray<LoggedStep>.Builder _steps = ImmutableArray.CreateBuilder<LoggedStep>();
        private readonly ImmutableArray<long>.Builder _ends = ImmutableArray.CreateBuilder<long>();
        private readonly ImmutableArray<LoggedEpoch>.Builder _epochs = ImmutableArray.CreateBuilder<LoggedEpoch>();
        private readonly ImmutableSortedDictionary<long, LogPlace>.Builder _places = ImmutableSortedDictionary.CreateBuilder<long, LogPlace>();

        private string _chain = chain.Value;

        public RunLog All()
        {
            int start = 0, number = 0;
            string? fault = null;
            while (fault is null && Array.IndexOf(bytes, (byte)'\n', start) is >= 0 and var end)
            {
                fault = Line(bytes.AsMemory(start..end), start, end + 1) is { } wrong ? Invariant.Text($"{path}, line {number + 1}: {wrong}.") : null;
                if (fault is not null) break;
                (start, number) = (end + 1, number + 1);
            }
            return new RunLog(_steps.ToImmutable(), _epochs.ToImmutable(), fault) { Length = start, Places = _places.ToImmutable(), StepEnds = _ends.ToImmutable(), Chain = _chain };
        }

        /// <summary>What is wrong with a line; nothing when it is right.</summary>
        private string? Line(ReadOnlyMemory<byte> line, long start, long end)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                return json.RootElement.ValueKind != JsonValueKind.Object ? "it is no JSON object" : json.RootElement.TryGetProperty("epoch", out _) ? Epoch(json.RootElement, line, start, end)
                    : json.RootElement.TryGetProperty("saved", out _) ? Save(json.RootElement, line, end) : Step(json.RootElement, line, end);
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or NNException)
            {
                return $"it is no line of a run's log ({e.Message.TrimEnd('.')})";
            }
        }

        private static bool Is(ReadOnlyMemory<byte> line, string text) => Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(line.Span);

        private string? Step(JsonElement json, ReadOnlyMemory<byte> line, long end)
        {
            var step = LogJson.ReadStep(json);
            if (step.Step != _steps.Count + 1) return Invariant.Text($"step {_steps.Count + 1} was to come, here is step {step.Step}");
            if (_epochs is [.., { Result.Partial: true }]) return "the run has ended before it";
            string text = LogJson.Write(step);
            chain.Add(text);
            if (!Is(line, LogJson.Line(text, chain.Check))) return Changed;
            _steps.Add(step);
            _ends.Add(end);
            return null;
        }

        private string? Save(JsonElement json, ReadOnlyMemory<byte> line, long end)
        {
            var save = LogJson.ReadSave(json);
            if (save.Step != _steps.Count) return Invariant.Text($"a state saved after step {save.Step} stands after step {_steps.Count}");
            if (!Is(line, LogJson.Write(save)) || save.SinceSha256 != chain.Since) return Changed;
            _places[save.Step] = new LogPlace(end, _epochs.Count, _steps.Count, save.StateSha256);
            return null;
        }

        private string? Epoch(JsonElement json, ReadOnlyMemory<byte> line, long start, long end)
        {
            var epoch = LogJson.ReadEpoch(json);
            if (epoch.Result.Epoch != _epochs.Count + 1) return Invariant.Text($"epoch {_epochs.Count + 1} was to come, here is epoch {epoch.Result.Epoch}");
            if (epoch.Result.Step != _steps.Count) return Invariant.Text($"epoch {epoch.Result.Epoch} ends after step {epoch.Result.Step}, there are {_steps.Count} steps before it");
            if (BlockHash.Sha256Of(epoch.Result.Blocks) != epoch.Result.StateSha256) return Invariant.Text($"epoch {epoch.Result.Epoch}: the state's hash is not that of its blocks");
            if (!Is(line, LogJson.Write(epoch)) || chain.End(LogJson.Write(epoch.Result)) != epoch.ChainSha256) return $"{Changed}: the hash chain does not hold";
            _chain = epoch.ChainSha256;
            // A run that ended within an epoch goes on from before the line that says so: its state is one within that epoch.
            _places[epoch.Result.Step] = epoch.Result.Partial ? new LogPlace(start, _epochs.Count, _steps.Count, epoch.Result.StateSha256) : new LogPlace(end, _epochs.Count + 1, _steps.Count, epoch.Result.StateSha256);
            _epochs.Add(epoch);
            return null;
        }
    }
}

/// <summary>A place in a log's file from which a run can go on.</summary>
/// <param name="End">how many bytes are before it</param>
/// <param name="Epochs">how many epochs are before it</param>
/// <param name="Step">how many steps are before it</param>
/// <param name="StateSha256">the hash of the state there; none at the beginning</param>
internal readonly record struct LogPlace(long End, int Epochs, long Step, string? StateSha256);
