using System.Diagnostics;
using System.Globalization;
using Functional.NN.Experiments.Verification;
using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary>A run of checks as it comes along: a bar on a terminal, and else a line now and then, and one for each row that is bad.</summary>
internal sealed class GradientsProgress : IGradientWatcher
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly Terminal _terminal;
    private readonly ProgressTask? _bar;
    private readonly Stopwatch _since = Stopwatch.StartNew();

    private GradientsProgress(Terminal terminal, ProgressTask? bar) => (_terminal, _bar) = (terminal, bar);

    /// <summary>Runs checks behind a bar, which is gone when they end, or with plain lines.</summary>
    public static TResult Show<TResult>(Terminal terminal, Func<IGradientWatcher, TResult> run)
    {
        if (!terminal.CanRedraw) return run(new GradientsProgress(terminal, null));
        return terminal.Console().Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context => run(new GradientsProgress(terminal, context.AddTask("checking gradients"))));
    }

    public void OnRow(GradientRow row, int done, int count)
    {
        if (_bar is not null)
        {
            _bar.MaxValue = count;
            _bar.Value = done;
            _bar.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{done} of {count}: {row.Name}"));
        }
        else if (row.IsBad || _since.Elapsed >= Silence)
        {
            _terminal.Line($"{done} of {count}  {GradientsText.Line(row)}");
            _terminal.Out.Flush();
            _since.Restart();
        }
    }
}
