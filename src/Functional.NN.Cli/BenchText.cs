using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary>What was measured, as a line for people and as a line of JSON for programs.</summary>
internal static class BenchText
{
    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>train mlp-b128 threads=2: 0.153 s/epoch, 392,000 samples/s, 83 % of FMA peak, 0 B/step …</c></summary>
    public static string Line(BenchResult result) => Name(result) + ": " + result switch
    {
        PeakResult r => Text($"{r.Flops / 1e9:0.0} GFLOP/s by {r.Instructions}"),
        ProductResult r => Text($"{r.Flops / 1e9:0.0} GFLOP/s, {100 * r.PeakShare:0} % of FMA peak, {Time(r.Seconds)}"),
        ElementResult r => Text($"{r.SecondsPerElement * 1e9:0.000} ns/element"),
        TrainResult r => Text($"{r.Best:0.000} s/epoch, {r.SamplesPerSecond:N0} samples/s, {100 * r.PeakShare:0} % of FMA peak, {r.BytesPerStep:N0} B/step; ")
            + Text($"median {r.Median:0.000} s, first epoch {r.First - r.Best:+0.000;-0.000} s, {r.BytesPerEpoch:N0} B and {r.CollectionsPerEpoch:0.##} collections an epoch{(r.Eager is null ? "" : $"; steps were not planned: {r.Eager}")}{Note(r.Synthetic)}"),
        InPlaceResult r => Text($"{r.Ratio:0.000} × the time of steps in place ({r.Best:0.000} s/epoch against {r.BestInPlace:0.000}), {(r.SameBits ? "the same bits" : "OTHER BITS")}{Note(r.Synthetic)}"),
        RecordResult r => Text($"{r.Ratio:0.000} × the time of runs without a record, {r.ProcessorRatio:0.000} × that of the processors ({1e3 * r.OfEpoch:0.0} ms an epoch and {1e3 * r.OfRun:0.0} ms a run more than {r.Seconds:0.000} s for {r.Epochs} epochs), {(r.SameBits ? "the same bits" : "OTHER BITS")}{Note(r.Synthetic)}"),
        _ => throw new InvalidOperationException($"There is no text for {result.GetType().Name}."),
    };

    /// <summary>The same as one JSON object without line breaks.</summary>
    public static string Json(BenchResult result)
    {
        var json = new JsonObject { ["family"] = result.Family, ["case"] = result.Case, ["precision"] = Precision(result), ["threads"] = result.Threads };
        foreach (var (name, value) in Fields(result)) json[name] = value;
        return json.ToJsonString(OneLine);
    }

    private static IEnumerable<(string Name, JsonNode? Value)> Fields(BenchResult result) => result switch
    {
        PeakResult r => [("gflops", Round(r.Flops / 1e9)), ("instructions", r.Instructions)],
        ProductResult r => [("seconds", r.Seconds), ("gflops", Round(r.Flops / 1e9)), ("peak share", Round(r.PeakShare))],
        ElementResult r => [("elements", r.Elements), ("ns per element", Round(r.SecondsPerElement * 1e9))],
        TrainResult r =>
        [
            ("synthetic", r.Synthetic), ("epochs", r.Epochs), ("steps per epoch", r.Steps), ("best epoch", Round(r.Best)), ("median epoch", Round(r.Median)), ("first epoch", Round(r.First)),
            ("samples per second", Math.Round(r.SamplesPerSecond)), ("peak share", Round(r.PeakShare)), ("bytes per step", Round(r.BytesPerStep)), ("bytes per epoch", Round(r.BytesPerEpoch)), ("collections per epoch", Round(r.CollectionsPerEpoch)), ("eager", r.Eager),
        ],
        InPlaceResult r =>
        [
            ("synthetic", r.Synthetic), ("epochs", r.Epochs), ("best epoch", Round(r.Best)), ("best epoch in place", Round(r.BestInPlace)), ("ratio", Round(r.Ratio)), ("same bits", r.SameBits),
        ],
        RecordResult r =>
        [
            ("synthetic", r.Synthetic), ("epochs", r.Epochs), ("seconds", Round(r.Seconds)), ("seconds more an epoch", r.OfEpoch), ("seconds more a run", r.OfRun), ("ratio", Round(r.Ratio)), ("processor ratio", Round(r.ProcessorRatio)), ("same bits", r.SameBits),
        ],
        _ => [],
    };

    private static string Name(BenchResult result) => result is TrainResult or InPlaceResult or RecordResult
        ? Text($"{result.Family} {result.Case} threads={result.Threads}")
        : Text($"{result.Family} {result.Case} {Precision(result)} threads={result.Threads}");

    private static string Precision(BenchResult result) => result.Precision == Experiments.Precision.Float ? "float" : "double";

    private static string Note(bool synthetic) => synthetic ? " (synthetic)" : "";

    private static string Time(double seconds) => seconds < 1e-3 ? Text($"{seconds * 1e6:0.00} µs") : Text($"{seconds * 1e3:0.00} ms");

    private static double Round(double number) => Math.Round(number, 5);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
