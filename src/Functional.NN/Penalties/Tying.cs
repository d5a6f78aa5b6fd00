namespace Functional.NN;

/// <summary>λ‖w_A − w_B‖² for two blocks of θ of one shape, so that the gradients are ±2λ(w_A − w_B).</summary>
/// <remarks>Goodfellow et al. 2016, section 7.9 (Lasserre et al. 2006): two models, or two parts of one, that should stay near each other. Layers that should be one are <see cref="Shared"/>.</remarks>
public sealed record Tying : IPenalty
{
    /// <summary>λ‖w_A − w_B‖².</summary>
    /// <param name="BlockA">the path of w_A, such as <c>encoder.weight</c></param>
    /// <param name="BlockB">the path of w_B</param>
    /// <param name="Lambda">λ</param>
    public Tying(string BlockA, string BlockB, double Lambda) => (this.BlockA, this.BlockB, this.Lambda) = (BlockA, BlockB, Lambda);

    /// <summary>The path of w_A.</summary>
    public string BlockA { get; init; }

    /// <summary>The path of w_B.</summary>
    public string BlockB { get; init; }

    /// <summary>λ, not negative.</summary>
    public double Lambda { get; init => field = Constants.NotNegative(value, nameof(Tying), "lambda"); }

    /// <inheritdoc/>
    /// <exception cref="NNException">There is no such block.</exception>
    /// <exception cref="ShapeException">The two have different shapes.</exception>
    public Var Evaluate(ParameterVars parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Var a = parameters[BlockA], b = parameters[BlockB];
        if (a.Shape != b.Shape) throw new ShapeException($"Tying: two blocks that are to be alike have one shape; \"{BlockA}\" is {a.Shape}, \"{BlockB}\" {b.Shape}.");
        return Lambda * Var.Square(a - b).Sum();
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Tying({BlockA}, {BlockB}, {Lambda})");
}
