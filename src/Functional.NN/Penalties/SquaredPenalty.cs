namespace Functional.NN;

/// <summary>A penalty that is a factor times the sum of squares over chosen blocks of θ: c·Σw².</summary>
public abstract record SquaredPenalty : BlockPenalty, IResidualPenalty
{
    private protected SquaredPenalty(BlockSelection? blocks) : base(blocks) { }

    private protected sealed override Var Of(Var w) => (w * w).Sum();

    /// <summary>r = √(2c)·w over the blocks, one after another.</summary>
    public IEnumerable<Var> Residuals(ParameterVars parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Blocks.Where(b => Blocks.Contains(b.Block)).Select(b => Math.Sqrt(2 * Factor) * b.Value);
    }
}
