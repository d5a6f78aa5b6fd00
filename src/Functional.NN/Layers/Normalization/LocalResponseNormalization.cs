namespace Functional.NN;

/// <summary>y[c] = x[c]/(k + α·Σ x[j]²)^β, the sum being over the n neighbouring channels j around c, c itself included.</summary>
/// <remarks>
/// Krizhevsky, Sutskever and Hinton 2012, with their constants k = 2, n = 5, α = 10⁻⁴, β = ¾: j goes from max(0, c − n/2) to min(C − 1, c + n/2), channels being axis 1 of the batch
/// (N × C × …). PyTorch divides α by n and has other constants: <c>new LocalResponseNormalization(Size: n, K: 1, AlphaOverSize: true)</c>; for an even n its window, as here, has
/// n channels, n/2 before c and n/2 − 1 after it. The power is e^(−β·ln).
/// </remarks>
public sealed record LocalResponseNormalization : ILayer
{
    /// <summary>A normalisation by neighbouring channels.</summary>
    /// <param name="Size">n, how many channels are summed</param>
    /// <param name="Alpha">α</param>
    /// <param name="Beta">β</param>
    /// <param name="K">k, positive</param>
    /// <param name="AlphaOverSize">whether α is divided by n, so that it weighs the mean of squares (PyTorch) and not the sum</param>
    public LocalResponseNormalization(int Size = 5, double Alpha = 1e-4, double Beta = 0.75, double K = 2, bool AlphaOverSize = false) =>
        (this.Size, this.Alpha, this.Beta, this.K, this.AlphaOverSize) = (Size, Alpha, Beta, K, AlphaOverSize);

    /// <summary>How many channels are summed.</summary>
    public int Size { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"LocalResponseNormalization: the size must be positive, got {value}.")); }

    /// <summary>What the sum of squares is multiplied by.</summary>
    public double Alpha { get; init => field = Constants.NotNegative(value, nameof(LocalResponseNormalization), "alpha"); }

    /// <summary>The power.</summary>
    public double Beta { get; init => field = Constants.NotNegative(value, nameof(LocalResponseNormalization), "beta"); }

    /// <summary>What is added to the sum.</summary>
    public double K { get; init => field = Constants.Positive(value, nameof(LocalResponseNormalization), "k"); }

    /// <summary>Whether α is divided by the size.</summary>
    public bool AlphaOverSize { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public LocalResponseNormalization With(int? size = null, double? alpha = null, double? beta = null, double? k = null, bool? alphaOverSize = null) =>
        this with { Size = size ?? Size, Alpha = alpha ?? Alpha, Beta = beta ?? Beta, K = k ?? K, AlphaOverSize = alphaOverSize ?? AlphaOverSize };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => ChannelAxis.In(input, 1);

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var squares = Var.WindowSum(x * x, 1, Size / 2, (Size - 1) / 2);
        double α = AlphaOverSize ? Alpha / Size : Alpha;
        return x * Var.Exp(-Beta * Var.Log(K + α * squares));
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"LocalResponseNormalization({Size}, {Alpha}, {Beta}, {K}{(AlphaOverSize ? ", alpha over size" : "")})");
}
