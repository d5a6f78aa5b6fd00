using Functional.NN.Experiments.TensorBoard;

namespace Functional.NN.Experiments;

/// <summary>Numbers counted in buckets of one width from the least to the greatest, as <c>tf.summary.histogram</c> counts them.</summary>
internal static class ValueHistogram
{
    /// <summary>How many buckets, unless the numbers lie so close together that there are not as many edges between them.</summary>
    public const int Buckets = 30;

    /// <summary>Counts numbers; those that are not finite are left out. A bucket holds its lower edge and not its upper one, but for the last.</summary>
    public static HistogramProto Of(ReadOnlySpan<double> values)
    {
        var histogram = Moments(values);
        if (histogram.Num == 0) return histogram;
        double[] limits = Limits(histogram.Min, histogram.Max), counts = new double[limits.Length];
        foreach (double value in values)
            if (double.IsFinite(value)) counts[Bucket(value, limits)]++;
        histogram.BucketLimit.Add(limits);
        histogram.Bucket.Add(counts);
        return histogram;
    }

    private static HistogramProto Moments(ReadOnlySpan<double> values)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity, count = 0, sum = 0, squares = 0;
        foreach (double value in values)
        {
            if (!double.IsFinite(value)) continue;
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
            (count, sum, squares) = (count + 1, sum + value, squares + value * value);
        }
        return count == 0 ? new HistogramProto() : new HistogramProto { Min = min, Max = max, Num = count, Sum = sum, SumSquares = squares };
    }

    /// <summary>The upper edges, each once, where there are fewer numbers between the ends than buckets. The ends are weighted, so that no difference overflows.</summary>
    private static double[] Limits(double min, double max)
    {
        var between = Enumerable.Range(1, Buckets - 1).Select(i => min * ((Buckets - i) / (double)Buckets) + max * (i / (double)Buckets));
        return [.. between.Where(edge => edge > min && edge < max).Order().Distinct(), max];
    }

    private static int Bucket(double value, double[] limits)
    {
        int found = Array.BinarySearch(limits, value);
        return Math.Min(found >= 0 ? found + 1 : ~found, limits.Length - 1);
    }
}
