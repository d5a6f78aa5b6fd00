namespace Functional.NN;

/// <summary>y = x·W + b.</summary>
/// <remarks>x (N × inputs), W (inputs × units), b (units). With <see cref="PerPosition"/> it acts on the last axis of samples of any rank.</remarks>
public sealed record Dense : ILayer
{
    /// <summary>A fully connected layer.</summary>
    /// <param name="Units">the number of outputs</param>
    /// <param name="Bias">whether there is a bias</param>
    /// <param name="PerPosition">act on the last axis of samples that are not vectors</param>
    /// <param name="Initializer">of the weight; <see cref="Xavier"/> uniform when none is given. The bias starts at zero.</param>
    public Dense(int Units, bool Bias = true, bool PerPosition = false, IInitializer? Initializer = null) =>
        (this.Units, this.Bias, this.PerPosition, this.Initializer) = (Units, Bias, PerPosition, Initializer ?? new Xavier());

    /// <summary>The number of outputs.</summary>
    public int Units { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"Dense: the number of units must be positive, got {value}.")); }

    /// <summary>Whether there is a bias.</summary>
    public bool Bias { get; init; }

    /// <summary>Act on the last axis of samples that are not vectors.</summary>
    public bool PerPosition { get; init; }

    /// <summary>What the weight starts as.</summary>
    public IInitializer Initializer { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Dense With(int? units = null, bool? bias = null, bool? perPosition = null, IInitializer? initializer = null) =>
        this with { Units = units ?? Units, Bias = bias ?? Bias, PerPosition = perPosition ?? PerPosition, Initializer = initializer ?? Initializer };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank == 1 || (PerPosition && input.Rank > 1)) return input.With(-1, Units);
        throw new ShapeException($"expected vector samples, got {input}. " + (input.Rank == 0 ? "Reshape them to [1]." : "Put a Flatten before it, or say PerPosition: true."));
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var weight = new ParameterSpec("weight", Shape.Of(input[-1], Units), Initializer);
        return Bias ? [weight, new ParameterSpec("bias", Shape.Of(Units), new Zeros(), ParameterRole.Bias)] : [weight];
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        var rows = x.Reshape(x.Shape.Range(0, x.Shape.Rank - 1).Size, x.Shape[-1]);
        return Var.Affine(rows, context.Parameter("weight"), Bias ? context.Parameter("bias") : null).Reshape(x.Shape.With(-1, Units));
    }

    /// <inheritdoc/>
    public override string ToString() => $"Dense({Units}{(PerPosition ? ", per position" : "")})";
}
