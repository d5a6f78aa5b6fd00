using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary>A comparison of two runs as text for people and as JSON for programs.</summary>
internal static class ComparisonText
{
    private const int Most = 12;   // of a list; the rest is counted

    /// <summary>What differs, most telling first; one line where nothing does.</summary>
    /// <param name="terminal">where to write</param>
    /// <param name="comparison">the comparison</param>
    /// <param name="what">what was done: <c>replayed</c>, <c>compared</c></param>
    public static void Show(Terminal terminal, RunComparison comparison, string what)
    {
        terminal.Line($"{what} {comparison.Steps:N0} steps and {Count(comparison.Epochs, "epoch")}: {(comparison.IsSame ? "every bit is the same" : "not the same")}");
        List(terminal, "damaged", comparison.Damage);
        List(terminal, "data", comparison.Data);
        List(terminal, "experiment", comparison.Experiment);
        if (comparison.Step is { } step)
            terminal.Line($"first step that differs: {step.Step} (epoch {step.Epoch}), loss {step.First.Loss:R} ≠ {step.Second.Loss:R}, gradient norm {step.First.GradientNorm:R} ≠ {step.Second.GradientNorm:R}");
        if (comparison.Epoch is { } epoch)
        {
            terminal.Line($"first epoch that differs: {epoch.Epoch}, {Count(epoch.Blocks.Length, "block")} of the state");
            List(terminal, "block", [.. epoch.Blocks.OrderByDescending(block => block.Ulps).Select(Block)]);
            List(terminal, "measure", epoch.Measures);
        }
        List(terminal, "end", comparison.Result);
        List(terminal, "environment", comparison.Environment);
    }

    /// <summary>The comparison as one JSON object.</summary>
    public static void Json(Terminal terminal, RunComparison comparison) => terminal.Out.WriteLine(new JsonObject
    {
        ["same"] = comparison.IsSame,
        ["steps"] = comparison.Steps,
        ["epochs"] = comparison.Epochs,
        ["damage"] = Array(comparison.Damage),
        ["data"] = Array(comparison.Data),
        ["experiment"] = Array(comparison.Experiment),
        ["first step"] = comparison.Step?.Step,
        ["first epoch"] = comparison.Epoch?.Epoch,
        ["blocks"] = comparison.Epoch is { } epoch ? new JsonObject(epoch.Blocks.Select(block => KeyValuePair.Create(block.Name, (JsonNode?)block.Ulps))) : null,
        ["measures"] = comparison.Epoch is { } measured ? Array(measured.Measures) : null,
        ["end"] = Array(comparison.Result),
        ["environment"] = Array(comparison.Environment),
    }.ToJsonString(TrainingText.Readable));

    private static string Block(BlockDifference block) => block.Name + (block.Ulps is { } ulps ? Text($": up to {ulps:N0} ulps") : "");

    private static void List(Terminal terminal, string name, ImmutableArray<string> items)
    {
        foreach (string item in items.Take(Most)) terminal.Line($"{name + ":",-13}{item}");
        if (items.Length > Most) terminal.Line($"{"",-13}and {items.Length - Most:N0} more");
    }

    private static JsonArray Array(IEnumerable<string> items) => new([.. items.Select(item => (JsonNode)item)]);

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : Text($"{count:N0} {what}s");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
