namespace Functional.NN;

/// <summary>
/// Self-attention of several heads: (Q, K, V) = X·Wᵢₙ + bᵢₙ; Aₕ = softmax(QₕKₕᵀ/√d), d = E/heads; Y = [A₁V₁, …]·W_out + b_out, head h owning the features h·d … (h + 1)·d − 1 of each.
/// </summary>
/// <remarks>
/// Vaswani et al. 2017, "Attention is all you need", section 3.2.2. X and Y are sequences (L × E). The parameters are <c>in_proj_weight</c> (E × 3E: query, key, value),
/// <c>in_proj_bias</c> (3E), <c>out_proj_weight</c> (E × E) and <c>out_proj_bias</c> (E); each of the four maps is drawn as a matrix E × E.
/// Nobody attends to a masked step, whatever stands there, and its output is 0. The attention weights (N × heads × L × L), before dropout, are a further output, <c>attention_weights</c>.
/// </remarks>
public sealed record MultiHeadAttention : ILayer
{
    /// <summary>Self-attention with so many heads.</summary>
    /// <param name="Heads">the number of heads, which divides that of features</param>
    /// <param name="Causal">attend to no later steps</param>
    /// <param name="Bias">whether there are biases</param>
    /// <param name="Dropout">the fraction of attention weights that are dropped in training</param>
    /// <param name="Initializer">of the weights; <see cref="Xavier"/> uniform when none is given. The biases start at zero.</param>
    public MultiHeadAttention(int Heads, bool Causal = false, bool Bias = true, double Dropout = 0, IInitializer? Initializer = null) =>
        (this.Heads, this.Causal, this.Bias, this.Dropout, this.Initializer) = (Heads, Causal, Bias, Dropout, Initializer ?? new Xavier());

    /// <summary>The number of heads.</summary>
    public int Heads { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"MultiHeadAttention: the number of heads must be positive, got {value}.")); }

    /// <summary>Attend to no later steps.</summary>
    public bool Causal { get; init; }

    /// <summary>Whether there are biases.</summary>
    public bool Bias { get; init; }

    /// <summary>The fraction of attention weights that are dropped in training, from 0 to below 1.</summary>
    public double Dropout { get; init => field = Constants.Rate(value, nameof(MultiHeadAttention)); }

    /// <summary>What the weights start as.</summary>
    public IInitializer Initializer { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public MultiHeadAttention With(int? heads = null, bool? causal = null, bool? bias = null, double? dropout = null, IInitializer? initializer = null) =>
        this with { Heads = heads ?? Heads, Causal = causal ?? Causal, Bias = bias ?? Bias, Dropout = dropout ?? Dropout, Initializer = initializer ?? Initializer };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => Sequences.Checked(input)[1] % Heads == 0 ? input
        : throw new ShapeException(Sentence.Of($"expected features that {Heads} heads can share equally, got {input[1]}. Choose another number of heads, or put a Dense(…, PerPosition: true) before it."));

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        int features = input[1];
        ParameterSpec Weight(string name, int columns) => new(name, Shape.Of(features, columns), Initializer, Fans: new Fans(features, features));
        ParameterSpec BiasOf(string name, int columns) => new(name, Shape.Of(columns), new Zeros(), ParameterRole.Bias);
        ParameterSpec inWeight = Weight("in_proj_weight", 3 * features), outWeight = Weight("out_proj_weight", features);
        return Bias ? [inWeight, BiasOf("in_proj_bias", 3 * features), outWeight, BiasOf("out_proj_bias", features)] : [inWeight, outWeight];
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        int samples = x.Shape[0], steps = x.Shape[1], features = x.Shape[2];
        var mask = Sequences.Mask(context, x, nameof(MultiHeadAttention));
        var counts = mask?.Reshape(samples, steps, 1);
        var rows = (counts is null ? x : Var.Where(counts, x, 0)).Reshape(samples * steps, features);
        Var weight = context.Parameter("in_proj_weight");
        Var? bias = Bias ? context.Parameter("in_proj_bias") : null;
        Var Projected(int part) => Var.Affine(rows, weight.Slice(1, part * features, features), bias?.Slice(0, part * features, features))
            .Reshape(samples, steps, Heads, features / Heads).Transpose(0, 2, 1, 3);

        var attention = Attention.Weights(Projected(0), Projected(1), Causal, mask);
        var heads = Var.MatMul(NN.Dropout.Masked(context, attention, attention.Shape, Dropout), Projected(2)).Transpose(0, 2, 1, 3).Reshape(samples * steps, features);
        var y = Var.Affine(heads, context.Parameter("out_proj_weight"), Bias ? context.Parameter("out_proj_bias") : null).Reshape(x.Shape);
        return Applied.Of(counts is null ? y : Var.Where(counts, y, 0)) with { Outputs = [context.Output("attention_weights", attention)] };
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"MultiHeadAttention({Heads}{(Causal ? ", causal" : "")}{(Dropout > 0 ? Sentence.Of($", dropout {Dropout}") : "")})");
}
