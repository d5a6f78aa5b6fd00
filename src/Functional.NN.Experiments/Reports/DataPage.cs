using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>A page that shows samples of some data, how many there are of each class, and the hashes of their bytes.</summary>
/// <param name="Name">what the data are called</param>
/// <param name="Data">all of them</param>
/// <param name="Hashes">the hashes, by what they are of</param>
internal sealed record DataPage(string Name, TrainingData<float> Data, IReadOnlyDictionary<string, string> Hashes)
{
    private const int MostPoints = 2000;

    /// <summary>Whether samples to test with are shown, and not those to train on.</summary>
    public bool OfTest { get; init; }

    /// <summary>How many samples are shown, the first ones.</summary>
    public int Count { get; init; } = 64;

    private Dataset<float> Samples => OfTest ? Data.Test : Data.Training;

    private string Part => OfTest ? "samples to test with" : "samples to train on";

    /// <summary>The page.</summary>
    public string ToHtml()
    {
        var batch = Samples.Read([.. Enumerable.Range(0, Math.Min(Count, Samples.Count))]);
        bool images = SampleWords.IsImage(Samples.InputShape);
        return ReportPage.Of(Name, $"{Data.Training}; {Data.Test.Count} to test with",
            PageParts.Tiles(Headlines()),
            PageParts.Section(images ? $"The first {batch.Count} {Part}" : "Pictures", Pictures(images ? batch : null).ToList() is { Count: > 0 } pictures ? [PageParts.Pictures(pictures)] : []),
            PageParts.Section($"The first {batch.Count} {Part}", images ? [] : [Rows(batch)]),
            PageParts.Section("Hashes", PageParts.Facts(Hashes.OrderBy(hash => hash.Key, StringComparer.Ordinal).Select(hash => (hash.Key, PageParts.Hash(hash.Value))))));
    }

    private IEnumerable<Headline> Headlines() =>
    [
        new("to train on", Invariant.Text($"{Data.Training.Count:N0}")),
        new("to test with", Invariant.Text($"{Data.Test.Count:N0}")),
        new("a sample", Samples.InputShape.ToString()),
        Samples.Classes is { } classes ? new("classes", Invariant.Text($"{classes}")) : new("a target", Samples.TargetShape.ToString()),
    ];

    private IEnumerable<Picture> Pictures(Batch<float>? images)
    {
        if (images is not null) yield return Grid(images);
        if (Samples.InputShape.Rank == 1 && Samples.InputShape.Size == 2) yield return Scatter();
        var counts = SampleWords.ClassCounts(Samples);
        if (counts.Length > 0)
            yield return new RowChart("Classes", $"How many of the {Part} are of each class.", new Axis("samples") { FromZero = true }, [.. counts.Select(count => new ChartRow(count.Class, count.Count) { Text = Invariant.Text($"{count.Count:N0}") })], Bars: true);
    }

    private ImageGrid Grid(Batch<float> batch) => new("Samples", $"Images of the {Part}, each with its class below it.",
        [.. Enumerable.Range(0, batch.Count).Select(i => new GridImage(Pixels.Of(batch.Inputs.Slice(0, i, 1).Reshape(Samples.InputShape)), SampleWords.Target(Samples, batch.Targets, i), Invariant.Text($"sample {i}")))]);

    /// <summary>The samples as points of the plane, a marker for each class.</summary>
    private LineChart Scatter()
    {
        var batch = Samples.Read([.. Enumerable.Range(0, Math.Min(MostPoints, Samples.Count))]);
        var points = batch.Inputs.ToArray().Chunk(2).Select((x, i) => (Target: SampleWords.Target(Samples, batch.Targets, i), Point: new ChartPoint(x[0], x[1])));
        ImmutableArray<ChartSeries> series = Samples.Classes is null ? [new("samples", 0, ChartStroke.Points, [.. points.Select(p => p.Point)])]
            : [.. SampleWords.ClassCounts(Samples).Select((count, i) => new ChartSeries(count.Class, i, ChartStroke.Points, [.. points.Where(p => p.Target == count.Class).Select(p => p.Point)]))];
        return new("Samples", $"The {Part} as points of the plane, by their classes.", new Axis("x0"), new Axis("x1"), series) { FrameHeight = 320 };
    }

    private Html Rows(Batch<float> batch) => PageParts.Table([.. SampleWords.Headings(Samples.InputShape).Prepend("sample").Append("target").Select(heading => new PageColumn(heading))],
        Enumerable.Range(0, batch.Count).Select(i => (Html[])[Invariant.Text($"{i}"), .. SampleWords.Numbers(batch.Inputs.Slice(0, i, 1)).Select(number => (Html)number), SampleWords.Target(Samples, batch.Targets, i)]));
}
