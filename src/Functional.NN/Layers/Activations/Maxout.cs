namespace Functional.NN;

/// <summary>y[…, j] = max over p &lt; pieces of x[…, j·pieces + p]: the largest of each group of neighbours on the last axis, which becomes shorter by the factor pieces.</summary>
/// <remarks>
/// Goodfellow, Warde-Farley, Mirza, Courville and Bengio 2013: a maxout layer of m units with k pieces is <c>new Dense(m * k), new Maxout(k)</c>. At a tie the derivative goes to
/// the first of the largest.
/// </remarks>
public sealed record Maxout : Activation
{
    /// <summary>A maxout.</summary>
    /// <param name="Pieces">how many numbers there are in a group</param>
    public Maxout(int Pieces = 2) => this.Pieces = Pieces;

    /// <summary>How many numbers there are in a group.</summary>
    public int Pieces { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"Maxout: the number of pieces must be positive, got {value}.")); }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank > 0 && input[-1] > 0 && input[-1] % Pieces == 0 ? input.With(-1, input[-1] / Pieces)
            : throw new ShapeException(Sentence.Of($"expected a last axis that can be cut into groups of {Pieces}, got {input}. Give the layer before it {Pieces} numbers for each one wanted."));
    }

    /// <inheritdoc/>
    public override Var Apply(Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var output = OutputShape(x.Shape);
        // Samples as images with one group in each window.
        var images = x.Shape.Rank > 1 ? Shape.Of(x.Shape[0], 1, x.Shape.Range(1, x.Shape.Rank - 1).Size, x.Shape[-1]) : Shape.Of(1, 1, 1, x.Shape[-1]);
        return Var.MaxPool2D(x.Reshape(images), new Pool2DGeometry(new Extent2D(1, Pieces))).Reshape(output);
    }

    private protected override FormattableString Constants => $"{Pieces}";
}
