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
        return Apply(new Primitives.AveragePool2D(window, countPadding ? WindowDivisor.Window : WindowDivisor.Image), x);
    }

    /// <summary>The sum of every window's cells on the image.</summary>
    /// <param name="x">(N × C × H × W)</param>
    /// <param name="window">the window and how it walks; a number stands for a square window with its own size as stride</param>
    /// <returns>(N × C × H′ × W′), H′ and W′ as <see cref="Pool2DGeometry.OutputSize"/> says</returns>
    /// <exception cref="ShapeException">These are not images, or the window does not fit.</exception>
    public static Var SumPool2D(Var x, Pool2DGeometry window)
    {
        ArgumentNullException.ThrowIfNull(window);
        return Apply(new Primitives.AveragePool2D(window, WindowDivisor.One), x);
    }

    /// <summary>The largest cell of each of a given number of windows; along an axis of n window i of m covers the cells ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉ − 1.</summary>
    /// <param name="x">(N × C × H × W)</param>
    /// <param name="output">how many windows along the height and along the width; 1 for the largest of all cells</param>
    /// <returns>(N × C × windows × windows)</returns>
    /// <exception cref="ShapeException">These are not images, or a number of windows is below 1.</exception>
    public static Var AdaptiveMaxPool2D(Var x, Extent2D output) => Apply(new Primitives.MaxPool2D(new AdaptiveWindows(output)), x);

    /// <summary>The mean of each of a given number of windows; along an axis of n window i of m covers the cells ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉ − 1.</summary>
    /// <param name="x">(N × C × H × W)</param>
    /// <param name="output">how many windows along the height and along the width; 1 for the mean of all cells</param>
    /// <returns>(N × C × windows × windows)</returns>
    /// <exception cref="ShapeException">These are not images, or a number of windows is below 1.</exception>
    public static Var AdaptiveAveragePool2D(Var x, Extent2D output) => Apply(new Primitives.AveragePool2D(new AdaptiveWindows(output), WindowDivisor.Image), x);

    /// <summary>Every cell repeated to a block of cells: y[n, c, i, j] = x[n, c, ⌊i/fy⌋, ⌊j/fx⌋]; the transpose sums the blocks.</summary>
    /// <param name="x">(N × C × H × W)</param>
    /// <param name="factors">rows and columns of a block</param>
    /// <returns>(N × C × fy·H × fx·W)</returns>
    /// <exception cref="ShapeException">These are not images, or a factor is below 1.</exception>
    public static Var Upsample2D(Var x, Extent2D factors)
    {
        ArgumentNullException.ThrowIfNull(x);
        Windows.CheckImages("Upsample2D", x.Shape);
        factors.AtLeastOne("Upsample2D: the factors");
        var shape = Shape.Of(x.Shape[0], x.Shape[1], checked(factors.Y * x.Shape[2]), checked(factors.X * x.Shape[3]));
        return Apply(new Primitives.AverageSpread(new Pool2DGeometry(factors), WindowDivisor.One, shape), x);
    }

    /// <summary>The transposed convolution: y = the gradient that <see cref="Conv2D"/> of images of a size would have for a cotangent x.</summary>
    /// <remarks>y[n, o, iy, ix] = Σ w[c, o, ky, kx]·x[n, c, (iy + top − ky·dilation)/stride, …] over the cells that exist, c within o's group, ky and kx ascending, as one chain.</remarks>
    /// <param name="x">(N × in × H × W)</param>
    /// <param name="weight">(in × out/groups × kh × kw)</param>
    /// <param name="size">H′ and W′; the convolution must make H and W of them</param>
    /// <param name="geometry">stride, padding, dilation and groups of the convolution; plain unless told</param>
    /// <returns>(N × out × H′ × W′)</returns>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    public static Var ConvTranspose2D(Var x, Var weight, Extent2D size, Conv2DGeometry? geometry = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(weight);
        Windows.CheckImages("ConvTranspose2D", x.Shape);
        if (weight.Shape.Rank != 4) throw new ShapeException(Sentence.Of($"ConvTranspose2D: expected a weight in × out/groups × height × width, got {weight.Shape}."));
        geometry ??= Conv2DGeometry.Plain;
        return Apply(new Primitives.Conv2DInputGradient(geometry, Shape.Of(x.Shape[0], geometry.Groups * weight.Shape[1], size.Y, size.X)), x, weight);
    }
}
