namespace Functional.NN;

/// <summary>The squared Euclidean distance to each of some fixed prototypes: y_i = Σ_j (x_j − p_ij)².</summary>
/// <remarks>
/// The output layer of LeCun, Bottou, Bengio and Haffner 1998 (equation 7): the nearest prototype is the answer, so the smallest output is the best. The prototypes are no part of θ.
/// <see cref="MaximumAPosterioriDistance"/> is a loss for it.
/// </remarks>
public sealed record RadialBasisOutput : ILayer
{
    /// <summary>Distances to prototypes.</summary>
    /// <param name="Prototypes">(classes × inputs)</param>
    public RadialBasisOutput(Tensor<double> Prototypes) => this.Prototypes = Prototypes;

    /// <summary>Distances to the ten digits, drawn on 12 rows of 7 pixels as ±1: 84 inputs, 10 outputs.</summary>
    /// <remarks>Stylised characters of the ASCII set as in figure 3 of the paper: characters that look alike have codes that are near.</remarks>
    public static RadialBasisOutput Digits { get; } = new(DigitBitmaps.Prototypes);

    /// <summary>The prototypes (classes × inputs).</summary>
    public Tensor<double> Prototypes
    {
        get;
        init => field = value is null || value.Shape.Rank != 2 || value.Shape.Size == 0
            ? throw new NNException($"RadialBasisOutput: prototypes are a matrix (classes × inputs), got {value?.Shape.ToString() ?? "none"}.")
            : value.ToArray().All(double.IsFinite) ? value : throw new NNException("RadialBasisOutput: the numbers of the prototypes must be finite.");
    }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input == Shape.Of(Prototypes.Shape[1]) ? Shape.Of(Prototypes.Shape[0])
            : throw new ShapeException(Sentence.Of($"expected vectors of {Prototypes.Shape[1]} numbers, as the prototypes have, got {input}."));
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var difference = x.Reshape(x.Shape[0], 1, x.Shape[1]) - Var.Constant(Prototypes);
        return (difference * difference).Sum(-1);
    }

    /// <inheritdoc/>
    public override string ToString() => $"RadialBasisOutput({Prototypes.Shape})";
}
