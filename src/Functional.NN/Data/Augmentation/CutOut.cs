using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>A square of every image blotted out; its centre is any pixel, all alike, so that a part of it may lie outside.</summary>
/// <remarks>DeVries and Taylor 2017, "Improved regularization of convolutional neural networks with cutout".</remarks>
public sealed record CutOut : FillingAugmentation
{
    /// <summary>A square blotted out at random.</summary>
    /// <param name="Size">the side of the square, in pixels</param>
    /// <param name="Fill">what stands there instead</param>
    public CutOut(int Size, double Fill = 0) : base(Fill) => this.Size = Size;

    /// <summary>The side of the square, in pixels, from 0 on.</summary>
    public int Size { get; init => field = value >= 0 ? value : throw new NNException(Sentence.Of($"CutOut: the side of the square cannot be negative, got {value}.")); }

    private protected override void Change<T>(ReadOnlySpan<T> image, Shape shape, RandomKey key, Span<T> to)
    {
        int top = key.Fold("y").Integers(1, shape[1])[0] - Size / 2, left = key.Fold("x").Integers(1, shape[2])[0] - Size / 2;
        ImageChanges.Blot(image, shape, top, left, Size, Fill, to);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"CutOut({Size})");
}
