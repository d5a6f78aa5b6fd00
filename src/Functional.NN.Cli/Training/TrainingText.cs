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
        var s = start.Settings;
        string held = start.ValidationSamples > 0 ? Text($", {start.ValidationSamples} of them held back for early stopping") : "";
        yield return Text($"data       {s.Data}: {start.TrainingData}{held}; {start.TestSamples} to test with");
        yield return Text($"network    {s.Network}: {start.Network.Layout.Size:N0} parameters, {(s.Precision == Precision.Float ? "float" : "double")}");
        yield return Text($"training   {s.Optimizer}{(s.Rate is { } rate ? Text($", learning rate {rate}") : "")}{Schedule(s)}, batches of {s.Batch}, {Epochs(start.Epochs)}, seed {s.Seed}") + (s.L2 > 0 ? Text($", L2 {s.L2}") : "");
    }

    /// <summary>The table of epochs and the last lines; when brief, the last lines alone.</summary>
    public static void Show(Terminal terminal, TrainingReport report, bool brief)
    {
        if (!brief && report.Epochs.Length > 0) terminal.Console().Write(Table(report));
        if ((!brief || report.End is FitEnd.Cancelled or FitEnd.NotFinite) && Ending(report) is { } ending) terminal.Out.WriteLine(ending);
        terminal.Line($"test loss: {report.TestLoss:0.0000}");
        if (report.TestAccuracy is { } accuracy) terminal.Line($"test accuracy: {Percent(accuracy)}");
        terminal.Line($"theta sha256: {report.ThetaSha256}");
        if (!brief && report.Start.Settings.SaveTo is { } path) terminal.Line($"saved to {path}");
    }

    /// <summary>The report as one JSON object; numbers that are not finite are null.</summary>
    public static void Json(Terminal terminal, TrainingReport report)
    {
        var s = report.Start.Settings;
        var json = new JsonObject
        {
            ["data"] = s.Data,
            ["network"] = s.Network,
            ["parameters"] = report.Start.Network.Layout.Size,
            ["precision"] = s.Precision == Precision.Float ? "float" : "double",
            ["loss"] = s.Loss,
            ["l2"] = s.L2,
            ["optimizer"] = s.Optimizer,
            ["learning rate"] = s.Rate,
            ["schedule"] = s.Schedule,
            ["reduce on plateau"] = s.PlateauPatience,
            ["batch"] = s.Batch,
            ["seed"] = s.Seed,
            ["training samples"] = report.Start.TrainingSamples,
            ["test samples"] = report.Start.TestSamples,
            ["epochs"] = new JsonArray([.. report.Epochs.Select(Json)]),
            ["end"] = End(report.End),
            ["fault"] = report.Fault,
            ["best epoch"] = report.BestEpoch,
            ["steps"] = report.Steps,
            ["test loss"] = Finite(report.TestLoss),
            ["test accuracy"] = Fraction(report.TestAccuracy),
            ["seconds"] = Math.Round(report.Seconds, 3),
            ["theta sha256"] = report.ThetaSha256,
            ["saved to"] = s.SaveTo,
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
        ["training loss"] = Finite(epoch.TrainingLoss),
        ["training accuracy"] = Fraction(epoch.TrainingAccuracy),
        ["validation loss"] = Finite(epoch.ValidationLoss),
        ["test loss"] = Finite(epoch.TestLoss),
        ["test accuracy"] = Fraction(epoch.TestAccuracy),
        ["seconds"] = Math.Round(epoch.Seconds, 3),
    };

    private static Table Table(TrainingReport report)
    {
        bool validated = report.Start.ValidationSamples > 0, counted = report.TestAccuracy is not null;
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn(new TableColumn("epoch").RightAligned()).AddColumn(new TableColumn("training loss").RightAligned());
        if (validated) table.AddColumn(new TableColumn("validation loss").RightAligned());
        table.AddColumn(new TableColumn("test loss").RightAligned());
        if (counted) table.AddColumn(new TableColumn("test accuracy").RightAligned());
        table.AddColumn(new TableColumn("time").RightAligned());
        foreach (var epoch in Shown(report))
        {
            string[] all = [Text($"{epoch.Epoch}"), Text($"{epoch.TrainingLoss:0.0000}"), Text($"{epoch.ValidationLoss:0.0000}"), Text($"{epoch.TestLoss:0.0000}"), Percent(epoch.TestAccuracy), Time(epoch.Seconds)];
            table.AddRow([.. all.Where((_, column) => (column != 2 || validated) && (column != 4 || counted))]);
        }
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

    private static string Schedule(TrainingSettings s) =>
        (s.Schedule == new TrainingSettings().Schedule ? "" : $" {s.Schedule}") + (s.PlateauPatience is { } patience ? Text($" reduced on a plateau of more than {patience}") : "");

    private static string Epochs(int epochs) => epochs == 1 ? "1 epoch" : Text($"{epochs} epochs");

    /// <summary>A fraction without the last digits, which come from averaging batches.</summary>
    private static double? Fraction(double? number) => Finite(number) is { } n ? Math.Round(n, 6) : null;

    private static double? Finite(double? number) => number is { } n && double.IsFinite(n) ? n : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
