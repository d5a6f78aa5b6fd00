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
    public static Var OverWeights(ParameterVars parameters, Func<Var, Var> function)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return parameters.Blocks.Where(b => b.Block.Role == ParameterRole.Weight).Select(b => function(b.Value)).Aggregate((Var?)null, Var.AddIfThere) ?? 0;
    }
}
