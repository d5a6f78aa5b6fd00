namespace Functional.NN;

/// <summary>y = γ·(x − μ)/√(σ² + ε) + β for each channel (axis 1 of the batch unless told), over the batch and all other axes.</summary>
/// <remarks>
/// Ioffe and Szegedy 2015. In training μ and σ² (biased) are the batch's, and the running values become (1 − momentum)·old + momentum·batch,
/// with the unbiased variance; in evaluation the running values are used. γ, β (channels) start at 1 and 0.
/// Samples are vectors (channels: the 1-D form, over N), signals (channels × length: over N and the length), images (channels × height × width: the 2-D form, over N
/// and all places) or, with <see cref="ChannelAxis"/> −1, sequences (steps × channels: over N and the steps). Of masked sequences the steps that count are averaged over, in
/// the running values too; a channel of which none counts has mean 0 and variance 0. The others are normalised by the same numbers and count nowhere.
/// </remarks>
public sealed record BatchNorm : ILayer
{
    /// <summary>Batch normalisation.</summary>
    /// <param name="Momentum">how much of the batch goes into the running values</param>
    /// <param name="Epsilon">added to the variance, inside the root</param>
    /// <param name="Affine">whether there are γ (<c>weight</c>) and β (<c>bias</c>)</param>
    /// <param name="ChannelAxis">the axis of the channels in the batch: 1 for images, −1 (the last) for sequences</param>
    public BatchNorm(double Momentum = 0.1, double Epsilon = 1e-5, bool Affine = true, int ChannelAxis = 1) =>
        (this.Momentum, this.Epsilon, this.Affine, this.ChannelAxis) = (Momentum, Epsilon, Affine, ChannelAxis);

    /// <summary>How much of the batch goes into the running values, from 0 to 1.</summary>
    public double Momentum { get; init => field = value is >= 0 and <= 1 ? value : throw new NNException(Sentence.Of($"BatchNorm: the momentum must be from 0 to 1, got {value}.")); }

    /// <summary>Added to the variance, inside the root.</summary>
    public double Epsilon { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"BatchNorm: epsilon must be positive, got {value}.")); }

    /// <summary>Whether there are γ and β.</summary>
    public bool Affine { get; init; }

    /// <summary>The axis of the channels in the batch, whose axis 0 is the samples; a negative one counts from the end.</summary>
    public int ChannelAxis { get; init => field = NN.ChannelAxis.Checked(value, nameof(BatchNorm)); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public BatchNorm With(double? momentum = null, double? epsilon = null, bool? affine = null, int? channelAxis = null) =>
        this with { Momentum = momentum ?? Momentum, Epsilon = epsilon ?? Epsilon, Affine = affine ?? Affine, ChannelAxis = channelAxis ?? ChannelAxis };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => NN.ChannelAxis.In(input, ChannelAxis);

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Affine ? Normalized.ScaleAndShift(Channels(input)) : [];
    }

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return [new("running_mean", Channels(input), 0), new("running_var", Channels(input), 1)];
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        int channels = x.Shape.Axis(ChannelAxis);
        int[] others = [.. Enumerable.Range(0, x.Shape.Rank).Where(axis => axis != channels)];
        var each = NN.ChannelAxis.Each(x.Shape, ChannelAxis);
        var scale = Affine ? context.Parameter("weight").Reshape(each) : null;
        var shift = Affine ? context.Parameter("bias").Reshape(each) : null;
        Var oldMean = context.State("running_mean"), oldVariance = context.State("running_var");
        if (!context.Training) return Normalized.By(x, oldMean.Reshape(each), oldVariance.Reshape(each), Epsilon, scale, shift);

        int count = x.Shape.Size / Math.Max(1, x.Shape[channels]);
        if (count < 2) throw new ShapeException(Sentence.Of($"BatchNorm (\"{context.Path}\"): training needs two values or more in every channel, got a batch of {x.Shape}. Use larger batches, or drop the last short one."));
        var counted = Counted(context, x.Shape, channels);
        var (y, μ, σ2) = Normalized.Over(x, others, Epsilon, scale, shift, counted);
        var part = counted is null ? Momentum * ((double)count / (count - 1)) : Momentum * Bessel(Normalized.CountOver(x.Shape, others, counted));
        return Applied.Of(y,
            context.Update("running_mean", (1 - Momentum) * oldMean + Momentum * Var.StopGradient(μ)),
            context.Update("running_var", (1 - Momentum) * oldVariance + part * Var.StopGradient(σ2)));
    }

    /// <inheritdoc/>
    public override string ToString() => ChannelAxis == 1 ? "BatchNorm()" : Sentence.Of($"BatchNorm(channel axis {ChannelAxis})");

    private Shape Channels(Shape input) => Shape.Of(NN.ChannelAxis.Count(input, ChannelAxis));

    /// <summary>n/(n − 1), by which the biased variance of n numbers becomes the unbiased one; 1 for a single number.</summary>
    private static Var Bessel(Var count) => count / Var.Max(count - 1, 1);

    /// <summary>Which numbers of a batch of sequences count: those of steps that are not masked.</summary>
    private static Var? Counted(LayerContext context, Shape x, int channels)
    {
        if (context.Mask is not { } mask || x.Rank < 3 || x[1] != mask.Shape[1]) return null;
        if (channels == 1)
            throw new ShapeException(Sentence.Of($"BatchNorm (\"{context.Path}\"): the channels of masked sequences {x} would be their steps. Say ChannelAxis: -1 to normalise their features, or normalise after the last state is taken."));
        return mask.Reshape(Shape.Of([.. mask.Shape, .. Enumerable.Repeat(1, x.Rank - 2)]));
    }
}
