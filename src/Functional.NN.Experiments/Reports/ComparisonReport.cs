using System.Collections.Immutable;
using System.Text;

namespace Functional.NN.Experiments;

/// <summary>The page of several runs: their curves over each other, what differs in their experiments, and where their bits part.</summary>
public static class ComparisonReport
{
    private const int Fewest = 2;

    /// <summary>The page of runs as HTML.</summary>
    /// <param name="records">two runs or more; the others are held against the first</param>
    public static string Html(params IEnumerable<RunRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        ImmutableArray<RunRecord> all = [.. records];
        return all.Length >= Fewest ? Page(all).ToHtml() : throw new NNException(Invariant.Text($"ComparisonReport: two runs or more are compared, got {all.Length}."));
    }

    /// <summary>Writes the page of runs.</summary>
    /// <exception cref="DataException">The file cannot be written.</exception>
    public static void Write(string path, params IEnumerable<RunRecord> records)
    {
        string html = Html(records);
        WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
    }

    internal static ComparisonPage Page(ImmutableArray<RunRecord> records)
    {
        string[] labels = Labels(records);
        var others = records.Skip(1).Select((other, i) => Parting(labels[0], labels[i + 1], RunDiff.Between(records[0], other)));
        return new([.. records.Select((record, i) => Compared(record, labels[i]))], Fields(records), [.. others], [.. records.Skip(1).Select(other => $"fnn diff {Shell(records[0].Folder.Path)} {Shell(other.Folder.Path)}")]);
    }

    private static ComparedRun Compared(RunRecord record, string label) => new(label, record.Log.Epochs, record.Log.Steps, record.Result is { } result ? RunResult.Words(result.End) : "killed")
    {
        Test = record.Result?.Test ?? (record.Log.Epochs is [.., var last] ? last.Result.Test : null),
        Seconds = record.Result?.Seconds,
        StateSha256 = record.Result?.StateSha256,
    };

    /// <summary>The names of the folders, with those above them as far as it takes to tell them apart.</summary>
    private static string[] Labels(ImmutableArray<RunRecord> records)
    {
        string[][] parts = [.. records.Select(record => Path.GetFullPath(record.Folder.Path).Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))];
        int longest = parts.Max(p => p.Length);
        for (int depth = 1; depth < longest; depth++)
        {
            string[] labels = [.. parts.Select(p => string.Join('/', p.TakeLast(depth)))];
            if (labels.Distinct().Count() == labels.Length) return labels;
        }
        return [.. records.Select((record, i) => Invariant.Text($"{i + 1}: {record.Folder.Path}"))];
    }

    private static ImmutableArray<ComparedField> Fields(ImmutableArray<RunRecord> records)
    {
        string[] experiments = [.. records.Select(record => record.Experiment.ToJson())];
        var differences = experiments.Skip(1).Select(other => JsonDifference.Between(experiments[0], other).ToDictionary(d => d.Path)).ToArray();
        return [.. differences.SelectMany(d => d.Keys).Distinct().Select(path => new ComparedField(path, Values(path, differences)))];
    }

    /// <summary>The values of a field: where a run does not differ from the first, it has the first one's.</summary>
    private static ImmutableArray<string?> Values(string path, Dictionary<string, JsonDifference>[] differences)
    {
        string? first = differences.First(d => d.ContainsKey(path))[path].First;
        return [first, .. differences.Select(d => d.TryGetValue(path, out var difference) ? difference.Second : first)];
    }

    private static string Parting(string first, string other, RunComparison comparison)
    {
        string data = comparison.Data.IsEmpty ? "" : $" Their data differ: {string.Join("; ", comparison.Data)}.";
        string environment = comparison.Environment.IsEmpty ? "" : $" They were computed with other things: {string.Join("; ", comparison.Environment)}.";
        return $"{other} and {first}: {Where(comparison)}{data}{environment}";
    }

    private static string Where(RunComparison comparison) => comparison switch
    {
        { Step: { } step } => Invariant.Text($"they part at step {step.Step:N0}, in epoch {step.Epoch}{(step.Step > 1 ? "; everything before it has the same bits" : "")}. It has the losses {step.First.Loss} and {step.Second.Loss} and the gradient norms {step.First.GradientNorm} and {step.Second.GradientNorm}."),
        { Epoch: { } epoch } => Invariant.Text($"all {comparison.Steps:N0} steps have the same bits; what differs first is in epoch {epoch.Epoch}: {string.Join(", ", epoch.Blocks.Select(block => block.Name).Concat(epoch.Measures))}."),
        { Result: [_, ..] } => Invariant.Text($"the {comparison.Steps:N0} steps that both have are the same, bit for bit; at the end differs {string.Join("; ", comparison.Result)}."),
        _ => Invariant.Text($"all {comparison.Steps:N0} steps and {comparison.Epochs:N0} epochs have the same bits."),
    };

    /// <summary>A path as a shell takes it.</summary>
    private static string Shell(string path) => path.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '\\' or ':') ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
