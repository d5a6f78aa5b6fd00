using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>Curves of runs.</summary>
internal static class RunCurves
{
    /// <summary>From this ratio of the largest to the smallest on, numbers are drawn on a logarithmic axis.</summary>
    private const double Wide = 30;

    private const int MostMeans = 500, Windows = 50;

    private static readonly Axis Epoch = new("epoch", NumberForm.Whole), Step = new("step", NumberForm.Whole);

    /// <summary>Loss and every further metric over the epochs: of training, of the samples held back, of the test.</summary>
    public static IEnumerable<Picture> OfEpochs(ImmutableArray<LoggedEpoch> epochs, int? best)
    {
        if (epochs.IsEmpty) yield break;
        yield return OfEpochs("loss", "Loss", epochs, best, m => m.DataLoss);
        foreach (string name in epochs[^1].Result.Test.Values.Keys.Union(epochs[^1].Result.Training.Values.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            yield return OfEpochs(name, Capital(name), epochs, best, m => m.Values.GetValueOrDefault(name, double.NaN));
    }

    /// <summary>The loss of every step with its running mean, and the norm of its gradient.</summary>
    public static IEnumerable<Picture> OfSteps(ImmutableArray<LoggedStep> steps)
    {
        if (steps.Length < 2) yield break;
        yield return Scattered("Loss of each step", "loss", "The loss on the batch of each step, before its update.", steps, s => s.Loss);
        yield return Scattered("Norm of the gradient", "‖g‖₂", "The Euclidean norm of the gradient of each step.", steps, s => s.GradientNorm);
    }

    /// <summary>The learning rate.</summary>
    public static Picture? OfRate(ImmutableArray<ChartPoint> rates, string note) => rates.IsEmpty ? null
        : new LineChart("Learning rate", "The learning rate over the steps.", Step, Suited("learning rate", rates.Select(p => p.Up)), [ChartSeries.Of(0, "", rates)]) { Notes = [note] };

    /// <summary>Every diagnostic over the epochs, a curve for each layer, block or number, with its bound as a band around it; numbers of another unit stand apart.</summary>
    public static IEnumerable<Picture> OfDiagnostics(ImmutableArray<LoggedEpoch> epochs) =>
        from diagnostic in epochs.SelectMany(e => e.Result.Diagnostics).Select(d => d.Name).Distinct()
        let kind = NamedDiagnostics.All.Find(diagnostic)
        let all = epochs.SelectMany(e => Of(e, diagnostic)).Select(n => n.Name).Where(name => !name.EndsWith(HessianDiagnostic.Bound, StringComparison.Ordinal)).Distinct().ToArray()
        from names in all.Where(name => !kind.IsApart(name)).ToArray() is { Length: > 0 } together ? all.Where(kind.IsApart).Select(name => new[] { name }).Prepend(together) : all.Select(name => new[] { name })
        select OfDiagnostic(epochs, diagnostic, kind.IsApart(names[0]) ? $"{diagnostic}: {names[0]}" : diagnostic, names);

    private static LineChart OfDiagnostic(ImmutableArray<LoggedEpoch> epochs, string diagnostic, string title, string[] names)
    {
        ImmutableArray<ChartSeries> series = [.. names.Select((name, k) => ChartSeries.Of(k, name, epochs.Select(e => Point(e.Result.Epoch, Number(e, diagnostic, name), Number(e, diagnostic, name + HessianDiagnostic.Bound)))))];
        string? point = epochs[^1].Result.Diagnostics.FirstOrDefault(d => d.Name == diagnostic)?.Findings.CriticalPoint;
        return new(Capital(title), $"The diagnostic \"{diagnostic}\" after each epoch.", Epoch, Suited(title, series.SelectMany(s => s.Points).Select(p => p.Up)), series) { Notes = point is null ? [] : [$"At the end: {point}."] };
    }

    private static ChartPoint Point(int epoch, double value, double bound) => new(epoch, value, value - bound, value + bound);

    private static double Number(LoggedEpoch epoch, string diagnostic, string name) => Of(epoch, diagnostic).Where(n => n.Name == name).Select(n => n.Value).FirstOrDefault(double.NaN);

    /// <summary>A linear axis, or a logarithmic one where the numbers are positive and of very different sizes.</summary>
    public static Axis Suited(string label, IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        bool wide = finite.Length > 0 && finite.Min() > 0 && finite.Max() / finite.Min() > Wide;
        return PageText.IsShare(label) ? new(label, NumberForm.Percent) : new(wide ? label + " (logarithmic)" : label) { Logarithmic = wide };
    }

    /// <summary>The words with a capital at their beginning.</summary>
    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    private static LineChart OfEpochs(string name, string title, ImmutableArray<LoggedEpoch> epochs, int? best, Func<Metrics, double> number)
    {
        (string Label, Func<LoggedResult, Metrics?> Of)[] kinds = [("training", r => r.Training), ("validation", r => r.Validation), ("test", r => r.Test)];
        ImmutableArray<ChartSeries> series = [.. kinds.Select((kind, k) => ChartSeries.Of(k, kind.Label, epochs.Where(e => kind.Of(e.Result) is not null).Select(e => new ChartPoint(e.Result.Epoch, number(kind.Of(e.Result)!))))).Where(s => s.Points.Any(p => !double.IsNaN(p.Up)))];
        string last = string.Join(", ", series.Select(s => $"{s.Label} {PageText.Metric(name, s.Points[^1].Up)}"));
        return new(title, Invariant.Text($"{title} over {epochs.Length} epochs; at the end: {last}."), Epoch, Suited(name, series.SelectMany(s => s.Points).Select(p => p.Up)), series)
        {
            Rules = best is { } epoch ? [new(Invariant.Text($"best epoch: {epoch}"), epoch)] : [],
        };
    }

    private static LineChart Scattered(string title, string label, string description, ImmutableArray<LoggedStep> steps, Func<LoggedStep, double> number)
    {
        var points = steps.Select(s => new ChartPoint(s.Step, number(s))).ToImmutableArray();
        int window = Math.Max(1, steps.Length / Windows);
        var mean = ChartSeries.Of(1, Invariant.Text($"mean of {window:N0} steps"), RunningMean(points, window)) with { Stroke = ChartStroke.Line };
        ChartSeries each = new(window > 1 ? "each step" : "", 0, ChartStroke.Line, points) { Thin = window > 1 };
        return new(title, description, Step, Suited(label, points.Select(p => p.Up)), window > 1 ? [each, mean] : [each]) { NamesAtEnds = false };
    }

    /// <summary>The mean of a step and those before it, at some hundred places; infinite and missing numbers are left out.</summary>
    private static IEnumerable<ChartPoint> RunningMean(ImmutableArray<ChartPoint> points, int window)
    {
        int every = Math.Max(1, points.Length / MostMeans);
        for (int end = window; end <= points.Length; end += every)
        {
            double[] finite = [.. points.AsSpan()[(end - window)..end].ToArray().Select(p => p.Up).Where(double.IsFinite)];
            if (finite.Length > 0) yield return new(points[end - 1].Across, finite.Sum() / finite.Length);
        }
    }

    private static ImmutableArray<Diagnostic> Of(LoggedEpoch epoch, string diagnostic) => epoch.Result.Diagnostics.FirstOrDefault(d => d.Name == diagnostic)?.Findings.Numbers ?? [];
}
