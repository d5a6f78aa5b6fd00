namespace Functional.NN;

/// <summary>In training y = x + n, n being independent normal numbers of mean 0 and a standard deviation; in evaluation y = x.</summary>
/// <remarks>
/// Sietsma and Dow 1991. As the first layer it is noise on the inputs, which for a small deviation acts as a penalty on the gradient by the inputs, ½σ²‖∇ₓf‖² (Bishop 1995). Noise is keyed by
/// step, path and the sample's place in the batch.
/// </remarks>
public sealed record GaussianNoise : ILayer
{
    /// <summary>Additive noise.</summary>
    /// <param name="Deviation">the standard deviation</param>
    public GaussianNoise(double Deviation) => this.Deviation = Deviation;

    /// <summary>The standard deviation, not negative.</summary>
    public double Deviation { get; init => field = Constants.NotNegative(value, nameof(GaussianNoise), "the deviation"); }

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        return context.Training && Deviation > 0 ? x + context.Normal(x.Shape, 0, Deviation) : x;
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"GaussianNoise({Deviation})");
}
