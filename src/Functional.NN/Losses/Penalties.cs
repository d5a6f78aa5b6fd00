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
    /// <summary>α, not negative.</summary>
    public double Alpha { get; init => field = Constants.NotNegative(value, nameof(L2), "alpha"); } = Constants.NotNegative(Alpha, nameof(L2), "alpha");

    /// <inheritdoc/>
    public Var Evaluate(ParameterVars parameters) => 0.5 * Alpha * Penalty.OverWeights(parameters, w => (w * w).Sum());

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"L2({Alpha})");
}

/// <summary>λΣw² over the weights, so that the gradient is 2λw.</summary>
public sealed record SquaredNorm(double Lambda) : IPenalty
{
    /// <summary>λ, not negative.</summary>
    public double Lambda { get; init => field = Constants.NotNegative(value, nameof(SquaredNorm), "lambda"); } = Constants.NotNegative(Lambda, nameof(SquaredNorm), "lambda");

    /// <inheritdoc/>
    public Var Evaluate(ParameterVars parameters) => Lambda * Penalty.OverWeights(parameters, w => (w * w).Sum());

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"SquaredNorm({Lambda})");
}

/// <summary>λΣ|w| over the weights; the derivative at 0 is 0.</summary>
public sealed record L1(double Lambda) : IPenalty
{
    /// <summary>λ, not negative.</summary>
    public double Lambda { get; init => field = Constants.NotNegative(value, nameof(L1), "lambda"); } = Constants.NotNegative(Lambda, nameof(L1), "lambda");

    /// <inheritdoc/>
    public Var Evaluate(ParameterVars parameters) => Lambda * Penalty.OverWeights(parameters, w => Var.Abs(w).Sum());

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"L1({Lambda})");
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
