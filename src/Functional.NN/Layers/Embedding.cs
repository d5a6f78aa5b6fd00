namespace Functional.NN;

/// <summary>y[…] = W[x[…]]: for every token its row of a table.</summary>
/// <remarks>
/// Bengio, Ducharme, Vincent and Jauvin 2003. x (N × …) whole numbers from 0 to below the number of tokens, checked in every step; W (tokens × units), normal with standard deviation 1
/// unless told; y (N × … × units). The gradients of a token that comes several times add up, in the order of the samples. The padding token gives 0 and its row learns nothing.
/// </remarks>
public sealed record Embedding : ILayer
{
    /// <summary>A table of rows.</summary>
    /// <param name="Tokens">how many rows there are</param>
    /// <param name="Units">how many numbers a row has</param>
    /// <param name="Padding">a token that stands for nothing, if there is one</param>
    /// <param name="Initializer">of the table; normal with standard deviation 1 when none is given</param>
    public Embedding(int Tokens, int Units, int? Padding = null, IInitializer? Initializer = null)
    {
        (this.Tokens, this.Units, this.Padding, this.Initializer) = (Tokens, Units, Padding, Initializer ?? new NormalValues(1));
        Check();
    }

    /// <summary>How many rows there are.</summary>
    public int Tokens { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"Embedding: the number of tokens must be positive, got {value}.")); }

    /// <summary>How many numbers a row has.</summary>
    public int Units { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"Embedding: the number of units must be positive, got {value}.")); }

    /// <summary>The token that stands for nothing, if there is one.</summary>
    public int? Padding { get; init; }

    /// <summary>What the table starts as.</summary>
    public IInitializer Initializer { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Embedding With(int? tokens = null, int? units = null, int? padding = null, IInitializer? initializer = null) =>
        new(tokens ?? Tokens, units ?? Units, padding ?? Padding, initializer ?? Initializer);

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Check();
        return input.Append(Units);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => [new("weight", Shape.Of(Tokens, Units), Initializer)];

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        var rows = context.Parameter("weight").Gather(x);
        return Padding is { } padding ? Var.Where(Var.Sign(x - padding).Reshape(x.Shape.Append(1)), rows, 0) : rows;
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"Embedding({Tokens}, {Units}{(Padding is { } padding ? Sentence.Of($", padding {padding}") : "")})");

    // The number of tokens can be set alone, so the padding token is looked at where they are used as well.
    private void Check()
    {
        if (Padding is { } padding && (padding < 0 || padding >= Tokens)) throw new NNException(Sentence.Of($"Embedding: the padding token must be one of the tokens, from 0 to {Tokens - 1}, got {padding}."));
    }
}
