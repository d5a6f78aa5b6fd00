namespace Functional.NN;

/// <summary>y = γ·(x − μ)/√(σ² + ε) + β for each channel (axis 1 of the batch), over the batch and all other axes.</summary>
/// <remarks>
/// Ioffe and Szegedy 2015. In training μ and σ² (biased) are the batch's, and the running values become (1 − momentum)·old + momentum·batch,
/// with the unbiased variance; in evaluation the running values are used. Samples are vectors (channels) or images (channels × …); steps of masked sequences are refused in training.
/// </remarks>
public sealed record BatchNorm : ILayer
{
    /// <summary>Batch normalisation.</summary>
    /// <param name="Momentum">how much of the batch goes into the running values</param>
    /// <param name="Epsilon">added to the variance, inside the root</param>
    /// <param name="Affine">whether there are γ (<c>weight</c>) and β (<c>bias</c>)</param>
    public BatchNorm(double Momentum = 0.1, double Epsilon = 1e-5, bool Affine = true) => (this.Momentum, this.Epsilon, this.Affine) = (Momentum, Epsilon, Affine);

    /// <summary>How much of the batch goes into the running values, from 0 to 1.</summary>
    public double Momentum { get; init => field = value is >= 0 and <= 1 ? value : throw new NNException(Sentence.Of($"BatchNorm: the momentum must be from 0 to 1, got {value}.")); }

    /// <summary>Added to the variance, inside the root.</summary>
    public double Epsilon { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"BatchNorm: epsilon must be positive, got {value}.")); }

    /// <summary>Whether there are γ and β.</summary>
    public bool Affine { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public BatchNorm With(double? momentum = null, double? epsilon = null, bool? affine = null) =>
        this with { Momentum = momentum ?? Momentum, Epsilon = epsilon ?? Epsilon, Affine = affine ?? Affine };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank > 0 ? input : throw new ShapeException("expected samples with a channel axis in front, got scalars. Reshape them to [1].");
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var shape = Shape.Of(input[0]);
        return Affine ? [new("weight", shape, new ConstantValue(1), ParameterRole.Scale), new("bias", shape, new Zeros(), ParameterRole.Bias)] : [];
    }

    /// <inheritdoc/>
    public IReadOnlyList<StateSpec> State(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return [new("running_mean", Shape.Of(input[0]), 0), new("running_var", Shape.Of(input[0]), 1)];
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        int channels = x.Shape[1], count = x.Shape.Size / Math.Max(1, channels);
        var perChannel = Shape.Of([channels, .. Enumerable.Repeat(1, x.Shape.Rank - 2)]);
        int[] others = [.. Enumerable.Range(0, x.Shape.Rank).Where(axis => axis != 1)];
        Var oldMean = context.State("running_mean"), oldVariance = context.State("running_var");
        if (!context.Training) return Scaled(context, (x - oldMean.Reshape(perChannel)) / Var.Sqrt(oldVariance.Reshape(perChannel) + Epsilon), perChannel);

        if (count < 2) throw new ShapeException(Sentence.Of($"BatchNorm (\"{context.Path}\"): training needs two values or more in every channel, got a batch of {x.Shape}. Use larger batches, or drop the last short one."));
        if (context.Mask is { } mask && x.Shape.Rank > 2 && x.Shape[1] == mask.Shape[1])
            throw new ShapeException(Sentence.Of($"BatchNorm (\"{context.Path}\"): the mean over a batch of sequences {x.Shape} would count masked steps. Normalise before the sequences are masked, or after the last state is taken."));
        var μ = x.Mean(others);
        var centred = x - μ.Reshape(perChannel);
        var σ2 = (centred * centred).Mean(others);
        var y = Scaled(context, centred / Var.Sqrt(σ2 + Epsilon).Reshape(perChannel), perChannel);
        double unbiased = (double)count / (count - 1);
        return Applied.Of(y,
            context.Update("running_mean", (1 - Momentum) * oldMean + Momentum * Var.StopGradient(μ)),
            context.Update("running_var", (1 - Momentum) * oldVariance + Momentum * unbiased * Var.StopGradient(σ2)));
    }

    /// <inheritdoc/>
    public override string ToString() => "BatchNorm()";

    private Var Scaled(LayerContext context, Var normalised, Shape perChannel) =>
        Affine ? normalised * context.Parameter("weight").Reshape(perChannel) + context.Parameter("bias").Reshape(perChannel) : normalised;
}
