namespace Functional.NN;

public sealed partial class Var
{
    /// <summary>The 2-D cross-correlation y[n, o, oy, ox] = Σ w[o, c, ky, kx]·x[n, c, oy·stride + ky·dilation − top, ox·stride + kx·dilation − left].</summary>
    /// <remarks>
    /// The sum is over c within o's group, ky and kx, ascending, as one chain of fused multiply-adds; padded cells are zeros and are skipped.
    /// A bias is a (out × 1 × 1) vector added to the result.
    /// </remarks>
    /// <param name="x">(N × C × H × W)</param>
    /// <param name="weight">(out × C/groups × kh × kw)</param>
    /// <param name="geometry">stride, padding, dilation and groups; plain unless told</param>
    /// <returns>(N × out × H′ × W′), H′ and W′ as <see cref="Conv2DGeometry.OutputSize"/> says</returns>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    public static Var Conv2D(Var x, Var weight, Conv2DGeometry? geometry = null) => Apply(new Primitives.Conv2D(geometry ?? Conv2DGeometry.Plain), x, weight);

    /// <summary>The largest cell of every window; padded cells are −∞, a NaN wins, and the derivative goes to the first largest in row-major order.</summary>
    /// <param name="x">(N × C × H × W)</param>
    /// <param name="window">the window and how it walks; a number stands for a square window with its own size as stride</param>
    /// <returns>(N × C × H′ × W′), H′ and W′ as <see cref="Pool2DGeometry.OutputSize"/> says</returns>
    /// <exception cref="ShapeException">These are not images, or the window does not fit.</exception>
    public static Var MaxPool2D(Var x, Pool2DGeometry window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return Apply(new Primitives.MaxPool2D(window), x);
    }

    /// <summary>The mean of every window: the sum of its cells on the image, divided by the window's size or by their number.</summary>
    /// <param name="x">(N × C × H × W)</param>
    /// <param name="window">the window and how it walks; a number stands for a square window with its own size as stride</param>
    /// <param name="countPadding">whether padded cells, which are zeros, count in the divisor</param>
    /// <returns>(N × C × H′ × W′), H′ and W′ as <see cref="Pool2DGeometry.OutputSize"/> says</returns>
    /// <exception cref="ShapeException">These are not images, or the window does not fit.</exception>
    public static Var AveragePool2D(Var x, Pool2DGeometry window, bool countPadding = true)
    {
        ArgumentNullException.ThrowIfNull(window);
        return Apply(new Primitives.AveragePool2D(window, countPadding), x);
    }
}
