namespace Functional.NN;

/// <summary>A 2-D convolution (cross-correlation) of images C×H×W, plus a bias a filter.</summary>
/// <remarks>
/// Weights are (filters × C/groups × kh × kw). The output has N = ⌊(W − F + P)/S⌋ + 1 cells along an axis, P being the zeros of both sides
/// together and F the kernel's reach dilation·(k − 1) + 1.
/// </remarks>
public sealed record Conv2D : ImageConvolution
{
    /// <summary>A convolution.</summary>
    /// <param name="Filters">the number of output channels</param>
    /// <param name="Kernel">height and width of the kernel; a number for a square one</param>
    /// <param name="Stride">cells from one place of the kernel to the next; 1 unless told</param>
    /// <param name="Padding">zeros around the image; <see cref="ImagePadding.Valid"/> unless told</param>
    /// <param name="Dilation">cells from one tap of the kernel to the next; 1 unless told</param>
    /// <param name="Groups">into how many independent groups the channels fall</param>
    /// <param name="Bias">whether there is a bias</param>
    /// <param name="Initializer">of the weight; <see cref="He"/> normal when none is given. The bias starts at zero.</param>
    public Conv2D(int Filters, Extent2D Kernel, Extent2D? Stride = null, ImagePadding? Padding = null, Extent2D? Dilation = null, int Groups = 1, bool Bias = true, IInitializer? Initializer = null)
        : base(Kernel, Stride, Padding, Dilation, Bias, Initializer) => (this.Filters, this.Groups) = (Filters, Groups);

    /// <summary>The number of output channels.</summary>
    public int Filters { get; init => field = Positive(value, "filters"); }

    /// <summary>Into how many independent groups the channels fall.</summary>
    public int Groups { get; init => field = Positive(value, "groups"); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Conv2D With(int? filters = null, Extent2D? kernel = null, Extent2D? stride = null, ImagePadding? padding = null, Extent2D? dilation = null, int? groups = null, bool? bias = null, IInitializer? initializer = null) =>
        this with { Filters = filters ?? Filters, Kernel = kernel ?? Kernel, Stride = stride ?? Stride, Padding = padding ?? Padding, Dilation = dilation ?? Dilation, Groups = groups ?? Groups, Bias = bias ?? Bias, Initializer = initializer ?? Initializer };

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        Images.Check(input);
        CheckGroups(input, Groups);
        return Geometry(input, Groups).OutputShape(input.Prepend(1), WeightShape(input)).Sample;
    }

    /// <inheritdoc/>
    public override Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        return Convolved(context, x, context.Parameter("weight"));
    }

    /// <summary>x ⋆ w + b for a weight that may be another form of the layer's own.</summary>
    internal Var Convolved(LayerContext context, Var x, Var weight) => PlusBias(context, Var.Conv2D(x, weight, Geometry(x.Shape.Sample, Groups)));

    /// <inheritdoc/>
    public override string ToString() => Text(Sentence.Of($"{Filters}, "));

    private protected override ConvolutionForm Form(Shape input) => new(input, WeightShape(input), Geometry(input, Groups));

    private protected override int Outputs(Shape input) => Filters;

    private protected override Shape WeightShape(Shape input) => Shape.Of(Filters, input[0] / Groups, Kernel.Y, Kernel.X);
}
