namespace Functional.NN;

/// <summary>A transposed 2-D convolution of images C×H×W, plus a bias a filter: every cell puts the kernel, times its number, into the output at stride·its place.</summary>
/// <remarks>
/// The gradient that a <see cref="Conv2D"/> has for its input, as a forward (Zeiler, Krishnan, Taylor and Fergus 2010). Weights are (C × filters/groups × kh × kw), the shape
/// of that convolution's. The output has (n − 1)·stride − P + dilation·(k − 1) + output padding + 1 cells along an axis, P being the cells both sides lose together;
/// with <see cref="ImagePadding.Same"/> it has n·stride.
/// </remarks>
public sealed record ConvTranspose2D : ImageConvolution
{
    /// <summary>A transposed convolution.</summary>
    /// <param name="Filters">the number of output channels</param>
    /// <param name="Kernel">height and width of the kernel; a number for a square one</param>
    /// <param name="Stride">cells of the output from one place of the kernel to the next; 1 unless told</param>
    /// <param name="Padding">cells that the output loses on its sides; none unless told</param>
    /// <param name="OutputPadding">rows and columns that the output has more, at the bottom and right; none unless told</param>
    /// <param name="Dilation">cells from one tap of the kernel to the next; 1 unless told</param>
    /// <param name="Groups">into how many independent groups the channels fall</param>
    /// <param name="Bias">whether there is a bias</param>
    /// <param name="Initializer">of the weight; <see cref="He"/> normal when none is given, with C/groups·kh·kw inputs, as many as reach a cell at stride 1. The bias starts at zero.</param>
    public ConvTranspose2D(int Filters, Extent2D Kernel, Extent2D? Stride = null, ImagePadding? Padding = null, Extent2D? OutputPadding = null, Extent2D? Dilation = null, int Groups = 1, bool Bias = true, IInitializer? Initializer = null)
        : base(Kernel, Stride, Padding, Dilation, Bias, Initializer) => (this.Filters, this.OutputPadding, this.Groups) = (Filters, OutputPadding ?? 0, Groups);

    /// <summary>The number of output channels.</summary>
    public int Filters { get; init => field = Positive(value, "filters"); }

    /// <summary>Rows and columns that the output has more, at the bottom and right.</summary>
    public Extent2D OutputPadding { get; init => field = value.Y >= 0 && value.X >= 0 ? value : throw new ShapeException(Sentence.Of($"ConvTranspose2D: the output padding cannot be negative, got {value}.")); }

    /// <summary>Into how many independent groups the channels fall.</summary>
    public int Groups { get; init => field = Positive(value, "groups"); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public ConvTranspose2D With(int? filters = null, Extent2D? kernel = null, Extent2D? stride = null, ImagePadding? padding = null, Extent2D? outputPadding = null, Extent2D? dilation = null, int? groups = null, bool? bias = null, IInitializer? initializer = null) =>
        this with { Filters = filters ?? Filters, Kernel = kernel ?? Kernel, Stride = stride ?? Stride, Padding = padding ?? Padding, OutputPadding = outputPadding ?? OutputPadding, Dilation = dilation ?? Dilation, Groups = groups ?? Groups, Bias = bias ?? Bias, Initializer = initializer ?? Initializer };

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        Images.Check(input);
        CheckGroups(input, Groups);
        if (Filters % Groups != 0) throw new ShapeException(Sentence.Of($"{Filters} filters do not fall into {Groups} equal groups."));
        if (Padding.IsSame && OutputPadding != 0) throw new ShapeException(Sentence.Of($"the padding \"same\" leaves no choice of an output padding, got {OutputPadding}. Give the padding as numbers."));
        var (rows, columns) = Axes(input);
        return Shape.Of(Filters, rows.Size("rows", input), columns.Size("columns", input));
    }

    /// <inheritdoc/>
    public override Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        var (rows, columns) = Axes(x.Shape.Sample);
        var y = Var.ConvTranspose2D(x, context.Parameter("weight"), new(rows.Reached, columns.Reached), Transposed(rows, columns));
        return PlusBias(context, y.Pad(2, 0, rows.Beyond).Pad(3, 0, columns.Beyond));
    }

    /// <inheritdoc/>
    public override string ToString() => Text(Sentence.Of($"{Filters}, "));

    private protected override ConvolutionForm Form(Shape input)
    {
        var (rows, columns) = Axes(input);
        return new(Shape.Of(Filters, rows.Reached, columns.Reached), WeightShape(input), Transposed(rows, columns));
    }

    private protected override int Outputs(Shape input) => Filters;

    private protected override Shape WeightShape(Shape input) => Shape.Of(input[0], Filters / Groups, Kernel.Y, Kernel.X);

    private protected override Fans WeightFans(Shape input)
    {
        var transposed = Fans.OfConvolution(WeightShape(input));
        return new(transposed.Out / Groups, transposed.In * Groups);
    }

    /// <summary>The convolution this is the transpose of.</summary>
    private Conv2DGeometry Transposed(Axis rows, Axis columns) => new(Stride, new Padding2D(rows.Before, rows.After, columns.Before, columns.After), Dilation, Groups);

    /// <summary>Along one axis: the padding of the convolution this is the transpose of, the cells it reads, and how many more there are behind.</summary>
    private readonly record struct Axis(int Before, int After, int Reached, int Beyond)
    {
        public int Size(string what, Shape input) => Reached > 0 ? Reached + Beyond
            : throw new ShapeException(Sentence.Of($"the output of images {input} would have {Reached + Beyond} {what}. Take less padding away, or a larger kernel."));
    }

    private (Axis Rows, Axis Columns) Axes(Shape input)
    {
        var same = new Extent2D(input[1] * Stride.Y, input[2] * Stride.X);
        var p = Padding.For(same, Kernel, Stride, Dilation).NotNegative(nameof(ConvTranspose2D));
        return Padding.IsSame ? (new(p.Top, p.Bottom, same.Y, 0), new(p.Left, p.Right, same.X, 0))
            : (Along(input[1], Kernel.Y, Stride.Y, p.Top, p.Bottom, Dilation.Y, OutputPadding.Y), Along(input[2], Kernel.X, Stride.X, p.Left, p.Right, Dilation.X, OutputPadding.X));
    }

    /// <summary>Output padding first gives back what the end lost; then come cells the convolution would have left over, fewer than a stride; the rest nothing reaches.</summary>
    private static Axis Along(int n, int kernel, int stride, int before, int after, int dilation, int more)
    {
        int lost = Math.Max(0, after - more), past = Math.Max(0, more - after), over = Math.Min(past, stride - 1);
        return new(before, lost, checked((n - 1) * stride + dilation * (kernel - 1) + 1 - before - lost + over), past - over);
    }
}
