using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Data;

/// <summary>A dataset: its samples in memory, or read one by one, and looked at through views.</summary>
/// <param name="Input">the shape of a sample's input</param>
/// <param name="Criterion">a loss, whose targets it has</param>
/// <param name="Count">how many samples there are before the views</param>
/// <param name="Views">what is done to it: another order, only some of it, some of it again</param>
/// <param name="Key">of its numbers</param>
internal sealed record DatasetCase(Shape Input, LossCase Criterion, int Count, ImmutableArray<DatasetView> Views, RandomKey Key)
{
    public bool Weighed { get; init; }

    public bool Masked { get; init; }

    /// <summary>Samples are read when they are wanted.</summary>
    public bool Streamed { get; init; }

    /// <summary>The samples before the views, as one batch.</summary>
    public Batch<double> Samples => new(Key.Fold("inputs").Normal<double>(Input.Prepend(Count)), Criterion.Targets(Key.Fold("targets"), Count),
        Masked ? Key.Fold("mask").Bernoulli<double>([Count, Input[0]], 0.7) : null, Weighed ? Key.Fold("weights").Uniform<double>([Count], 0.5, 2) : null);

    public Dataset<double> Data => Views.Aggregate(Source, (data, view) => view switch
    {
        DatasetView.Reordered => data.Subset(Key.Fold("order").Permutation(data.Count)),
        DatasetView.FirstHalf => data.Take((data.Count + 1) / 2),
        DatasetView.SecondHalf => data.Skip(data.Count / 2),
        DatasetView.Twice => data.Concat(data),
        _ => data.InMemory(),
    });

    /// <summary>Where each sample of the dataset stands among the samples before the views.</summary>
    public ImmutableArray<int> Places => Views.Aggregate(Enumerable.Range(0, Count).ToImmutableArray(), (places, view) => view switch
    {
        DatasetView.Reordered => [.. Key.Fold("order").Permutation(places.Length).Select(i => places[i])],
        DatasetView.FirstHalf => places[..((places.Length + 1) / 2)],
        DatasetView.SecondHalf => places[(places.Length / 2)..],
        DatasetView.Twice => places.AddRange(places),
        _ => places,
    });

    public static Gen<DatasetCase> Any { get; } = from input in Draw.Shape(1, 3)
                                                  from criterion in NetworkCases.Losses
                                                  from count in Gen.Choose(1, 9)
                                                  from views in Gen.Elements(Enum.GetValues<DatasetView>()).ListOf().Select(views => views.Take(4))
                                                  from weighed in Draw.Coin
                                                  from masked in Draw.Coin
                                                  from streamed in Draw.Coin
                                                  from key in Draw.Key
                                                  select new DatasetCase(input, criterion, count, [.. views], key) { Weighed = weighed, Masked = masked, Streamed = streamed };

    /// <summary>Fewer views, fewer samples, and less about them.</summary>
    public static IEnumerable<DatasetCase> Smaller(DatasetCase c)
    {
        for (int i = 0; i < c.Views.Length; i++) yield return c with { Views = c.Views.RemoveAt(i) };
        if (c.Count > 1) yield return c with { Count = c.Count / 2 };
        for (int axis = 0; axis < c.Input.Rank; axis++)
            if (c.Input[axis] > 1) yield return c with { Input = c.Input.With(axis, 1) };
        if (c.Criterion != LossCases.All[0]) yield return c with { Criterion = LossCases.All[0] };
        if (c.Streamed) yield return c with { Streamed = false };
        if (c.Masked) yield return c with { Masked = false };
        if (c.Weighed) yield return c with { Weighed = false };
        if (c.Key != RandomKey.FromSeed(0)) yield return c with { Key = RandomKey.FromSeed(0) };
    }

    public override string ToString() => FormattableString.Invariant($"{Count} of {Input} for {Criterion.Loss}: {string.Join(", ", Views)}{(Streamed ? ", streamed" : "")}{(Masked ? ", masked" : "")}{(Weighed ? ", weighed" : "")}, key {Key}");

    private Dataset<double> Source
    {
        get
        {
            var all = Samples;
            return Streamed ? Dataset.FromSource(Count, Input, all.Targets.Shape.Sample, places => Of(all, places)) : Dataset.FromTensors(all.Inputs, all.Targets, mask: all.Mask, weights: all.Weights);
        }
    }

    /// <summary>Some samples of a batch, in an order, some of them perhaps more than once.</summary>
    public static Batch<double> Of(Batch<double> all, ImmutableArray<int> places) => new(all.Inputs.Gather(places), all.Targets.Gather(places), all.Mask?.Gather(places), all.Weights?.Gather(places));
}

/// <summary>What is done to a dataset without touching its samples.</summary>
internal enum DatasetView
{
    Reordered,
    FirstHalf,
    SecondHalf,
    Twice,
    InMemory,
}
