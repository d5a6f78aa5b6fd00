using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>The curves of several runs over each other: one picture for each measure, one colour for each run.</summary>
internal static class ComparisonCurves
{
    private static readonly Axis Epoch = new("epoch", NumberForm.Whole);

    public static IEnumerable<Picture> Of(ImmutableArray<ComparedRun> runs)
    {
        (string Name, Func<LoggedResult, Metrics?> Of)[] kinds = [("training", r => r.Training), ("validation", r => r.Validation), ("test", r => r.Test)];
        string[] measures = [.. runs.SelectMany(run => run.Epochs).SelectMany(epoch => epoch.Result.Test.Values.Keys).Distinct().Order(StringComparer.Ordinal)];
        var pictures = kinds.Select(kind => Picture($"{kind.Name} loss", runs, r => kind.Of(r)?.DataLoss))
            .Concat(measures.SelectMany(name => kinds.Select(kind => Picture($"{kind.Name} {name}", runs, r => kind.Of(r)?.Values.TryGetValue(name, out double value) == true ? value : null))));
        return pictures.OfType<Picture>();
    }

    /// <summary>One measure over the epochs of all runs; nothing where no run has it.</summary>
    private static LineChart? Picture(string name, ImmutableArray<ComparedRun> runs, Func<LoggedResult, double?> number)
    {
        ImmutableArray<ChartSeries> series = [.. runs.Select((run, k) => ChartSeries.Of(k, run.Label, run.Epochs.Select(e => (e.Result.Epoch, Value: number(e.Result))).Where(p => p.Value is not null).Select(p => new ChartPoint(p.Epoch, p.Value!.Value)))).Where(s => !s.Points.IsEmpty)];
        return series.IsEmpty ? null : new(RunCurves.Capital(name), $"The {name} of {runs.Length} runs over the epochs.", Epoch, RunCurves.Suited(name, series.SelectMany(s => s.Points).Select(p => p.Up)), series);
    }
}
