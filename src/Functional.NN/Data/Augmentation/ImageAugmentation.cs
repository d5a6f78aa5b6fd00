using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>An augmentation that changes each image C×H×W alone.</summary>
public abstract record ImageAugmentation : IAugmentation
{
    private protected ImageAugmentation() { }

    /// <inheritdoc/>
    public Batch<T> Apply<T>(Batch<T> batch, AugmentationKeys keys) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(keys);
        var inputs = batch.Inputs;
        if (inputs.Shape.Rank != 4) throw new ShapeException($"{GetType().Name}: expected images (channels × height × width), got samples {inputs.Shape.Sample}. Reshape the dataset before.");
        return batch with { Inputs = ImageChanges.Each(inputs, (from, place, to) => Change(from, inputs.Shape.Sample, keys.Sample(place), to)) };
    }

    /// <summary>Writes what becomes of one image.</summary>
    private protected abstract void Change<T>(ReadOnlySpan<T> image, Shape shape, RandomKey key, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private protected static double NotNegative(double value, string who, string what) => Constants.NotNegative(value, who, what);
}
