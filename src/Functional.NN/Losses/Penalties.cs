namespace Functional.NN;

/// <summary>A number added to the loss that depends on θ alone.</summary>
public interface IPenalty
{
    /// <summary>The penalty, a single number.</summary>
    Var Evaluate(ParameterVars parameters);
}

/// <summary>½αΣw² over the weights, so that the gradient is αw.</summary>
public sealed record L2(double Alpha) : IPenalty
{
    /// <inheritdoc/>
    public Var Evaluate(ParameterVars parameters) => 0.5 * Alpha * Penalty.OverWeights(parameters, w => (w * w).Sum());
}

/// <summary>λΣw² over the weights, so that the gradient is 2λw.</summary>
public sealed record SquaredNorm(double Lambda) : IPenalty
{
    /// <inheritdoc/>
    public Var Evaluate(ParameterVars parameters) => Lambda * Penalty.OverWeights(parameters, w => (w * w).Sum());
}

/// <summary>λΣ|w| over the weights; the derivative at 0 is 0.</summary>
public sealed record L1(double Lambda) : IPenalty
{
    /// <inheritdoc/>
    public Var Evaluate(ParameterVars parameters) => Lambda * Penalty.OverWeights(parameters, w => Var.Abs(w).Sum());
}

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

/// <summary>A penalty that is a function; equal to another by name and version.</summary>
internal sealed class FunctionPenalty(string name, int version, Func<ParameterVars, Var> evaluate) : IPenalty, IEquatable<FunctionPenalty>
{
    public string Name { get; } = name;

    public int Version { get; } = version;

    public Var Evaluate(ParameterVars parameters) => evaluate(parameters);

    public bool Equals(FunctionPenalty? other) => other is not null && Name == other.Name && Version == other.Version;

    public override bool Equals(object? obj) => Equals(obj as FunctionPenalty);

    public override int GetHashCode() => HashCode.Combine(Name, Version);

    public override string ToString() => Name;
}
