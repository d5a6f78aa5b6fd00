using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Functional.NN.Experiments;
using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary>Reports of training as text for people and as JSON for programs.</summary>
internal static class TrainingText
{
    private const int Rows = 20;   // of a table; more epochs than these are thinned out

    /// <summary>JSON for people to read as well.</summary>
    public static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What is about to be trained, in three lines.</summary>
    public static IEnumerable<string> Heading(TrainingStart start)
    {
        var e = start.Experiment;
        string penalty = e.Objective is Supervised { Penalties.IsEmpty: false } usual ? $", {string.Join(", ", usual.Penalties)}" : "";
        string[] from = start.From > 0 ? [Text($"going on   from step {start.From:N0}")] : [];
        return [.. Subject(start), Text($"training   {e.Optimizer}{Schedule(e)}, batches of {e.Training.Batch}, {Epochs(start.Epochs)}, seed {e.Seed}") + penalty, .. from];
    }

    /// <summary>What a run that goes on says of something damaged.</summary>
    public static string PassedOver(string sentence) => $"{sentence.TrimEnd('.')}; going on from what is right before it.";

    /// <summary>The data and the network, in two lines.</summary>
    public static IEnumerable<string> Subject(TrainingStart start)
    {
        var e = start.Experiment;
        string held = start.ValidationSamples > 0 ? Text($"; {start.ValidationSamples} held back for validation") : "";
        yield return Text($"data       {e.Data.Path ?? e.Data.Source}: {start.TrainingData}{held}; {start.TestSamples} to test with");
        yield return Text($"network    {Layers(e.Network)}: {e.Network.Layout.Size:N0} parameters, {PrecisionOf(e)}");
    }

    /// <summary>The table of epochs, that of their diagnostics where there are some, and the last lines; when brief, the last lines alone.</summary>
    public static void Show(Terminal terminal, TrainingReport report, RunOptions options, bool brief)
    {
        if (!brief && report.Epochs.Length > 0)
        {
            terminal.Console().Write(Table(report));
            if (!report.Start.Experiment.Training.Diagnostics.IsEmpty) terminal.Console().Write(DiagnosticsTable(report));
        }
        if ((!brief || report.End is FitEnd.Cancelled or FitEnd.NotFinite) && Ending(report) is { } ending) terminal.Out.WriteLine(ending);
        terminal.Line($"test loss: {report.Test.DataLoss:0.0000}");
        if (report.Test.Accuracy is { } accuracy) terminal.Line($"test accuracy: {Percent(accuracy)}");
        terminal.Line($"theta sha256: {report.ThetaSha256}");
        terminal.Line($"state sha256: {report.StateSha256}");
        if (report.ChainSha256 is { } chain) terminal.Line($"chain sha256: {chain}");
        if (!brief && options.SaveTo is { } path) terminal.Line($"saved to {path}");
        if (!brief && report.Start.Folder is { } folder) terminal.Line($"{(report.End == FitEnd.Cancelled ? $"go on with: fnn train --resume {folder}" : $"record: {folder}")}");
    }

    /// <summary>The report as one JSON object; numbers that are not finite are null.</summary>
    public static void Json(Terminal terminal, TrainingReport report, RunOptions options)
    {
        var e = report.Start.Experiment;
        var json = new JsonObject
        {
            ["experiment"] = e.Name,
            ["data"] = e.Data.Path ?? e.Data.Source,
            ["network"] = Layers(e.Network),
            ["parameters"] = e.Network.Layout.Size,
            ["precision"] = PrecisionOf(e),
            ["optimizer"] = e.Optimizer.ToString(),
            ["schedule"] = e.Schedule,
            ["batch"] = e.Training.Batch,
            ["seed"] = e.Seed,
            ["training samples"] = report.Start.TrainingSamples,
            ["test samples"] = report.Start.TestSamples,
            ["epochs"] = new JsonArray([.. report.Epochs.Select(Json)]),
            ["end"] = End(report.End),
            ["fault"] = report.Fault,
            ["best epoch"] = report.BestEpoch,
            ["steps"] = report.Steps,
            ["test loss"] = Finite(report.Test.DataLoss),
            ["test accuracy"] = Fraction(report.Test.Accuracy),
            ["seconds"] = Math.Round(report.Seconds, 3),
            ["theta sha256"] = report.ThetaSha256,
            ["state sha256"] = report.StateSha256,
            ["chain sha256"] = report.ChainSha256,
            ["run"] = report.Start.Folder,
            ["saved to"] = options.SaveTo,
        };
        terminal.Out.WriteLine(json.ToJsonString(Readable));
    }

    /// <summary>Whether an epoch has a line: all of a few do, of many the first, the last, and some at equal distances.</summary>
    public static bool IsShown(int epoch, int epochs) => epoch == 1 || epoch == epochs || epoch % (((long)epochs + Rows - 1) / Rows) == 0;

    /// <summary>A fraction as people read it: <c>98.31 %</c>.</summary>
    public static string Percent(double? fraction) => fraction is { } f ? Text($"{100 * f:0.00} %") : "–";

    /// <summary>A time as people read it: <c>0.8 s</c>, <c>1:05</c>.</summary>
    public static string Time(double seconds) => seconds < 60 ? Text($"{seconds:0.0} s") : Text($"{(int)(seconds / 60)}:{(int)seconds % 60:00}");

    private static JsonNode Json(EpochReport epoch) => new JsonObject
    {
        ["epoch"] = epoch.Epoch,
        ["training loss"] = Finite(epoch.Training.Loss),
        ["training accuracy"] = Fraction(epoch.Training.Accuracy),
        ["validation loss"] = Finite(epoch.Validation?.DataLoss),
        ["test loss"] = Finite(epoch.Test.DataLoss),
        ["test accuracy"] = Fraction(epoch.Test.Accuracy),
        ["seconds"] = Math.Round(epoch.Seconds, 3),
        ["diagnostics"] = new JsonObject(epoch.Diagnostics.Select(d => KeyValuePair.Create(d.Name, (JsonNode?)Json(d.Findings)))),
    };

    private static JsonObject Json(Findings findings)
    {
        var json = new JsonObject(findings.Numbers.Select(number => KeyValuePair.Create(number.Name, (JsonNode?)Finite(number.Value))));
        if (findings.CriticalPoint is { } point) json["critical point"] = point;
        return json;
    }

    private static Table Table(TrainingReport report)
    {
        bool validated = report.Start.ValidationSamples > 0, counted = report.Test.Accuracy is not null;
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn("epoch").RightAligned()).AddColumn(new TableColumn("training loss").RightAligned());
        if (validated) table.AddColumn(new TableColumn("validation loss").RightAligned());
        table.AddColumn(new TableColumn("test loss").RightAligned());
        if (counted) table.AddColumn(new TableColumn("test accuracy").RightAligned());
        table.AddColumn(new TableColumn("time").RightAligned());
        foreach (var epoch in Shown(report))
        {
            string[] all = [Text($"{epoch.Epoch}"), Text($"{epoch.Training.Loss:0.0000}"), Text($"{epoch.Validation?.DataLoss:0.0000}"), Text($"{epoch.Test.DataLoss:0.0000}"), Percent(epoch.Test.Accuracy), Time(epoch.Seconds)];
            table.AddRow([.. all.Where((_, column) => (column != 2 || validated) && (column != 4 || counted))]);
        }
        return table;
    }

    /// <summary>A table of its own, so that the columns have room.</summary>
    private static Table DiagnosticsTable(TrainingReport report)
    {
        var names = report.Start.Experiment.Training.Diagnostics;
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("epoch").RightAligned());
        foreach (string name in names) table.AddColumn(new TableColumn(name).RightAligned());
        foreach (var epoch in Shown(report))
            table.AddRow([Text($"{epoch.Epoch}"), .. names.Select(name => Markup.Escape(epoch.Diagnostics.FirstOrDefault(d => d.Name == name)?.Brief() ?? ""))]);
        return table;
    }

    private static IEnumerable<EpochReport> Shown(TrainingReport report) =>
        report.Epochs.Where(e => IsShown(e.Epoch, report.Start.Epochs) || e.Epoch == report.Epochs.Length || e.Epoch == report.BestEpoch);

    private static string? Ending(TrainingReport report) => report.End switch
    {
        FitEnd.StoppedEarly => Text($"stopped early after epoch {report.Epochs.Length}; the model is that of epoch {report.BestEpoch}"),
        FitEnd.Cancelled => Text($"interrupted; the model is that after {report.Steps:N0} steps"),
        FitEnd.NotFinite => Text($"ended by a number that is not finite; the model is that after {report.Steps:N0} steps"),
        _ when report.BestEpoch is { } best => Text($"the model is that of epoch {best}, which had the lowest validation loss"),
        _ => null,
    };

    private static string End(FitEnd end) => end switch { FitEnd.Completed => "completed", FitEnd.StoppedEarly => "stopped early", FitEnd.Cancelled => "interrupted", _ => "not finite" };

    private static string Schedule(Experiment e) => (e.Schedule == Experiment.ConstantRate ? "" : $" {e.Schedule}") + (e.Controller is { } controller ? $", {controller}" : "");

    private static string PrecisionOf(Experiment e) => e.Training.Precision == Precision.Float ? "float" : "double";

    /// <summary>The kinds of layers in their order, the first ones where there are many.</summary>
    private static string Layers(Network network)
    {
        const int most = 8;
        var kinds = network.Body.Layers.Select(layer => (layer is NamedLayer named ? named.Layer : layer).GetType().Name).ToList();
        return kinds.Count <= most ? string.Join("-", kinds) : $"{string.Join("-", kinds.Take(most - 1))}-… {kinds[^1]}";
    }

    private static string Epochs(int epochs) => epochs == 1 ? "1 epoch" : Text($"{epochs} epochs");

    /// <summary>A fraction without the last digits, which come from averaging batches.</summary>
    private static double? Fraction(double? number) => Finite(number) is { } n ? Math.Round(n, 6) : null;

    private static double? Finite(double? number) => number is { } n && double.IsFinite(n) ? n : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
