namespace Functional.NN;

/// <summary>Penalties from functions, and sums over weights.</summary>
public static class Penalty
{
    /// <summary>A penalty from a function of θ.</summary>
    /// <param name="name">what it is called; two such penalties are equal when name and version are</param>
    /// <param name="evaluate">θ to a single number</param>
    /// <param name="version">to be raised when the function changes</param>
    public static IPenalty From(string name, Func<ParameterVars, Var> evaluate, int version = 1) => new FunctionPenalty(name, version, evaluate);

    /// <summary>The sum of a function over all blocks of role <see cref="ParameterRole.Weight"/>.</summary>
    public static Var OverWeights(ParameterVars parameters, Func<Var, Var> function) => Over(parameters, BlockSelection.Weights, function);

    /// <summary>The sum of a function over chosen blocks; 0 when there are none.</summary>
    public static Var Over(ParameterVars parameters, BlockSelection blocks, Func<Var, Var> function)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(blocks);
        return parameters.Blocks.Where(b => blocks.Contains(b.Block)).Select(b => function(b.Value)).Aggregate((Var?)null, Var.AddIfThere) ?? 0;
    }
}
