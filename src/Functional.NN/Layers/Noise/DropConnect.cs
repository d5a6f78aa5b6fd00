namespace Functional.NN;

/// <summary>In training y = x·(W ⊙ M)/(1 − rate) + b, each element of M being 1 with probability 1 − rate and else 0; in evaluation y = x·W + b.</summary>
/// <remarks>
/// Wan, Zeiler, Zhang, LeCun and Fergus 2013: a <see cref="Dense"/> layer that drops connections and not units. x (N × inputs), W (inputs × units), b (units). As there, every sample has an
/// M of its own, which takes N·inputs·units random numbers a step; with <c>PerSample: false</c> one M serves the whole batch, in a fraction of the time and with less independent noise.
/// In the inverted form: the mean of y over M is what evaluation gives. (The paper samples the units' inputs in evaluation, from a normal distribution of that mean; here the mean is taken.)
/// </remarks>
public sealed record DropConnect : ILayer
{
    /// <summary>A fully connected layer that drops connections.</summary>
    /// <param name="Units">the number of outputs</param>
    /// <param name="Rate">the fraction of connections that are dropped</param>
    /// <param name="Bias">whether there is a bias, which is never dropped</param>
    /// <param name="PerSample">whether every sample has a mask of its own, or the batch one</param>
    /// <param name="Initializer">of the weight; <see cref="Xavier"/> uniform when none is given. The bias starts at zero.</param>
    public DropConnect(int Units, double Rate = 0.5, bool Bias = true, bool PerSample = true, IInitializer? Initializer = null) =>
        (this.Units, this.Rate, this.Bias, this.PerSample, this.Initializer) = (Units, Rate, Bias, PerSample, Initializer ?? new Xavier());

    /// <summary>The number of outputs.</summary>
    public int Units { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"DropConnect: the number of units must be positive, got {value}.")); }

    /// <summary>The fraction of connections that are dropped, from 0 to below 1.</summary>
    public double Rate { get; init => field = Constants.Rate(value, nameof(DropConnect)); }

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; init; }

    /// <summary>Whether every sample has a mask of its own, or the batch one.</summary>
    public bool PerSample { get; init; }

    /// <summary>What the weight starts as.</summary>
    public IInitializer Initializer { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public DropConnect With(int? units = null, double? rate = null, bool? bias = null, bool? perSample = null, IInitializer? initializer = null) =>
        this with { Units = units ?? Units, Rate = rate ?? Rate, Bias = bias ?? Bias, PerSample = perSample ?? PerSample, Initializer = initializer ?? Initializer };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 1 ? Plain.OutputShape(input) : throw new ShapeException($"expected vector samples, got {input}. {(input.Rank == 0 ? "Reshape them to [1]." : "Put a Flatten before it.")}");
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => Plain.Parameters(input);

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        if (!context.Training || Rate == 0) return Plain.Apply(context, x);
        var weight = context.Parameter("weight");
        var bias = Bias ? context.Parameter("bias") : null;
        if (!PerSample) return Var.Affine(x, weight * (context.BernoulliOnce(weight.Shape, 1 - Rate) / (1 - Rate)), bias);
        int samples = x.Shape[0];
        var dropped = weight * (context.Bernoulli(weight.Shape.Prepend(samples), 1 - Rate) / (1 - Rate));
        var y = Var.MatMul(x.Reshape(samples, 1, x.Shape[1]), dropped).Reshape(samples, Units);
        return bias is null ? y : y + bias;
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"DropConnect({Units}, {Rate}{(PerSample ? "" : ", one mask a batch")})");

    private Dense Plain => new(Units, Bias, Initializer: Initializer);
}
