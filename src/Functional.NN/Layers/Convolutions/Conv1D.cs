namespace Functional.NN;

/// <summary>A 1-D convolution (cross-correlation) of signals C×L, plus a bias a filter: y[n, o, t] = b[o] + Σ w[o, c, k]·x[n, c, t·stride + k·dilation − before].</summary>
/// <remarks>
/// Weights are (filters × C/groups × k). The output has ⌊(L + before + after − dilation·(k − 1) − 1)/stride⌋ + 1 cells. It is <see cref="Conv2D"/> of images of one row,
/// with its order of summing; the sum is over c within o's group and k, and padded cells are zeros. Sequences of this library are steps × features: put a
/// <see cref="SwapAxes"/> before it; steps that a mask leaves out are read like the others.
/// </remarks>
public sealed record Conv1D : ILayer, IConvolutionLayer
{
    /// <summary>A convolution.</summary>
    /// <param name="Filters">the number of output channels</param>
    /// <param name="Kernel">length of the kernel</param>
    /// <param name="Stride">cells from one place of the kernel to the next</param>
    /// <param name="Padding">zeros before and after the signal; <see cref="SignalPadding.Valid"/> unless told</param>
    /// <param name="Dilation">cells from one tap of the kernel to the next</param>
    /// <param name="Groups">into how many independent groups the channels fall; as many as there are channels for a depthwise convolution</param>
    /// <param name="Bias">whether there is a bias</param>
    /// <param name="Initializer">of the weight; <see cref="He"/> normal when none is given. The bias starts at zero.</param>
    public Conv1D(int Filters, int Kernel, int Stride = 1, SignalPadding? Padding = null, int Dilation = 1, int Groups = 1, bool Bias = true, IInitializer? Initializer = null)
    {
        (this.Filters, this.Kernel, this.Stride, this.Padding) = (Filters, Kernel, Stride, Padding ?? SignalPadding.Valid);
        (this.Dilation, this.Groups, this.Bias, this.Initializer) = (Dilation, Groups, Bias, Initializer ?? new He());
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; init => field = Positive(value, "the number of filters"); }

    /// <summary>Length of the kernel.</summary>
    public int Kernel { get; init => field = Positive(value, "the kernel"); }

    /// <summary>Cells from one place of the kernel to the next.</summary>
    public int Stride { get; init => field = Positive(value, "the stride"); }

    /// <summary>Zeros before and after the signal.</summary>
    public SignalPadding Padding { get; init; }

    /// <summary>Cells from one tap of the kernel to the next.</summary>
    public int Dilation { get; init => field = Positive(value, "the dilation"); }

    /// <summary>Into how many independent groups the channels fall.</summary>
    public int Groups { get; init => field = Positive(value, "the number of groups"); }

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; init; }

    /// <summary>What the weight starts as.</summary>
    public IInitializer Initializer { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Conv1D With(int? filters = null, int? kernel = null, int? stride = null, SignalPadding? padding = null, int? dilation = null, int? groups = null, bool? bias = null, IInitializer? initializer = null) =>
        this with { Filters = filters ?? Filters, Kernel = kernel ?? Kernel, Stride = stride ?? Stride, Padding = padding ?? Padding, Dilation = dilation ?? Dilation, Groups = groups ?? Groups, Bias = bias ?? Bias, Initializer = initializer ?? Initializer };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        Signals.Check(input);
        return Signals.FromImage(OfRow.OutputShape(Signals.AsImage(input)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return [.. OfRow.Parameters(Signals.AsImage(input)).Select(spec => spec.Role == ParameterRole.Weight ? spec with { Shape = spec.Shape.Without(2) } : spec)];
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        var weight = context.Parameter("weight");
        var row = OfRow.Convolved(context, Signals.AsImages(x), weight.Reshape(weight.Shape[0], weight.Shape[1], 1, weight.Shape[2]));
        return Signals.FromImages(row);
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"Conv1D({Filters}, {Kernel}{(Stride == 1 ? "" : Sentence.Of($", stride {Stride}"))}{(Padding == SignalPadding.Valid ? "" : $", padding {Padding}")})");

    ConvolutionForm IConvolutionLayer.Form(Shape input) => ((IConvolutionLayer)OfRow).Form(Signals.AsImage(input));

    /// <summary>The same over images of one row.</summary>
    private Conv2D OfRow => new(Filters, new Extent2D(1, Kernel), new Extent2D(1, Stride), Padding.OfRow(Kernel, Dilation), new Extent2D(1, Dilation), Groups, Bias, Initializer);

    private static int Positive(int value, string what) => value > 0 ? value : throw new NNException(Sentence.Of($"Conv1D: {what} must be positive, got {value}."));
}
