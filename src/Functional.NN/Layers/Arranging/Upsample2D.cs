namespace Functional.NN;

/// <summary>Every cell of images C×H×W repeated to a block of cells (nearest neighbour): y[c, i, j] = x[c, ⌊i/fy⌋, ⌊j/fx⌋].</summary>
/// <remarks>The derivative of a cell is the sum over its block.</remarks>
public sealed record Upsample2D : ILayer
{
    /// <summary>Upsampling by whole factors.</summary>
    /// <param name="Factors">rows and columns of a block; a number for a square one</param>
    public Upsample2D(Extent2D Factors) => this.Factors = Factors;

    /// <summary>Rows and columns of a block.</summary>
    public Extent2D Factors { get; init => field = value.AtLeastOne("Upsample2D: the factors"); }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        Images.Check(input);
        if (input[1] < 1 || input[2] < 1) throw new ShapeException(Sentence.Of($"expected images of one cell or more, got {input}."));
        return Shape.Of(input[0], checked(Factors.Y * input[1]), checked(Factors.X * input[2]));
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x) => Var.Upsample2D(x, Factors);

    /// <inheritdoc/>
    public override string ToString() => $"Upsample2D({Factors})";
}
