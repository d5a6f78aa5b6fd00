namespace Functional.NN;

/// <summary>A 2-D convolution of images C×H×W in which each output channel sees only the input channels that a table names, plus a bias an output channel.</summary>
/// <remarks>
/// The C3 layer of LeCun, Bottou, Bengio and Haffner 1998. Weights are (connections × kh × kw), in the order of the table; what is not connected is no part of θ.
/// It is computed as a <see cref="Conv2D"/> whose other weights are zeros. The fan-in is that of the mean output channel, rounded up.
/// </remarks>
public sealed record PartialConv2D : ImageConvolution
{
    /// <summary>A convolution with a table of connections.</summary>
    /// <param name="Connections">which input channels each output channel sees</param>
    /// <param name="Kernel">height and width of the kernel; a number for a square one</param>
    /// <param name="Stride">cells from one place of the kernel to the next; 1 unless told</param>
    /// <param name="Padding">zeros around the image; <see cref="ImagePadding.Valid"/> unless told</param>
    /// <param name="Dilation">cells from one tap of the kernel to the next; 1 unless told</param>
    /// <param name="Bias">whether there is a bias</param>
    /// <param name="Initializer">of the weight; <see cref="He"/> normal when none is given. The bias starts at zero.</param>
    public PartialConv2D(ConnectionTable Connections, Extent2D Kernel, Extent2D? Stride = null, ImagePadding? Padding = null, Extent2D? Dilation = null, bool Bias = true, IInitializer? Initializer = null)
        : base(Kernel, Stride, Padding, Dilation, Bias, Initializer) => this.Connections = Connections;

    /// <summary>Which input channels each output channel sees.</summary>
    public ConnectionTable Connections { get; init => field = value ?? throw new NNException("PartialConv2D: there must be a table of connections."); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public PartialConv2D With(ConnectionTable? connections = null, Extent2D? kernel = null, Extent2D? stride = null, ImagePadding? padding = null, Extent2D? dilation = null, bool? bias = null, IInitializer? initializer = null) =>
        this with { Connections = connections ?? Connections, Kernel = kernel ?? Kernel, Stride = stride ?? Stride, Padding = padding ?? Padding, Dilation = dilation ?? Dilation, Bias = bias ?? Bias, Initializer = initializer ?? Initializer };

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        Images.Check(input);
        if (input[0] < Connections.LeastInputs) throw new ShapeException(Sentence.Of($"expected images with the {Connections.LeastInputs} channels or more that the table names, got {input}."));
        return Full.OutputShape(input);
    }

    /// <inheritdoc/>
    public override Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        int inputs = x.Shape[1];
        int[] places = [.. Connections.SelectMany((channels, output) => channels.Select(input => output * inputs + input))];
        var full = Var.Apply(new Primitives.ScatterAdd(places, Connections.Count * inputs), context.Parameter("weight"));
        return Full.Convolved(context, x, full.Reshape(Connections.Count, inputs, Kernel.Y, Kernel.X));
    }

    /// <inheritdoc/>
    public override string ToString() => Text($"{Connections}, ");

    private protected override ConvolutionForm Form(Shape input) => ((IConvolutionLayer)Full).Form(input);

    private protected override int Outputs(Shape input) => Connections.Count;

    private protected override Shape WeightShape(Shape input) => Shape.Of(Connections.Connections, Kernel.Y, Kernel.X);

    private protected override Fans WeightFans(Shape input)
    {
        int weights = Connections.Connections * Kernel.Y * Kernel.X;
        return new((weights + Connections.Count - 1) / Connections.Count, (weights + input[0] - 1) / input[0]);
    }

    /// <summary>The convolution in which every output channel sees all.</summary>
    private Conv2D Full => new(Connections.Count, Kernel, Stride, Padding, Dilation, 1, Bias, Initializer);
}
