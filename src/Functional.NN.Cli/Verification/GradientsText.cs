using System.Globalization;
using Functional.NN.Experiments.Verification;
using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary>Checks of gradients as text for people.</summary>
internal static class GradientsText
{
    private const int Explained = 20;   // cases, under a table

    private static readonly string[] Columns = ["cases", "coordinates", "kinks", "cannot\ntell", "error/\nbound", "time"];

    /// <summary>The table of rows, what is bad explained under it, what was not checked, and one line for all.</summary>
    public static void Show(Terminal terminal, IReadOnlyList<GradientRow> rows, IReadOnlyList<NotChecked> without, string noun, double seconds)
    {
        if (rows.Count > 0) terminal.Console().Write(Table(rows));
        var bad = rows.SelectMany(row => row.Outcomes.Where(outcome => outcome.IsBad).Select(outcome => (row, outcome))).ToArray();
        foreach (var (row, outcome) in bad.Take(Explained)) Explain(terminal, row, outcome);
        if (bad.Length > Explained) terminal.Line($"… and {bad.Length - Explained} more");
        foreach (var one in without) terminal.Line($"not checked: {one.Name}: {one.Reason}");
        var all = rows.Aggregate(GradientTally.None, (sum, row) => sum + row.Tally);
        terminal.Line($"{Count(rows.Count, noun)}, {Count(rows.Sum(row => row.Outcomes.Length), "case")}, {Count(all.Checked, "coordinate")}: {all.Wrong:N0} wrong, {all.Kinks:N0} at kinks, {all.CannotTell:N0} cannot be told; {Count(bad.Length, "bad case")}, {TrainingText.Time(seconds)}");
    }

    /// <summary>The table of a network's blocks, what is bad explained under it, and one line for all.</summary>
    public static void Show(Terminal terminal, NetworkCheckReport checkedNetwork, GradientOutcome outcome)
    {
        terminal.Line($"data       {checkedNetwork.Data}");
        terminal.Line($"network    {checkedNetwork.Network.Layout.Size:N0} parameters, {checkedNetwork.Loss}");
        terminal.Line($"checked    {checkedNetwork.Coordinates}");
        var table = new Table().Border(TableBorder.Rounded).AddColumn("block").AddColumn("shape");
        foreach (string column in new[] { "coordinates", "wrong", "kinks", "cannot\ntell", "error/\nbound" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var row in checkedNetwork.Rows)
            table.AddRow([.. new[] { row.Name, row.Shape.ToString(), Number(row.Tally.Checked), Number(row.Tally.Wrong), Number(row.Tally.Kinks), Number(row.Tally.CannotTell), Error(row.Tally) }.Select(Markup.Escape)]);
        terminal.Console().Write(table);
        foreach (string line in outcome.Worst) terminal.Line($"  {line}");
        terminal.Line($"{GradientFiles.Text(outcome.Verdict)}{(outcome.Reason is { } reason ? $": {reason}" : "")}; {TrainingText.Time(outcome.Seconds)}");
    }

    /// <summary>A row in one line.</summary>
    public static string Line(GradientRow row) => Text($"{row.Kind} {row.Name}: {GradientFiles.Text(row.Verdict)}, {Count(row.Outcomes.Length, "case")}, {Count(row.Tally.Checked, "coordinate")}, {row.Tally.Wrong:N0} wrong");

    private static Table Table(IReadOnlyList<GradientRow> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("").NoWrap()).AddColumn(new TableColumn("name").NoWrap());
        foreach (string column in Columns) table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("verdict").NoWrap());
        string kind = "";
        foreach (var row in rows)
        {
            string[] cells = [row.Kind == kind ? "" : row.Kind, row.Name, Number(row.Outcomes.Length), Number(row.Tally.Checked), Number(row.Tally.Kinks), Number(row.Tally.CannotTell), Error(row.Tally), Text($"{row.Seconds:0.0} s"), GradientFiles.Text(row.Verdict)];
            kind = row.Kind;
            table.AddRow([.. cells.Select((cell, column) => row.IsBad && column == cells.Length - 1 ? $"[red]{Markup.Escape(cell)}[/]" : Markup.Escape(cell))]);
        }
        return table;
    }

    private static void Explain(Terminal terminal, GradientRow row, GradientOutcome outcome)
    {
        terminal.Line($"{GradientFiles.Text(outcome.Verdict)}: {row.Kind} {row.Name}, {outcome.Name}{(outcome.Reason is { } reason ? $": {reason}" : "")}");
        foreach (string line in outcome.Worst) terminal.Line($"  {line}");
    }

    private static string Error(GradientTally tally) => tally.Checked == 0 ? "–" : !double.IsFinite(tally.Worst) ? "∞" : tally.Worst < 1000 ? Text($"{tally.Worst:0.000}") : Text($"{tally.Worst:0.0e+0}");

    private static string Number(int number) => Text($"{number:N0}");

    private static string Count(int number, string what) => Text($"{number:N0} {what}{(number == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
