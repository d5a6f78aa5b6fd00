namespace Functional.NN;

/// <summary>Two whole numbers, one for each axis of an image: a window's size, a stride, a dilation. A single number stands for both.</summary>
/// <param name="Y">along the rows' axis, the height</param>
/// <param name="X">along the columns' axis, the width</param>
public readonly record struct Extent2D(int Y, int X)
{
    /// <summary>The same number along both axes.</summary>
    public static implicit operator Extent2D(int both) => new(both, both);

    /// <summary>The two numbers joined by ×.</summary>
    public override string ToString() => Sentence.Of($"{Y}×{X}");

    internal Extent2D AtLeastOne(string what) =>
        Y >= 1 && X >= 1 ? this : throw new ShapeException(Sentence.Of($"{what} must be 1 or more along both axes, got {this}."));
}
