using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Metrics that join others in place, with the same bits as <see cref="Metrics.And"/>.</summary>
internal sealed class RunningMetrics(IReadOnlyList<string> names)
{
    public int Samples { get; set; }

    public double Count { get; set; }

    public double Loss { get; set; }

    public double DataLoss { get; set; }

    public double Penalty { get; set; }

    public double GradientNorm { get; set; }

    /// <summary>The further measures, in the order of their names here.</summary>
    public double[] Values { get; } = new double[names.Count];

    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(GradientNorm);

    public double? Accuracy
    {
        get
        {
            for (int i = 0; i < names.Count; i++)
                if (names[i] == "accuracy") return Values[i];
            return null;
        }
    }

    public void Clear() => Samples = 0;

    public void Add(RunningMetrics next)
    {
        if (Samples == 0)
        {
            (Samples, Count, Loss, DataLoss, Penalty, GradientNorm) = (next.Samples, next.Count, next.Loss, next.DataLoss, next.Penalty, next.GradientNorm);
            next.Values.CopyTo(Values, 0);
            return;
        }
        double count = Count + next.Count;
        Loss = Mean(Loss, next.Loss);
        DataLoss = Mean(DataLoss, next.DataLoss);
        Penalty = Mean(Penalty, next.Penalty);
        for (int i = 0; i < Values.Length; i++) Values[i] = Mean(Values[i], next.Values[i]);
        (Samples, Count, GradientNorm) = (Samples + next.Samples, count, next.GradientNorm);

        double Mean(double a, double b) => count == 0 ? 0 : (Count * a + next.Count * b) / count;
    }

    public void Set(Metrics metrics)
    {
        (Samples, Count, Loss, DataLoss, Penalty, GradientNorm) = (metrics.Samples, metrics.Count, metrics.Loss, metrics.DataLoss, metrics.Penalty, metrics.GradientNorm);
        for (int i = 0; i < names.Count; i++) Values[i] = metrics.Values.GetValueOrDefault(names[i]);
    }

    public Metrics ToMetrics() => Samples == 0 ? Metrics.None : new(Samples, Count, Loss, DataLoss, Penalty, GradientNorm,
        names.Select((name, i) => KeyValuePair.Create(name, Values[i])).ToImmutableSortedDictionary(StringComparer.Ordinal));
}
