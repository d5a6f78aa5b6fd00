using System.Collections.Immutable;
using System.Xml.Linq;
using Functional.NN.Drawing;

namespace Functional.NN.Tests.Drawing;

/// <summary>Heat maps, rows, histograms and images.</summary>
public class PictureTests
{
    private static XElement Drawn(Picture picture) => XDocument.Parse(picture.ToSvg()).Root!;

    private static HeatMap Confusion(int classes)
    {
        double[] counts = [.. Enumerable.Range(0, classes * classes).Select(i => i / classes == i % classes ? 1234.0 : i % 7 == 0 ? i % 90 : 0)];
        return ConfusionPicture.Of("Confusion matrix", new(Tensor.Of([classes, classes], counts)), Enumerable.Range(0, classes).Select(i => $"class {i}"));
    }

    [Fact]
    public void A_confusion_matrix_has_counts_and_parts_of_the_row()
    {
        var picture = Drawn(ConfusionPicture.Of("t", new(Tensor.Of([2, 2], 3.0, 1, 0, 2000)), ["cat", "dog"]));
        string[] words = [.. DrawnText.Words(picture)];
        Assert.Equal(["3", "1", "2,000"], DrawnText.Words(picture, " cell "));
        Assert.Equal(["75 %", "25 %", "100 %"], DrawnText.Words(picture, " small "));
        Assert.Contains("true class ↓   predicted class →", words);
        string[] hints = [.. DrawnText.All(picture, "rect").SelectMany(r => r.Elements(Svg.Name + "title")).Select(t => t.Value)];
        Assert.Equal(["true cat, predicted cat: 3 of 4 (75 %)", "true cat, predicted dog: 1 of 4 (25 %)", "true dog, predicted dog: 2,000 of 2,000 (100 %)"], hints);
        var wrong = DrawnText.All(picture, "rect").Single(r => r.Value.Contains("cat, predicted dog", StringComparison.Ordinal));
        var right = DrawnText.All(picture, "rect").Single(r => r.Value.Contains("cat, predicted cat", StringComparison.Ordinal));
        Assert.Equal(DrawnText.Number(right, "y"), DrawnText.Number(wrong, "y"));
        Assert.True(DrawnText.Number(wrong, "x") > DrawnText.Number(right, "x"));
        Assert.Equal("h5", wrong.Attribute("class")!.Value);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(30)]
    [InlineData(100)]
    public void No_word_of_a_heat_map_lies_on_another(int classes) => Assert.Empty(DrawnText.Faults(Drawn(Confusion(classes))));

    [Fact]
    public void A_small_part_is_not_taken_for_none()
    {
        Assert.Equal(0, HeatColours.Step(0));
        Assert.Equal(1, HeatColours.Step(1e-9));
        Assert.Equal(HeatColours.Steps - 1, HeatColours.Step(1));
    }

    private static readonly ImmutableArray<ChartRow> Rows =
    [
        new("Adam", 0.99, 0.985, 0.995) { Text = "99.0 ± 0.5 %", Singles = [0.988, 0.99, 0.992] }, new("a setting with a very long description, much longer than there is room for", 0.97), new("diverged", double.NaN),
    ];

    [Fact]
    public void Bars_begin_at_zero_and_points_need_not()
    {
        var bars = Drawn(new RowChart("t", "d", new("accuracy", NumberForm.Percent), Rows, Bars: true));
        var points = Drawn(new RowChart("t", "d", new("accuracy", NumberForm.Percent), Rows, Bars: false));
        Assert.Contains("0 %", DrawnText.Words(bars, " tick "));
        Assert.DoesNotContain("0 %", DrawnText.Words(points, " tick "));
        var frame = DrawnText.All(bars, "rect").Single(r => r.Attribute("class")!.Value == "frame");
        Assert.All(DrawnText.All(bars, "rect").Where(r => r.Attribute("class")!.Value.StartsWith("bar", StringComparison.Ordinal)), r => Assert.Equal(DrawnText.Number(frame, "x"), DrawnText.Number(r, "x")));
        Assert.Contains("diverged: NaN, not drawn.", DrawnText.Words(points));
        Assert.All(new[] { bars, points }, p => Assert.Empty(DrawnText.Faults(p)));
        Assert.Single(DrawnText.All(points, "path"), p => p.Attribute("class")!.Value == "error");
        Assert.Equal(3, DrawnText.All(points, "circle").Count());
    }

    [Fact]
    public void Every_number_is_in_one_bin()
    {
        double[] numbers = [.. RandomKey.FromSeed(5).Normal<double>([2000]).ToArray(), double.NaN, double.PositiveInfinity];
        var bins = Bins.Of(numbers)!;
        Assert.Equal((2000, 2), (bins.Counts.Sum(), bins.NotFinite));
        Assert.InRange(bins.Counts.Length, 12, 60);
        for (int i = 0; i < bins.Counts.Length; i++)
            Assert.Equal(numbers.Count(v => v >= bins.From + i * bins.Width - 1e-12 && v < bins.From + (i + 1) * bins.Width - 1e-12), bins.Counts[i]);
        Assert.Empty(DrawnText.Faults(Drawn(new Histogram("t", "d", new("value"), bins))));
    }

    [Fact]
    public void One_number_alone_has_a_bin_and_none_are_said_to_be_none()
    {
        Assert.Equal(1, Bins.Of([3])!.Counts.Sum());
        Assert.Null(Bins.Of([double.NaN]));
        Assert.Contains("There are no finite numbers to draw.", DrawnText.Words(Drawn(new Histogram("t", "d", new("value"), null))));
    }

    [Fact]
    public void An_image_keeps_rows_columns_and_channels()
    {
        var colours = Pixels.Of(Tensor.Of<float>([3, 1, 2], 1f, 0, 0.2f, 0, 0, 2));
        Assert.Equal((2, 1, 3), (colours.Width, colours.Height, colours.Channels));
        Assert.Equal([255, 51, 0, 0, 0, 255], colours.Bytes.Select(b => (int)b));
        Assert.Equal([255, 0], Pixels.Of(Tensor.Of<float>([1, 1, 2], 0f, 1), ink: true).Bytes.Select(b => (int)b));
        Assert.Throws<ShapeException>(() => Pixels.Of(Tensor.Zeros<float>([2, 3, 3])));
    }

    [Fact]
    public void Signed_numbers_are_blue_below_zero_and_orange_above()
    {
        var pixels = Pixels.Signed(3, [-2, 0, 2], 2).Bytes;
        Assert.True(pixels[2] > pixels[0] && pixels[6] > pixels[8]);
        Assert.True(pixels[3] == pixels[4] && pixels[4] == pixels[5] && pixels[3] > 240);
    }

    [Fact]
    public void Filters_of_a_convolution_and_units_of_a_dense_layer_are_read_in_their_own_order()
    {
        var convolution = FilterGrid.Of("t", Tensor.Of([2, 1, 1, 2], 0f, 1, -1, 0), [1, 5, 5])!;
        var dense = FilterGrid.Of("t", Tensor.Of([2, 2], 0f, -1, 1, 0), [1, 1, 2])!;
        Assert.Equal(convolution.Images.Select(i => Convert.ToHexString([.. i.Pixels.Bytes])), dense.Images.Select(i => Convert.ToHexString([.. i.Pixels.Bytes])));
        Assert.NotEqual(Convert.ToHexString([.. convolution.Images[0].Pixels.Bytes]), Convert.ToHexString([.. convolution.Images[1].Pixels.Bytes]));
        Assert.Null(FilterGrid.Of("t", Tensor.Zeros<float>([5, 2]), [1, 2, 2]));
    }

    [Fact]
    public void Images_stand_in_rows_with_their_captions_below()
    {
        var pixels = Pixels.Of(Tensor.Zeros<float>([4, 4]));
        var picture = Drawn(new ImageGrid("t", "d", [.. Enumerable.Range(0, 5).Select(i => new GridImage(pixels, $"{i} → 7", $"image {i}"))]) { Columns = 3 });
        var images = DrawnText.All(picture, "image").ToList();
        Assert.Equal(5, images.Count);
        Assert.Equal(DrawnText.Number(images[0], "x"), DrawnText.Number(images[3], "x"));
        Assert.True(DrawnText.Number(images[3], "y") > DrawnText.Number(images[0], "y") + DrawnText.Number(images[0], "height"));
        Assert.All(images, i => Assert.StartsWith("data:image/png;base64,", i.Attribute("href")!.Value, StringComparison.Ordinal));
        Assert.Empty(DrawnText.Faults(picture));
    }
}
