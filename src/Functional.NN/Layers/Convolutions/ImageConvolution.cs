namespace Functional.NN;

/// <summary>A layer whose kernel of weights walks over images C×H×W.</summary>
public abstract record ImageConvolution : ILayer, IConvolutionLayer
{
    private protected ImageConvolution(Extent2D kernel, Extent2D? stride, ImagePadding? padding, Extent2D? dilation, bool bias, IInitializer? initializer) =>
        (Kernel, Stride, Padding, Dilation, Bias, Initializer) = (kernel, stride ?? 1, padding ?? ImagePadding.Valid, dilation ?? 1, bias, initializer ?? new He());

    /// <summary>Height and width of the kernel.</summary>
    public Extent2D Kernel { get; init => field = value.AtLeastOne($"{GetType().Name}: the kernel"); }

    /// <summary>Cells from one place of the kernel to the next.</summary>
    public Extent2D Stride { get; init => field = value.AtLeastOne($"{GetType().Name}: the stride"); }

    /// <summary>Zeros around the image.</summary>
    public ImagePadding Padding { get; init; }

    /// <summary>Cells from one tap of the kernel to the next.</summary>
    public Extent2D Dilation { get; init => field = value.AtLeastOne($"{GetType().Name}: the dilation"); }

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; init; }

    /// <summary>What the weight starts as.</summary>
    public IInitializer Initializer { get; init; }

    /// <inheritdoc/>
    public abstract Shape OutputShape(Shape input);

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var weight = new ParameterSpec("weight", WeightShape(input), Initializer, ParameterRole.Weight, WeightFans(input));
        return Bias ? [weight, new ParameterSpec("bias", Shape.Of(Outputs(input)), new Zeros(), ParameterRole.Bias)] : [weight];
    }

    /// <inheritdoc/>
    public abstract Applied Apply(LayerContext context, Var x);

    ConvolutionForm IConvolutionLayer.Form(Shape input) => Form(input);

    /// <inheritdoc cref="IConvolutionLayer.Form"/>
    private protected abstract ConvolutionForm Form(Shape input);

    /// <summary>The number of output channels.</summary>
    private protected abstract int Outputs(Shape input);

    private protected abstract Shape WeightShape(Shape input);

    private protected virtual Fans WeightFans(Shape input) => Fans.OfConvolution(WeightShape(input));

    /// <summary>y with the bias of its channel added to every cell.</summary>
    private protected Var PlusBias(LayerContext context, Var y) => Bias ? y + context.Parameter("bias").Reshape(y.Shape[1], 1, 1) : y;

    /// <summary>Strides and paddings for images of a shape.</summary>
    private protected Conv2DGeometry Geometry(Shape input, int groups) => new(Stride, Padding.For(new(input[1], input[2]), Kernel, Stride, Dilation), Dilation, groups);

    private protected int Positive(int value, string what) => value > 0 ? value : throw new NNException(Sentence.Of($"{GetType().Name}: the number of {what} must be positive, got {value}."));

    private protected static void CheckGroups(Shape input, int groups)
    {
        if (input[0] % groups != 0) throw new ShapeException(Sentence.Of($"expected channels that fall into {groups} equal groups, got {input}."));
    }

    /// <summary>The name with the constants that are not the usual ones.</summary>
    private protected string Text(string first) => $"{GetType().Name}({first}{Kernel}{(Stride == 1 ? "" : $", stride {Stride}")}{(Padding == ImagePadding.Valid ? "" : $", padding {Padding}")})";
}
