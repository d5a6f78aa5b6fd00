namespace Functional.NN;

/// <summary>How many cells are put around an image, on each side by itself. A single number stands for all four sides.</summary>
/// <param name="Top">rows before the first</param>
/// <param name="Bottom">rows after the last</param>
/// <param name="Left">columns before the first</param>
/// <param name="Right">columns after the last</param>
public readonly record struct Padding2D(int Top, int Bottom, int Left, int Right)
{
    /// <summary>The same number of cells on all four sides.</summary>
    public static implicit operator Padding2D(int all) => new(all, all, all, all);

    /// <summary>The same before and after: <paramref name="y"/> rows at top and bottom, <paramref name="x"/> columns left and right.</summary>
    public static Padding2D Symmetric(int y, int x) => new(y, y, x, x);

    /// <summary>The four numbers with their names.</summary>
    public override string ToString() => Sentence.Of($"top {Top}, bottom {Bottom}, left {Left}, right {Right}");

    internal Padding2D NotNegative(string what) =>
        Top >= 0 && Bottom >= 0 && Left >= 0 && Right >= 0 ? this : throw new ShapeException(Sentence.Of($"{what}: padding cannot be negative, got {this}."));
}
