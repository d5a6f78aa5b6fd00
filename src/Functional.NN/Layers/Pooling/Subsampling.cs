namespace Functional.NN;

/// <summary>The sum of every window of each channel, times a coefficient of the channel, plus a bias of the channel: y = w_c·Σx + b_c.</summary>
/// <remarks>
/// The trainable sub-sampling of LeCun, Bottou, Bengio and Haffner 1998; the squashing function follows as a layer of its own. Parameters are <c>weight</c> (C) and <c>bias</c> (C).
/// Padded cells are zeros.
/// </remarks>
public sealed record Subsampling : Pooling2D
{
    /// <summary>Trainable sub-sampling.</summary>
    /// <param name="Window">height and width of the window; a number for a square one</param>
    /// <param name="Stride">cells from one window to the next; the window's size unless told, so that windows do not overlap</param>
    /// <param name="Padding">zeros around the image; none unless told</param>
    /// <param name="Initializer">of the coefficients, whose fan-in is the number of cells of a window; <see cref="FanInUniform"/> when none is given, as there. The bias starts at zero.</param>
    public Subsampling(Extent2D Window, Extent2D? Stride = null, ImagePadding? Padding = null, IInitializer? Initializer = null) : base(Window, Stride, Padding) =>
        this.Initializer = Initializer ?? new FanInUniform();

    /// <summary>What the coefficients start as.</summary>
    public IInitializer Initializer { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Subsampling With(Extent2D? window = null, Extent2D? stride = null, ImagePadding? padding = null, IInitializer? initializer = null) =>
        this with { Window = window ?? Window, Stride = stride ?? Stride, Padding = padding ?? Padding, Initializer = initializer ?? Initializer };

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var channels = Shape.Of(input[0]);
        return [new("weight", channels, Initializer, ParameterRole.Weight, new Fans(Window.Y * Window.X, 1)), new("bias", channels, new Zeros(), ParameterRole.Bias)];
    }

    private protected override Var Pool(LayerContext context, Var x, Pool2DGeometry geometry) =>
        Var.SumPool2D(x, geometry) * context.Parameter("weight").Reshape(x.Shape[1], 1, 1) + context.Parameter("bias").Reshape(x.Shape[1], 1, 1);
}
