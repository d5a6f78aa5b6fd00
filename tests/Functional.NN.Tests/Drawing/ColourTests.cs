using Functional.NN.Drawing;

namespace Functional.NN.Tests.Drawing;

/// <summary>Words can be read on what they stand on, and curves be told apart by those who see no red or green.</summary>
public class ColourTests
{
    private static Colour Of(string name, bool dark) => ChartStyle.Variables.Where(v => v.Name == name).Select(v => Colour.Parse(dark ? v.Dark : v.Light)).Single();

    [Fact]
    public void Contrast_is_that_of_the_web_guidelines()
    {
        Assert.Equal(21, new Colour(0, 0, 0).Contrast(new(255, 255, 255)), 1e-9);
        Assert.Equal(4.48, Colour.Parse("#777777").Contrast(Colour.Parse("#ffffff")), 0.005);
        Assert.Equal("#0072b2", Colour.Parse("#0072b2").Hex);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Words_have_the_contrast_that_reading_asks_for(bool dark)
    {
        foreach (string name in (string[])["ink", "faint", .. Enumerable.Range(0, ChartStyle.SeriesColours).Select(i => $"c{i}")])
            Assert.True(Of(name, dark).Contrast(Of("paper", dark)) >= 4.5, $"{name}: {Of(name, dark).Contrast(Of("paper", dark))}");
        for (int i = 0; i < HeatColours.Steps; i++)
            Assert.True(Of($"w{i}", dark).Contrast(Of($"h{i}", dark)) >= 4.5, $"heat {i}: {Of($"w{i}", dark).Contrast(Of($"h{i}", dark))}");
    }

    /// <summary>The simulation of Machado, Oliveira and Fernandes 2009 at full severity, on linear channels.</summary>
    private static readonly double[][] Protanopia = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        Deuteranopia = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_first_colours_differ_without_red_and_green(bool dark)
    {
        foreach (double[][] seen in (double[][][])[Protanopia, Deuteranopia])
            for (int i = 0; i < 4; i++)
                for (int j = 0; j < i; j++)
                    Assert.True(Distance(Seen(Of($"c{i}", dark), seen), Seen(Of($"c{j}", dark), seen)) > 0.05, $"{i} and {j}: {Distance(Seen(Of($"c{i}", dark), seen), Seen(Of($"c{j}", dark), seen))}");
    }

    private static double[] Seen(Colour colour, double[][] matrix)
    {
        double[] linear = [.. new[] { colour.Red, colour.Green, colour.Blue }.Select(c => c / 255.0 <= 0.04045 ? c / 255.0 / 12.92 : Math.Pow((c / 255.0 + 0.055) / 1.055, 2.4))];
        return Oklab([.. matrix.Select(row => Math.Clamp(row.Zip(linear, (a, b) => a * b).Sum(), 0, 1))]);
    }

    /// <summary>Ottosson 2020: a space in which distances are about those people see; 0.02 is just to be noticed.</summary>
    private static double[] Oklab(double[] rgb)
    {
        double l = Math.Cbrt(0.4122214708 * rgb[0] + 0.5363325363 * rgb[1] + 0.0514459929 * rgb[2]), m = Math.Cbrt(0.2119034982 * rgb[0] + 0.6806995451 * rgb[1] + 0.1073969566 * rgb[2]), s = Math.Cbrt(0.0883024619 * rgb[0] + 0.2817188376 * rgb[1] + 0.6299787005 * rgb[2]);
        return [0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s];
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum());
}
