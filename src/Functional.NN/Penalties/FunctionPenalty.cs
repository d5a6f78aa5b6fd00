namespace Functional.NN;

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
