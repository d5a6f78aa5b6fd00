namespace Functional.NN;

/// <summary>What an image layer puts around its images: nothing (valid), as much as keeps ⌈n/stride⌉ cells (same), or given zeros.</summary>
/// <remarks>A number stands for that many zeros on every side; a <see cref="Padding2D"/> may be one-sided.</remarks>
public sealed record ImagePadding
{
    private ImagePadding(bool same, Padding2D given) => (IsSame, Given) = (same, given);

    /// <summary>No padding: the kernel stays inside the image.</summary>
    public static ImagePadding Valid { get; } = new(false, default);

    /// <summary>So much that the output has ⌈n/stride⌉ cells; where the number is odd the extra zeros are at the bottom and right.</summary>
    public static ImagePadding Same { get; } = new(true, default);

    /// <summary>Given zeros on each side.</summary>
    public static ImagePadding Of(Padding2D padding) => new(false, padding);

    /// <summary>True for <see cref="Same"/>.</summary>
    public bool IsSame { get; }

    /// <summary>The zeros on each side, unless they depend on the image.</summary>
    public Padding2D Given { get; }

    /// <summary>So many zeros on every side.</summary>
    public static implicit operator ImagePadding(int all) => Of(all);

    /// <summary>Given zeros on each side.</summary>
    public static implicit operator ImagePadding(Padding2D padding) => Of(padding);

    /// <summary>The zeros around an image of a size.</summary>
    public Padding2D For(Extent2D image, Extent2D kernel, Extent2D stride, Extent2D dilation)
    {
        if (!IsSame) return Given;
        var (top, bottom) = Around(image.Y, kernel.Y, stride.Y, dilation.Y);
        var (left, right) = Around(image.X, kernel.X, stride.X, dilation.X);
        return new Padding2D(top, bottom, left, right);
    }

    /// <inheritdoc/>
    public override string ToString() => IsSame ? "same" : Given == default ? "valid" : Given == Given.Top ? Sentence.Of($"{Given.Top}") : Given.ToString();

    private static (int Before, int After) Around(int n, int kernel, int stride, int dilation)
    {
        int cells = (n + stride - 1) / stride, total = Math.Max(0, (cells - 1) * stride + dilation * (kernel - 1) + 1 - n);
        return (total / 2, total - total / 2);
    }
}
