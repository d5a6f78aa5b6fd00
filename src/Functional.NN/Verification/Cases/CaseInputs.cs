namespace Functional.NN;

/// <summary>Samples for layers: normal numbers or indices, and masks.</summary>
internal static class CaseInputs
{
    /// <summary>So many samples of normal numbers times a scale, or of whole numbers from 0 to below a bound.</summary>
    public static Tensor<double> Draw(Shape sample, RandomKey key, int samples, int? indices, double scale) => indices is { } bound
        ? Tensor.Of(sample.Prepend(samples), key.Fold("indices").Integers(samples * sample.Size, bound).Select(i => (double)i))
        : key.Fold("inputs").Normal<double>(sample.Prepend(samples)) * scale;

    /// <summary>(samples × steps): ones for the first steps of each sequence; one step at least, and all of the first one's.</summary>
    public static Tensor<double> Mask(int samples, int steps, RandomKey key)
    {
        var lengths = key.Fold("lengths").Integers(samples, steps);
        return Tensor.Generate([samples, steps], i => i < steps || i % steps <= lengths[i / steps] ? 1.0 : 0);
    }
}
