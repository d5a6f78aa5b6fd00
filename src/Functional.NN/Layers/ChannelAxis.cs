namespace Functional.NN;

/// <summary>Which axis of a batch has the channels: 1 for vectors, signals and images, −1 (the last) for sequences of features; never 0, the samples.</summary>
internal static class ChannelAxis
{
    /// <summary>An axis as a layer may name it.</summary>
    public static int Checked(int axis, string who) =>
        axis != 0 ? axis : throw new NNException($"{who}: axis 0 of a batch is its samples, not the channels. Say 1 for images, -1 for sequences.");

    /// <summary>The shape of samples, if they have the axis.</summary>
    public static Shape In(Shape input, int axis)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank == 0) throw new ShapeException("expected samples with a channel axis in front, got scalars. Reshape them to [1].");
        return axis <= input.Rank && -axis <= input.Rank ? input
            : throw new ShapeException(Sentence.Of($"the channels are on axis {axis} of the batch, but a batch of {input} has the axes 1 to {input.Rank} besides its samples. Say another ChannelAxis."));
    }

    /// <summary>How many channels samples of a shape have.</summary>
    public static int Count(Shape input, int axis) => input.Prepend(1)[axis];

    /// <summary>The shape under which one number for each channel broadcasts to a batch: (channels × 1 × …).</summary>
    public static Shape Each(Shape batch, int axis)
    {
        int place = batch.Axis(axis);
        return Shape.Of([batch[place], .. Enumerable.Repeat(1, batch.Rank - 1 - place)]);
    }
}
