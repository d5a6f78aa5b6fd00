namespace Functional.NN.Drawing;

/// <summary>The weights of a first layer as images: what each of its units looks for.</summary>
internal static class FilterGrid
{
    private const int Most = 64;

    /// <summary>A picture of the weights of a convolution, or of dense weights on images; null where they are neither.</summary>
    /// <param name="title">stands above</param>
    /// <param name="weight">(out, in, kh, kw) of a convolution, or (inputs, units)</param>
    /// <param name="image">C × H × W or H × W, what the layer's inputs are; for dense weights</param>
    public static ImageGrid? Of<T>(string title, Tensor<T> weight, Shape image) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = weight.Shape;
        double[] numbers = [.. weight.ToArray().Select(v => double.CreateChecked(v))];
        if (shape.Rank == 4) return Of(title, shape[0], shape[1], shape[2] * shape[3], shape[3], (unit, channel, i) => numbers[(unit * shape[1] + channel) * shape[2] * shape[3] + i], numbers);
        if (shape.Rank != 2 || image.Rank is < 2 or > 3 || image.Size != shape[0]) return null;
        int area = image[^2] * image[^1];
        return Of(title, shape[1], shape[0] / area, area, image[^1], (unit, channel, i) => numbers[(channel * area + i) * shape[1] + unit], numbers);
    }

    private static ImageGrid Of(string title, int units, int channels, int area, int width, Func<int, int, int, double> at, double[] all)
    {
        double largest = all.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        var images = Enumerable.Range(0, units * channels).Take(Most).Select(n =>
            new GridImage(Pixels.Signed(width, [.. Enumerable.Range(0, area).Select(i => at(n / channels, n % channels, i))], largest), Hint: channels == 1 ? Sentence.Of($"unit {n}") : Sentence.Of($"unit {n / channels}, channel {n % channels}")));
        string shown = units * channels > Most ? Sentence.Of($"The first {Most} of {units * channels:N0}. ") : "";
        return new(title, Sentence.Of($"{units * channels} small images, one for each unit and channel; blue pixels are negative weights, orange ones positive."), [.. images])
        {
            Columns = Math.Clamp(Math.Min(units * channels, 8), 4, 8),
            Notes = [Sentence.Of($"{shown}Blue is negative, orange positive; the deepest colours are ±{NumberText.Of(largest, 3)}.")],
        };
    }
}
