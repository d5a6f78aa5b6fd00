namespace Functional.NN;

/// <summary>A penalty that is a factor times a sum over chosen blocks of θ: c·Σ_w p(w).</summary>
public abstract record BlockPenalty : IPenalty
{
    private protected BlockPenalty(BlockSelection? blocks) => Blocks = blocks ?? BlockSelection.Weights;

    /// <summary>The blocks; those of role <see cref="ParameterRole.Weight"/> unless told.</summary>
    public BlockSelection Blocks { get; init; }

    /// <inheritdoc/>
    public Var Evaluate(ParameterVars parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Factor * Penalty.Over(parameters, Blocks, Of);
    }

    /// <summary>c.</summary>
    private protected abstract double Factor { get; }

    /// <summary>p(w), a single number.</summary>
    private protected abstract Var Of(Var w);

    /// <summary>The constants as they stand between the brackets.</summary>
    private protected abstract FormattableString Constants { get; }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public sealed override string ToString() => $"{GetType().Name}({Sentence.Of(Constants)}{(Blocks == BlockSelection.Weights ? "" : $", {Blocks}")})";
}
