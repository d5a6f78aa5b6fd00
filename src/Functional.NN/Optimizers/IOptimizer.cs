using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A method that makes the next θ from this one and a gradient: constants in a record, and a pure step.</summary>
public interface IOptimizer : IMinimizer
{
    /// <summary>One step: (θ, g, state) to (θ′, state′).</summary>
    Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>What a step gives: the next θ and the next state.</summary>
public readonly record struct Updated<T>(Parameters<T> Parameters, OptimizerState<T> State) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>The state of any optimizer: how many steps were taken, and vectors of θ's shape and numbers by name.</summary>
public sealed class OptimizerState<T> : IEquatable<OptimizerState<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A state.</summary>
    public OptimizerState(long step, IEnumerable<KeyValuePair<string, Parameters<T>>>? vectors = null, IEnumerable<KeyValuePair<string, double>>? scalars = null,
        IEnumerable<KeyValuePair<string, OptimizerState<T>>>? inner = null)
    {
        Step = step;
        Vectors = (vectors ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);
        Scalars = (scalars ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);
        Inner = (inner ?? []).ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    /// <summary>How many steps were taken.</summary>
    public long Step { get; }

    /// <summary>Vectors of θ's shape, by name.</summary>
    public ImmutableSortedDictionary<string, Parameters<T>> Vectors { get; }

    /// <summary>Numbers, by name.</summary>
    public ImmutableSortedDictionary<string, double> Scalars { get; }

    /// <summary>The states of optimizers inside this one, by name.</summary>
    public ImmutableSortedDictionary<string, OptimizerState<T>> Inner { get; }

    /// <summary>A vector by its name.</summary>
    public Parameters<T> this[string name] => Vectors.TryGetValue(name, out var vector) ? vector
        : throw new NNException($"OptimizerState: there is no vector \"{name}\"; there are {(Vectors.IsEmpty ? "none" : string.Join(", ", Vectors.Keys))}. Was the state made by another optimizer?");

    /// <summary>A number by its name.</summary>
    public double Number(string name) => Scalars.TryGetValue(name, out double number) ? number
        : throw new NNException($"OptimizerState: there is no number \"{name}\"; there are {(Scalars.IsEmpty ? "none" : string.Join(", ", Scalars.Keys))}. Was the state made by another optimizer?");

    /// <summary>The state of an optimizer inside this one by its name.</summary>
    public OptimizerState<T> InnerState(string name) => Inner.TryGetValue(name, out var inner) ? inner
        : throw new NNException($"OptimizerState: there is no inner state \"{name}\"; there are {(Inner.IsEmpty ? "none" : string.Join(", ", Inner.Keys))}. Was the state made by another optimizer?");

    /// <summary>This state, or the first of those inside it, that has something.</summary>
    internal OptimizerState<T> Holding(Func<OptimizerState<T>, bool> has, string what) =>
        Found(has) ?? throw new NNException($"OptimizerState: the optimizer has no {what} in it.");

    private OptimizerState<T>? Found(Func<OptimizerState<T>, bool> has) => has(this) ? this : Inner.Values.Select(inner => inner.Found(has)).FirstOrDefault(found => found is not null);

    /// <summary>The same numbers under layouts with the marks of another.</summary>
    internal OptimizerState<T> On(ParameterLayout marks) => new(Step, Vectors.Select(v => KeyValuePair.Create(v.Key, v.Value.On(marks))), Scalars, Inner.Select(i => KeyValuePair.Create(i.Key, i.Value.On(marks))));

    /// <summary>True when no number is a NaN or an infinity.</summary>
    public bool IsFinite => Vectors.Values.All(v => v.IsFinite) && Scalars.Values.All(double.IsFinite) && Inner.Values.All(s => s.IsFinite);

    /// <summary>This state with another vector under a name.</summary>
    public OptimizerState<T> With(string name, Parameters<T> vector) => new(Step, Vectors.SetItem(name, vector), Scalars, Inner);

    /// <summary>This state with another number under a name.</summary>
    public OptimizerState<T> With(string name, double number) => new(Step, Vectors, Scalars.SetItem(name, number), Inner);

    /// <summary>This state with another state under a name.</summary>
    public OptimizerState<T> With(string name, OptimizerState<T> inner) => new(Step, Vectors, Scalars, Inner.SetItem(name, inner));

    /// <summary>This state one step on.</summary>
    public OptimizerState<T> Next() => new(Step + 1, Vectors, Scalars, Inner);

    /// <summary>The state one step on, with new vectors.</summary>
    internal OptimizerState<T> Next(params ReadOnlySpan<(string Name, Parameters<T> Vector)> vectors)
    {
        var next = Vectors;
        foreach (var (name, vector) in vectors) next = next.SetItem(name, vector);
        return new(Step + 1, next, Scalars, Inner);
    }

    /// <summary>A state before the first step, with vectors of zeros by these names.</summary>
    public static OptimizerState<T> Zeros(Parameters<T> θ, params IEnumerable<string> names) => new(0, names.Select(name => KeyValuePair.Create(name, θ.Zero)));

    /// <summary>True when the counts, names and all bits are the same.</summary>
    public bool Equals(OptimizerState<T>? other) =>
        other is not null && Step == other.Step && Vectors.SequenceEqual(other.Vectors) && Scalars.SequenceEqual(other.Scalars) && Inner.SequenceEqual(other.Inner);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OptimizerState<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Step, Vectors.Count, Scalars.Count);

    /// <summary>True when the counts, names and all bits are the same.</summary>
    public static bool operator ==(OptimizerState<T>? left, OptimizerState<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the counts, names and all bits differ.</summary>
    public static bool operator !=(OptimizerState<T>? left, OptimizerState<T>? right) => !(left == right);
}
