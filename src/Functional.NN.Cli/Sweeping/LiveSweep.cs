using System.Globalization;
using Functional.NN.Experiments;
using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary>A sweep behind a table that is drawn again and again: the trials that run, and how much is done. What has ended stays above it as plain lines.</summary>
internal static class LiveSweep
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs behind the table, which is gone at the end.</summary>
    public static TResult Run<TResult>(Terminal terminal, PreparedSweep sweep, Func<SweepProgress, Task<TResult>> run)
    {
        var console = terminal.Console();
        var lines = new Queue<string>();
        var progress = new SweepProgress(sweep, line =>
        {
            lock (lines) lines.Enqueue(line);
        });
        return console.Live(Table(sweep, progress.Tally)).AutoClear(true).Start(context =>
        {
            var result = run(progress);
            do
            {
                Print(console, lines);
                context.UpdateTarget(Table(sweep, progress.Tally));
            }
            while (Task.WaitAny([result], Beat) < 0);
            Print(console, lines);
            return result.GetAwaiter().GetResult();
        });
    }

    private static void Print(IAnsiConsole console, Queue<string> lines)
    {
        lock (lines)
            while (lines.TryDequeue(out string? line))
                if (!line.EndsWith(" begins", StringComparison.Ordinal) && !line.EndsWith(" goes on", StringComparison.Ordinal)) console.WriteLine(line);
    }

    private static Table Table(PreparedSweep sweep, SweepTally tally)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(Markup.Escape(tally.Line));
        table.AddColumn(new TableColumn("trial").RightAligned()).AddColumn("setting").AddColumn(new TableColumn("time").RightAligned()).AddColumn(new TableColumn("epoch").RightAligned()).AddColumn(new TableColumn("so far").NoWrap());
        foreach (var trial in tally.Running)
        {
            string[] cells = [trial.Job.Trial.Number.ToString(CultureInfo.InvariantCulture), sweep.Plan.Label(trial.Job.Trial), TrainingText.Time(trial.Since.Elapsed.TotalSeconds), trial.Epoch, trial.Figures];
            table.AddRow([.. cells.Select(cell => new Text(cell) { Overflow = Overflow.Ellipsis })]);
        }
        return table;
    }
}
