using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Over which numbers of the samples a normalizer takes its statistics.</summary>
public enum NormalizeOver
{
    /// <summary>Each number of a sample by itself, over all samples.</summary>
    Feature,

    /// <summary>Each place of a sample's first axis by itself (the channels of C×H×W), over all samples and places of the other axes.</summary>
    Channel,

    /// <summary>All numbers of all samples together.</summary>
    Everything,
}

/// <summary>x ↦ (x − shift)/scale + offset, with the constants taken from training data: a value, applied to any data.</summary>
/// <remarks>
/// The constants are computed in <c>double</c> and rounded once to the precision they are applied in; a constant feature, whose spread is 0, has the scale 1 and
/// itself as the shift, so that it becomes the offset exactly. Sums over samples are taken in the order of
/// <see cref="Tensor{T}.Sum(int[])"/>, then those of the features that are taken together.
/// </remarks>
/// <param name="Shift">(input shape), (C×1×…×1) or a scalar: what is subtracted</param>
/// <param name="Scale">of the same shape: what is divided by</param>
/// <param name="Offset">what is added at the end</param>
public sealed record Normalizer(Tensor<double> Shift, Tensor<double> Scale, double Offset = 0)
{
    /// <summary>What is subtracted.</summary>
    public Tensor<double> Shift { get; init => field = Finite(nameof(Shift), value); } = Finite(nameof(Shift), Shift);

    /// <summary>What is divided by; never 0.</summary>
    public Tensor<double> Scale { get; init => field = NotZero(Finite(nameof(Scale), value)); } = NotZero(Finite(nameof(Scale), Scale));

    /// <summary>What is added at the end.</summary>
    public double Offset { get; init => field = Finite(value); } = Finite(Offset);

    /// <summary>To mean 0 and standard deviation 1: shift is the mean, scale the standard deviation √(Σ(x − mean)²/N), with N and not N − 1.</summary>
    /// <param name="training">the data whose inputs the constants are taken from</param>
    /// <param name="over">which numbers are taken together</param>
    public static Normalizer Standard<T>(Dataset<T> training, NormalizeOver over = NormalizeOver.Feature) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var grouping = Grouping.Of(nameof(Standard), training, over);
        var first = grouping.First(training);
        var distance = grouping.Sum(Statistic<T, SampleStatistics.Distance>(nameof(Standard), training, first));
        var mean = grouping.Mean(Statistic<T, SampleStatistics.Sum>(nameof(Standard), training, first));
        mean = Tensor.Where(distance, mean, first);
        var variance = grouping.Mean(Statistic<T, SampleStatistics.SquaredDistance>(nameof(Standard), training, mean));
        return new Normalizer(mean, OrOne(variance.Sqrt()));
    }

    /// <summary>To a range: the smallest number becomes <paramref name="low"/>, the largest <paramref name="high"/> (up to rounding).</summary>
    /// <param name="training">the data whose inputs the constants are taken from</param>
    /// <param name="over">which numbers are taken together</param>
    /// <param name="low">the lower end of the range</param>
    /// <param name="high">the upper end</param>
    public static Normalizer MinMax<T>(Dataset<T> training, NormalizeOver over = NormalizeOver.Feature, double low = 0, double high = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!(low < high) || !double.IsFinite(high - low)) throw new NNException(Sentence.Of($"Normalizer.MinMax: needs low < high, both finite, got {low} and {high}."));
        var grouping = Grouping.Of(nameof(MinMax), training, over);
        var none = Tensor.Scalar(0.0);
        var largest = grouping.Max(Statistic<T, SampleStatistics.Largest>(nameof(MinMax), training, none));
        var smallest = -grouping.Max(-Statistic<T, SampleStatistics.Smallest>(nameof(MinMax), training, none));
        return new Normalizer(smallest, OrOne((largest - smallest) / (high - low)), low);
    }

    /// <summary>Normalized samples, (N × input shape) to the same shape.</summary>
    public Tensor<T> Apply<T>(Tensor<T> samples) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fits(samples);
        return (samples - Shift.Cast<T>()) / Scale.Cast<T>() + T.CreateTruncating(Offset);
    }

    /// <summary>The samples before they were normalized, up to rounding: x = (y − offset)·scale + shift.</summary>
    public Tensor<T> Invert<T>(Tensor<T> normalized) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Fits(normalized);
        return (normalized - T.CreateTruncating(Offset)) * Scale.Cast<T>() + Shift.Cast<T>();
    }

    /// <summary>The dataset with normalized inputs, read through the old one.</summary>
    public Dataset<T> Apply<T>(Dataset<T> dataset) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(dataset);
        Fits(dataset.InputShape.Prepend(1));
        return dataset.MapInputs(Apply, dataset.InputShape);
    }

    private void Fits(Tensor samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Fits(samples.Shape);
    }

    private void Fits(Shape samples)
    {
        int rank = Shift.Shape.Rank;
        bool fits = Shift.Shape == Scale.Shape && rank < samples.Rank
            && Enumerable.Range(1, rank).All(back => Shift.Shape[^back] == 1 || Shift.Shape[^back] == samples[^back]);
        if (!fits) throw new ShapeException($"Normalizer: its shift is {Shift.Shape} and its scale {Scale.Shape}; they do not fit samples of a batch {samples}. Apply it to data of the shape it was made from.");
    }

    private static Tensor<double> OrOne(Tensor<double> spread) => spread.Map(s => s == 0 ? 1 : s);

    private static Tensor<double> Statistic<T, TStatistic>(string who, Dataset<T> training, Tensor<double> centers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TStatistic : struct, SampleStatistics.IStatistic
    {
        var statistic = SampleStatistics.Over<T, TStatistic>(training, centers);
        return statistic.IsFinite ? statistic : throw new DataException($"Normalizer.{who}: the inputs have a number that is not finite; take out or repair that sample.");
    }

    private static Tensor<double> Finite(string what, Tensor<double> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.IsFinite ? value : throw new DataException($"Normalizer: the {what} must be finite, got {value}.");
    }

    private static double Finite(double offset) => double.IsFinite(offset) ? offset : throw new DataException(Sentence.Of($"Normalizer: the Offset must be finite, got {offset}."));

    private static Tensor<double> NotZero(Tensor<double> scale) => scale.AsSpan().Contains(0)
        ? throw new DataException($"Normalizer: the Scale cannot be 0, got {scale}. A constant feature has the scale 1.") : scale;

    /// <summary>How the numbers of a sample are taken together: each feature's statistic over samples becomes that of its group.</summary>
    private sealed record Grouping(int Count, Shape Sample, Shape Shape)
    {
        public static Grouping Of<T>(string who, Dataset<T> training, NormalizeOver over) where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(training);
            var sample = training.InputShape;
            if (training.Count == 0 || sample.Size == 0) throw new DataException($"Normalizer.{who}: there are no numbers to take statistics of, the data are {training}.");
            if (over == NormalizeOver.Channel && sample.Rank == 0) throw new DataException($"Normalizer.{who}: inputs that are single numbers have no channels.");
            return new Grouping(training.Count, sample, over switch
            {
                NormalizeOver.Feature => sample,
                NormalizeOver.Channel => Shape.Of([sample[0], .. Enumerable.Repeat(1, sample.Rank - 1)]),
                _ => Shape.Scalar,
            });
        }

        public Tensor<double> First<T>(Dataset<T> training) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            Grouped(training.Read([0]).Inputs.Cast<double>()).Slice(1, 0, 1).Reshape(Shape);

        public Tensor<double> Sum(Tensor<double> totals) => Grouped(totals).Sum(1).Reshape(Shape);

        public Tensor<double> Mean(Tensor<double> totals) => Sum(totals) / ((double)Count * (Sample.Size / Shape.Size));

        public Tensor<double> Max(Tensor<double> largest) => Grouped(largest).Max(1).Reshape(Shape);

        private Tensor<double> Grouped(Tensor<double> features) => features.Reshape(Shape.Size, Sample.Size / Shape.Size);
    }
}
