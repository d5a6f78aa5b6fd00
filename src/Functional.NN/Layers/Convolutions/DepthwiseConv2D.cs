namespace Functional.NN;

/// <summary>A 2-D convolution of every channel by itself: y[n, c·m + i] = x[n, c] ⋆ w[c·m + i] + b[c·m + i], for i below the multiplier m.</summary>
/// <remarks>
/// <see cref="Conv2D"/> with as many groups as channels. Weights are (C·m × 1 × kh × kw). A 1×1 <see cref="Conv2D"/> behind it makes a separable convolution
/// (Howard et al. 2017, "MobileNets").
/// </remarks>
public sealed record DepthwiseConv2D : ImageConvolution
{
    /// <summary>A depthwise convolution.</summary>
    /// <param name="Kernel">height and width of the kernel; a number for a square one</param>
    /// <param name="Multiplier">how many output channels every channel becomes</param>
    /// <param name="Stride">cells from one place of the kernel to the next; 1 unless told</param>
    /// <param name="Padding">zeros around the image; <see cref="ImagePadding.Valid"/> unless told</param>
    /// <param name="Dilation">cells from one tap of the kernel to the next; 1 unless told</param>
    /// <param name="Bias">whether there is a bias</param>
    /// <param name="Initializer">of the weight; <see cref="He"/> normal when none is given. The bias starts at zero.</param>
    public DepthwiseConv2D(Extent2D Kernel, int Multiplier = 1, Extent2D? Stride = null, ImagePadding? Padding = null, Extent2D? Dilation = null, bool Bias = true, IInitializer? Initializer = null)
        : base(Kernel, Stride, Padding, Dilation, Bias, Initializer) => this.Multiplier = Multiplier;

    /// <summary>How many output channels every channel becomes.</summary>
    public int Multiplier { get; init => field = Positive(value, "output channels for a channel"); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public DepthwiseConv2D With(Extent2D? kernel = null, int? multiplier = null, Extent2D? stride = null, ImagePadding? padding = null, Extent2D? dilation = null, bool? bias = null, IInitializer? initializer = null) =>
        this with { Kernel = kernel ?? Kernel, Multiplier = multiplier ?? Multiplier, Stride = stride ?? Stride, Padding = padding ?? Padding, Dilation = dilation ?? Dilation, Bias = bias ?? Bias, Initializer = initializer ?? Initializer };

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        Images.Check(input);
        if (input[0] == 0) throw new ShapeException(Sentence.Of($"expected images with one channel or more, got {input}."));
        return Grouped(input).OutputShape(input);
    }

    /// <inheritdoc/>
    public override Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Grouped(x.Shape.Sample).Apply(context, x);
    }

    /// <inheritdoc/>
    public override string ToString() => Text("");

    private protected override ConvolutionForm Form(Shape input) => ((IConvolutionLayer)Grouped(input)).Form(input);

    private protected override int Outputs(Shape input) => input[0] * Multiplier;

    private protected override Shape WeightShape(Shape input) => Shape.Of(Outputs(input), 1, Kernel.Y, Kernel.X);

    /// <summary>The same as a convolution in groups.</summary>
    private Conv2D Grouped(Shape input) => new(Outputs(input), Kernel, Stride, Padding, Dilation, input[0], Bias, Initializer);
}
