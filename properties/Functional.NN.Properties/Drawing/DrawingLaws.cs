using System.IO.Compression;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Drawing;
using Functional.NN.Tests;

namespace Functional.NN.Properties;

/// <summary>What holds of every picture, whatever its numbers and words.</summary>
public class DrawingLaws
{
    private static readonly Gen<double> Magnitudes =
        from exponent in Gen.Choose(-300, 300)
        from digits in Gen.Choose(-9_999_999, 9_999_999)
        select new DecimalNumber(digits, exponent - 7).Value;

    /// <summary>Ends of a range: far apart, and as near to each other as axes tell apart.</summary>
    private static readonly Gen<(double From, double To)> Ranges = Gen.OneOf(
        from a in Magnitudes from b in Magnitudes select (a, b),
        from a in Magnitudes from part in Gen.Choose(1, 1000) select (a, a * (1 + part * 1e-6)));

    [Fact]
    public void Numbers_along_an_axis_lie_on_it_increase_and_are_three_to_ten() => Law.Holds(Ranges, range =>
    {
        var scale = LinearScale.Over([range.From, range.To], new("x"), 0.05);
        for (int most = 6; most <= 10; most++)
        {
            var numbers = NiceNumbers.Within(scale.From, scale.To, most);
            Assert.InRange(numbers.Length, 3, most);
            Assert.All(numbers, n => Assert.InRange(n.Value, scale.From, scale.To));
            decimal[] steps = [.. numbers.Zip(numbers.Skip(1), (a, b) => (decimal)b.Digits - a.Digits).Distinct()];
            Assert.Contains(steps.Single(), new decimal[] { 1, 2, 5, 25 });
            Assert.Equal(numbers.Length, scale.Ticks(most).Select(tick => tick.Label).Distinct().Count());
        }
    }, tests: 500);

    /// <summary>A single number as well, and one so large that the next whole one is the same.</summary>
    [Fact]
    public void Numbers_along_an_axis_of_whole_ones_are_whole_and_increase() => Law.Holds(Gen.OneOf(Ranges, Magnitudes.Select(a => (From: a, To: a)), Gen.Choose(0, 40).Select(a => (From: (double)a, To: (double)a))), range =>
    {
        var scale = LinearScale.Over([range.From, range.To], new("x", NumberForm.Whole), 0.05);
        Assert.True(scale.From < scale.To, $"from {scale.From} to {scale.To}");
        var numbers = NiceNumbers.Within(scale.From, scale.To, 8, whole: true);
        Assert.InRange(numbers.Length, 0, 8);
        Assert.All(numbers, n => Assert.True(n.Exponent >= 0 && n.Value >= scale.From && n.Value <= scale.To, $"{n}"));
        Assert.All(numbers.Zip(numbers.Skip(1)), pair => Assert.True(pair.First.Value < pair.Second.Value));
    }, tests: 500);

    [Fact]
    public void What_is_written_is_the_number() => Law.Holds(Ranges, range =>
    {
        var scale = LinearScale.Over([range.From, range.To], new("x"), 0.05);
        var numbers = NiceNumbers.Within(scale.From, scale.To, 8);
        foreach (var (number, label) in numbers.Zip(NumberText.Of(numbers, NumberForm.Number))) Assert.Equal(number.Value, Read(label));
    }, tests: 500);

    [Fact]
    public void Logarithmic_axes_have_three_to_ten_numbers_too() => Law.Holds(Ranges, range =>
    {
        var scale = LogScale.Over([Math.Abs(range.From), Math.Abs(range.To)], 0.05);
        var ticks = scale.Ticks(8);
        Assert.InRange(ticks.Length, 3, 8);
        Assert.All(ticks, tick => Assert.InRange(tick.Place, -1e-9, 1 + 1e-9));
        Assert.All(ticks.Zip(ticks.Skip(1)), pair => Assert.True(pair.First.Place < pair.Second.Place));
    }, tests: 500);

    private static readonly Gen<string> Words = Gen.Elements("<", "&", "\"", "'", "]]>", "<!--", "\0", "\u001b", "\n", "\uD800", "\uFFFF", "😀", "é", "界", " ", "a", "W", "0", "‮", "{", "}").ListOf().Select(parts => string.Concat(parts));

    private static readonly Gen<double> Numbers = Gen.Frequency((8, Gen.Choose(-1000, 1000).Select(i => i / 100.0)), (1, Magnitudes), (1, Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, double.MaxValue, double.Epsilon)));

    private static readonly Gen<LineChart> Charts =
        from title in Words
        from axis in Words
        from names in Words.ListOf()
        from numbers in Numbers.ListOf()
        from form in Gen.Elements(NumberForm.Number, NumberForm.Percent, NumberForm.Whole)
        from logarithmic in Gen.Elements(true, false)
        select new LineChart(title, title, new(axis, NumberForm.Whole), new(axis, form) { Logarithmic = logarithmic }, [.. names.Take(9).Select((name, k) => ChartSeries.Of(k, name, numbers.Select((v, i) => new ChartPoint(i, v + k, v, v + 2 * k))))]);

    [Fact]
    public void Every_chart_is_xml_whose_words_lie_on_the_paper_and_not_on_each_other() => Law.Holds(Charts, chart =>
    {
        var picture = XDocument.Parse(chart.ToSvg()).Root!;
        Assert.Empty(DrawnText.Faults(picture));
        Assert.DoesNotContain("NaN", string.Concat(picture.DescendantsAndSelf().Attributes().Select(a => a.Value)), StringComparison.Ordinal);
    }, tests: 300);

    [Fact]
    public void Every_curve_lies_within_its_frame() => Law.Holds(Charts, chart =>
    {
        var picture = XDocument.Parse((chart with { NamesAtEnds = false, Title = "t" }).ToSvg()).Root!;
        if (DrawnText.All(picture, "rect").FirstOrDefault(r => r.Attribute("class")!.Value == "frame") is not { } frame) return;
        double left = DrawnText.Number(frame, "x"), top = DrawnText.Number(frame, "y"), right = left + DrawnText.Number(frame, "width"), bottom = top + DrawnText.Number(frame, "height");
        foreach (var point in DrawnText.All(picture, "polygon").Concat(DrawnText.All(picture, "polyline").TakeWhile(l => DrawnText.Points(l).First().Y < bottom)).SelectMany(DrawnText.Points))
            Assert.True(point.X >= left - 0.01 && point.X <= right + 0.01 && point.Y >= top - 0.01 && point.Y <= bottom + 0.01, point.ToString());
    }, tests: 200);

    [Fact]
    public void Bytes_made_shorter_come_back() => Law.Holds(Gen.Choose(0, 3).Select(i => (byte)(i * i * 28)).ListOf().Resize(400), bytes =>
    {
        using var stream = new ZLibStream(new MemoryStream(Deflate.Zlib([.. bytes])), CompressionMode.Decompress);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        Assert.Equal(bytes, all.ToArray());
    });

    /// <summary>The number that a label writes.</summary>
    private static double Read(string label)
    {
        string[] parts = label.Replace('−', '-').Replace(",", "", StringComparison.Ordinal).Split('×');
        string power = parts.Length == 1 ? "1" : parts[1];
        int exponent = power == "1" ? 0 : power == "10" ? 1 : int.Parse(string.Concat(power[2..].Select(c => c == '⁻' ? '-' : (char)('0' + "⁰¹²³⁴⁵⁶⁷⁸⁹".IndexOf(c)))), System.Globalization.CultureInfo.InvariantCulture);
        return double.Parse(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{parts[0]}E{exponent}"), System.Globalization.CultureInfo.InvariantCulture);
    }
}
