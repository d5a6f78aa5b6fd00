using System.Diagnostics;
using System.Globalization;
using Functional.NN.Experiments;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Functional.NN.Cli;

/// <summary>Training with a bar that moves: rate, loss, accuracy, time left.</summary>
internal sealed class LiveTraining : ITrainingWatcher
{
    private const int WidthBesideBar = 76, SmallestBar = 6, LargestBar = 40, WidthForUnits = 100;

    private readonly Terminal _terminal;
    private readonly IAnsiConsole _console;
    private readonly ProgressTask _bar;
    private readonly Figures _figures;
    private TrainingStart? _start;

    private LiveTraining(Terminal terminal, IAnsiConsole console, ProgressTask bar, Figures figures) => (_terminal, _console, _bar, _figures) = (terminal, console, bar, figures);

    /// <summary>Trains behind a bar, which is gone when the run ends.</summary>
    public static TrainingReport Run(Terminal terminal, Func<ITrainingWatcher?, CancellationToken, TrainingReport> train, CancellationToken cancellation)
    {
        var console = terminal.Console();
        int width = console.Profile.Width;
        var figures = new Figures(width >= WidthForUnits ? " samples/s" : "/s");
        return console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = Math.Clamp(width - WidthBesideBar, SmallestBar, LargestBar) }, new PercentageColumn(), figures)
            .Start(context => train(new LiveTraining(terminal, console, Bar(context), figures), cancellation));
    }

    public void OnStart(TrainingStart start)
    {
        _start = start;
        foreach (string line in TrainingText.Heading(start)) _console.WriteLine(line);
        _bar.IsIndeterminate = false;
        _bar.MaxValue = (double)start.Epochs * start.TrainingSamples;
        Describe(1);
        _figures.Begin(_bar.MaxValue);
    }

    public void OnDamage(string sentence) => _terminal.Complain(TrainingText.PassedOver(sentence));

    public void OnStep(TrainingProgress progress)
    {
        double done = (progress.Epoch - 1.0) * _start!.TrainingSamples + progress.Samples;
        _bar.Value = done;
        _figures.Now(done, progress);
    }

    public void OnEpoch(EpochReport epoch)
    {
        if (epoch.Epoch < _start!.Epochs) Describe(epoch.Epoch + 1);
    }

    private static ProgressTask Bar(ProgressContext context)
    {
        var bar = context.AddTask("reading");
        bar.IsIndeterminate = true;
        return bar;
    }

    private void Describe(int epoch) => _bar.Description = string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}/{_start!.Epochs}");

    /// <summary>The numbers behind the bar.</summary>
    private sealed class Figures(string unit) : ProgressColumn
    {
        private readonly Stopwatch _clock = new();
        private double _all;
        private volatile string _text = "";

        protected override bool NoWrap => true;

        public void Begin(double all)
        {
            _all = all;
            _clock.Restart();
        }

        public void Now(double done, TrainingProgress progress)
        {
            double seconds = _clock.Elapsed.TotalSeconds, rate = done / Math.Max(seconds, 1e-9);
            string accuracy = progress.Accuracy is { } a ? $"  accuracy {TrainingText.Percent(a)}" : "";
            _text = string.Create(CultureInfo.InvariantCulture, $"{rate:N0}{unit}  loss {progress.Loss:0.0000}{accuracy}  {TrainingText.Time((_all - done) / rate)} left");
        }

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(_text);
    }
}
