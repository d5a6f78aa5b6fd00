using System.Diagnostics;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary>Training as plain lines: one for each epoch, and one every few seconds of a long one.</summary>
internal sealed class PlainTraining(Terminal terminal) : ITrainingWatcher
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly Stopwatch _since = Stopwatch.StartNew(), _lines = Stopwatch.StartNew();
    private TrainingStart? _start;

    public void OnStart(TrainingStart start)
    {
        _start = start;
        foreach (string line in TrainingText.Heading(start)) terminal.Out.WriteLine(line);
        Begin();
    }

    public void OnDamage(string sentence) => terminal.Complain(TrainingText.PassedOver(sentence));

    public void OnStep(TrainingProgress progress)
    {
        if (_since.Elapsed < Silence || progress.Samples >= _start!.TrainingSamples) return;
        terminal.Line($"epoch {progress.Epoch}/{_start.Epochs}  {100.0 * progress.Samples / _start.TrainingSamples,3:0} %  {progress.Samples / _lines.Elapsed.TotalSeconds:N0} samples/s  loss {progress.Loss:0.0000}{Accuracy("accuracy", progress.Accuracy)}");
        Flush();
    }

    public void OnEpoch(EpochReport epoch)
    {
        if (TrainingText.IsShown(epoch.Epoch, _start!.Epochs)) terminal.Line($"epoch {epoch.Epoch}/{_start.Epochs}  {_start.TrainingSamples / epoch.Seconds:N0} samples/s  training loss {epoch.Training.Loss:0.0000}  test loss {epoch.Test.DataLoss:0.0000}{Accuracy("test accuracy", epoch.Test.Accuracy)}  {TrainingText.Time(epoch.Seconds)}{string.Concat(epoch.Diagnostics.Select(d => $"  {d.Name} {d.Brief()}"))}");
        Begin();
    }

    private static string Accuracy(string name, double? accuracy) => accuracy is null ? "" : $"  {name} {TrainingText.Percent(accuracy)}";

    private void Begin()
    {
        _lines.Restart();
        Flush();
    }

    private void Flush()
    {
        _since.Restart();
        terminal.Out.Flush();
    }
}
