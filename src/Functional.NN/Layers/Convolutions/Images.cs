namespace Functional.NN;

/// <summary>What image layers expect.</summary>
internal static class Images
{
    public static void Check(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank != 3) throw new ShapeException($"expected images (channels × height × width), got {input}. {(input.Rank == 2 ? $"Put a Reshape([1, {input[0]}, {input[1]}]) before it." : "Reshape the samples to three axes.")}");
    }
}

/// <summary>What layers of signals C×L expect, and how they become images of one row, C×1×L, so that nothing is written twice.</summary>
internal static class Signals
{
    public static void Check(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank != 2) throw new ShapeException($"expected signals (channels × length), got {input}. {(input.Rank == 1 ? $"Put a Reshape([1, {input[0]}]) before it." : "Reshape the samples to two axes.")}");
    }

    /// <summary>(C × L) as (C × 1 × L).</summary>
    public static Shape AsImage(Shape signal) => Shape.Of(signal[0], 1, signal[1]);

    /// <summary>(C × 1 × L) as (C × L).</summary>
    public static Shape FromImage(Shape image) => Shape.Of(image[0], image[2]);

    /// <summary>(N × C × L) as (N × C × 1 × L).</summary>
    public static Var AsImages(Var signals) => signals.Reshape(signals.Shape[0], signals.Shape[1], 1, signals.Shape[2]);

    /// <summary>(N × C × 1 × L) as (N × C × L).</summary>
    public static Var FromImages(Var images) => images.Reshape(images.Shape[0], images.Shape[1], images.Shape[3]);
}
