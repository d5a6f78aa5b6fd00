namespace Functional.NN;

/// <summary>A 2-D convolution (cross-correlation) of images C×H×W, plus a bias a filter.</summary>
/// <remarks>
/// Weights are (filters × C/groups × kh × kw). The output has N = ⌊(W − F + P)/S⌋ + 1 cells along an axis, P being the zeros of both sides
/// together and F the kernel's reach dilation·(k − 1) + 1.
/// </remarks>
public sealed record Conv2D : ILayer
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
    {
        (this.Filters, this.Kernel, this.Stride, this.Padding) = (Filters, Kernel, Stride ?? 1, Padding ?? ImagePadding.Valid);
        (this.Dilation, this.Groups, this.Bias, this.Initializer) = (Dilation ?? 1, Groups, Bias, Initializer ?? new He());
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"Conv2D: the number of filters must be positive, got {value}.")); }

    /// <summary>Height and width of the kernel.</summary>
    public Extent2D Kernel { get; init => field = value.AtLeastOne("Conv2D: the kernel"); }

    /// <summary>Cells from one place of the kernel to the next.</summary>
    public Extent2D Stride { get; init => field = value.AtLeastOne("Conv2D: the stride"); }

    /// <summary>Zeros around the image.</summary>
    public ImagePadding Padding { get; init; }

    /// <summary>Cells from one tap of the kernel to the next.</summary>
    public Extent2D Dilation { get; init => field = value.AtLeastOne("Conv2D: the dilation"); }

    /// <summary>Into how many independent groups the channels fall.</summary>
    public int Groups { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"Conv2D: the number of groups must be positive, got {value}.")); }

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; init; }

    /// <summary>What the weight starts as.</summary>
    public IInitializer Initializer { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Conv2D With(int? filters = null, Extent2D? kernel = null, Extent2D? stride = null, ImagePadding? padding = null, Extent2D? dilation = null, int? groups = null, bool? bias = null, IInitializer? initializer = null) =>
        this with { Filters = filters ?? Filters, Kernel = kernel ?? Kernel, Stride = stride ?? Stride, Padding = padding ?? Padding, Dilation = dilation ?? Dilation, Groups = groups ?? Groups, Bias = bias ?? Bias, Initializer = initializer ?? Initializer };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Images.Check(input);
        if (input[0] % Groups != 0) throw new ShapeException(Sentence.Of($"expected channels that fall into {Groups} equal groups, got {input}."));
        return Geometry(input).OutputShape(input.Prepend(1), Weight(input)).Sample;
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var shape = Weight(input);
        var weight = new ParameterSpec("weight", shape, Initializer, ParameterRole.Weight, Fans.OfConvolution(shape));
        return Bias ? [weight, new ParameterSpec("bias", Shape.Of(Filters), new Zeros(), ParameterRole.Bias)] : [weight];
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        var y = Var.Conv2D(x, context.Parameter("weight"), Geometry(x.Shape.Sample));
        return Bias ? y + context.Parameter("bias").Reshape(Filters, 1, 1) : y;
    }

    /// <inheritdoc/>
    public override string ToString() => $"Conv2D({Filters}, {Kernel}{(Stride == 1 ? "" : $", stride {Stride}")}{(Padding == ImagePadding.Valid ? "" : $", padding {Padding}")})";

    private Shape Weight(Shape input) => Shape.Of(Filters, input[0] / Groups, Kernel.Y, Kernel.X);

    /// <summary>Strides and paddings for images of a shape.</summary>
    internal Conv2DGeometry Geometry(Shape input) => new(Stride, Padding.For(new(input[1], input[2]), Kernel, Stride, Dilation), Dilation, Groups);
}

/// <summary>What image layers expect.</summary>
internal static class Images
{
    public static void Check(Shape input)
    {
        if (input.Rank != 3) throw new ShapeException($"expected images (channels × height × width), got {input}. {(input.Rank == 2 ? $"Put a Reshape([1, {input[0]}, {input[1]}]) before it." : "Reshape the samples to three axes.")}");
    }
}
