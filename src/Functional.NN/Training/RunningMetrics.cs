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

    /// <summary>What each of them is an average over.</summary>
    public double[] Counts { get; } = new double[names.Count];

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
            next.Counts.CopyTo(Counts, 0);
            return;
        }
        Loss = Mean(Loss, next.Loss);
        DataLoss = Mean(DataLoss, next.DataLoss);
        Penalty = Mean(Penalty, next.Penalty);
        for (int i = 0; i < Values.Length; i++) (Values[i], Counts[i]) = (Metrics.Joined(Counts[i], Values[i], next.Counts[i], next.Values[i]), Counts[i] + next.Counts[i]);
        (Samples, Count, GradientNorm) = (Samples + next.Samples, Count + next.Count, next.GradientNorm);

        double Mean(double a, double b) => Metrics.Joined(Count, a, next.Count, b);
    }

    public void Set(Metrics metrics)
    {
        (Samples, Count, Loss, DataLoss, Penalty, GradientNorm) = (metrics.Samples, metrics.Count, metrics.Loss, metrics.DataLoss, metrics.Penalty, metrics.GradientNorm);
        for (int i = 0; i < names.Count; i++) (Values[i], Counts[i]) = (metrics.Values.GetValueOrDefault(names[i]), metrics.CountOf(names[i]));
    }

    public Metrics ToMetrics() => Samples == 0 ? Metrics.None : new(Samples, Count, Loss, DataLoss, Penalty, GradientNorm,
        Named(Values))
    {
        Counts = Named(Counts),
    };

    private ImmutableSortedDictionary<string, double> Named(double[] numbers) => names.Select((name, i) => KeyValuePair.Create(name, numbers[i])).ToImmutableSortedDictionary(StringComparer.Ordinal);
}
