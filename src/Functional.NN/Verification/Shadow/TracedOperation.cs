using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Where an operation of a trace has a number from.</summary>
internal enum TracedSource
{
    /// <summary>One of the variables the function is given.</summary>
    Variable,

    /// <summary>A number that the function brings along.</summary>
    Constant,

    /// <summary>The result of an operation before.</summary>
    Operation,
}

/// <summary>A value of a trace: the variable, constant or operation of a number.</summary>
internal readonly record struct TracedValue(TracedSource Source, int Index);

/// <summary>A primitive that was applied, the values it was applied to, and the shape of what came out.</summary>
internal sealed record TracedOperation(Primitive Primitive, ImmutableArray<TracedValue> Inputs, Shape Shape);

/// <summary>A constant of a trace: numbers of their own precision, or numbers in <c>double</c> that take the precision of what they meet.</summary>
internal readonly record struct TracedConstant(Tensor Value, bool Adapts)
{
    public Var In<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => Adapts ? Var.Constant(Value.Cast<double>()) : Var.Of(Value.Cast<T>());
}
