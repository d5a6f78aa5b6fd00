namespace Functional.NN;

/// <summary>z(x) = √(2/D)·cos(x·Ω + b), Ω normal with standard deviation 1/σ and b uniform on [0, 2π): z(x)·z(y) is about e^(−‖x − y‖²/2σ²).</summary>
/// <remarks>
/// Rahimi and Recht 2007: the mean of z(x)·z(y) over Ω and b is the Gaussian kernel, and its deviation from it falls as 1/√D. A linear layer on top is about as good as a kernel machine.
/// Fixed, without parameters: x (N × d), Ω (d × D) and b (D) are drawn from the seed's key, so the description says all. In double, rounded once to the precision of x.
/// </remarks>
public sealed record RandomFourierFeatures : ILayer
{
    /// <summary>Random cosines.</summary>
    /// <param name="Features">D, how many there are</param>
    /// <param name="Deviation">σ, the width of the kernel</param>
    /// <param name="Seed">of Ω and b</param>
    public RandomFourierFeatures(int Features, double Deviation = 1, int Seed = 0) => (this.Features, this.Deviation, this.Seed) = (Features, Deviation, Seed);

    /// <summary>How many features there are.</summary>
    public int Features { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"RandomFourierFeatures: the number of features must be positive, got {value}.")); }

    /// <summary>The width of the kernel.</summary>
    public double Deviation { get; init => field = Constants.Positive(value, nameof(RandomFourierFeatures), "the deviation"); }

    /// <summary>The seed of Ω and b.</summary>
    public int Seed { get; init => field = value >= 0 ? value : throw new NNException(Sentence.Of($"RandomFourierFeatures: a seed is a whole number from 0 on, got {value}.")); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public RandomFourierFeatures With(int? features = null, double? deviation = null, int? seed = null) =>
        this with { Features = features ?? Features, Deviation = deviation ?? Deviation, Seed = seed ?? Seed };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 1 ? Shape.Of(Features) : throw new ShapeException($"expected vector samples, got {input}. {(input.Rank == 0 ? "Reshape them to [1]." : "Put a Flatten before it.")}");
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var key = RandomKey.FromSeed(Seed);
        var Ω = key.Fold("frequencies").Normal<double>(Shape.Of(x.Shape[1], Features), 0, 1 / Deviation);
        var b = key.Fold("phases").Uniform<double>(Shape.Of(Features), 0, 2 * Math.PI);
        return Math.Sqrt(2.0 / Features) * Var.Cos(Var.Affine(x, Var.Constant(Ω), Var.Constant(b)));
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"RandomFourierFeatures({Features}, {Deviation}, seed {Seed})");
}
