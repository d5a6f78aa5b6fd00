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
        private readonly ImmutableArray<LoggedStep>.Builder _steps = ImmutableArray.CreateBuilder<LoggedStep>();
        private readonly ImmutableArray<LoggedEpoch>.Builder _epochs = ImmutableArray.CreateBuilder<LoggedEpoch>();
        private readonly ImmutableSortedDictionary<long, LogPlace>.Builder _places = ImmutableSortedDictionary.CreateBuilder<long, LogPlace>();

        public RunLog All()
        {
            int start = 0, number = 0;
            string? fault = null;
            while (fault is null && Array.IndexOf(bytes, (byte)'\n', start) is >= 0 and var end)
            {
                fault = Line(bytes.AsMemory(start..end), end + 1) is { } wrong ? Invariant.Text($"{path}, line {number + 1}: {wrong}.") : null;
                if (fault is not null) break;
                (start, number) = (end + 1, number + 1);
            }
            return new RunLog(_steps.ToImmutable(), _epochs.ToImmutable(), fault) { Length = start, Places = _places.ToImmutable(), Chain = chain.Value };
        }

        /// <summary>What is wrong with a line; nothing when it is right.</summary>
        private string? Line(ReadOnlyMemory<byte> line, long end)
        {
            try
            {
                using var json = JsonDocument.Parse(line);
                return json.RootElement.ValueKind != JsonValueKind.Object ? "it is no JSON object" : json.RootElement.TryGetProperty("epoch", out _) ? Epoch(json.RootElement, end)
                    : json.RootElement.TryGetProperty("saved", out _) ? Save(json.RootElement, end) : Step(json.RootElement, line);
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or ArgumentException or NNException)
            {
                return $"it is no line of a run's log ({e.Message.TrimEnd('.')})";
            }
        }

        private string? Step(JsonElement json, ReadOnlyMemory<byte> line)
        {
            var step = LogJson.ReadStep(json);
            if (step.Step != _steps.Count + 1) return Invariant.Text($"step {_steps.Count + 1} was to come, here is step {step.Step}");
            if (_epochs is [.., { Result.Partial: true }]) return "the run has ended before it";
            string text = LogJson.Write(step);
            if (!Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(line.Span)) return Invariant.Text($"step {step.Step} is not written as runs write it");
            chain.Add(text);
            _steps.Add(step);
            return null;
        }

        private string? Save(JsonElement json, long end)
        {
            var save = LogJson.ReadSave(json);
            if (save.Step != _steps.Count) return Invariant.Text($"a state saved after step {save.Step} stands after step {_steps.Count}");
            if (save.SinceSha256 != chain.Since) return Invariant.Text($"the steps before step {save.Step} are not what was written: their hash is another");
            _places[save.Step] = new LogPlace(end, _epochs.Count, _steps.Count);
            return null;
        }

        private string? Epoch(JsonElement json, long end)
        {
            var epoch = LogJson.ReadEpoch(json);
            if (epoch.Result.Epoch != _epochs.Count + 1) return Invariant.Text($"epoch {_epochs.Count + 1} was to come, here is epoch {epoch.Result.Epoch}");
            if (epoch.Result.Step != _steps.Count) return Invariant.Text($"epoch {epoch.Result.Epoch} ends after step {epoch.Result.Step}, there are {_steps.Count} steps before it");
            if (BlockHash.Sha256Of(epoch.Result.Blocks) != epoch.Result.StateSha256) return Invariant.Text($"epoch {epoch.Result.Epoch}: the state's hash is not that of its blocks");
            if (chain.End(LogJson.Write(epoch.Result)) != epoch.ChainSha256) return Invariant.Text($"epoch {epoch.Result.Epoch}: the hash chain does not hold; a number of this line or of a step of this epoch is not what was written");
            _epochs.Add(epoch);
            _places[epoch.Result.Step] = new LogPlace(end, _epochs.Count, _steps.Count);
            return null;
        }
    }
}

/// <summary>A place in a log's file from which a run can go on.</summary>
/// <param name="End">how many bytes are before it</param>
/// <param name="Epochs">how many epochs are before it</param>
/// <param name="Step">how many steps are before it</param>
internal readonly record struct LogPlace(long End, int Epochs, long Step);
