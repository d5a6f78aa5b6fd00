namespace Functional.NN;

/// <summary>y = γ ⊙ x/√(mean x² + ε), the mean being over the last axis.</summary>
/// <remarks>Zhang and Sennrich 2019: layer normalisation without the mean and without a shift. x (N × … × features), γ (features) starts at 1. Training and evaluation are the same.</remarks>
public sealed record RmsNorm : ILayer
{
    /// <summary>Root-mean-square normalisation.</summary>
    /// <param name="Epsilon">added to the mean of squares, inside the root</param>
    /// <param name="Affine">whether there is γ (<c>weight</c>)</param>
    public RmsNorm(double Epsilon = 1e-6, bool Affine = true) => (this.Epsilon, this.Affine) = (Epsilon, Affine);

    /// <summary>Added to the mean of squares, inside the root.</summary>
    public double Epsilon { get; init => field = Constants.Positive(value, nameof(RmsNorm), "epsilon"); }

    /// <summary>Whether there is γ.</summary>
    public bool Affine { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public RmsNorm With(double? epsilon = null, bool? affine = null) => this with { Epsilon = epsilon ?? Epsilon, Affine = affine ?? Affine };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank > 0 ? input : throw new ShapeException("expected samples with an axis of features at the end, got scalars. Reshape them to [1].");
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Affine ? [Normalized.ScaleOf(Shape.Of(input[-1]))] : [];
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        return Normalized.Scaled(x / Var.Sqrt((x * x).Mean([-1], keep: true) + Epsilon), Affine ? context.Parameter("weight") : null, shift: null);
    }

    /// <inheritdoc/>
    public override string ToString() => "RmsNorm()";
}
