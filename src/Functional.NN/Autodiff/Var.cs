namespace Functional.NN;

/// <summary>A node of the computational graph: a value and, while somebody differentiates, how it came to be.</summary>
/// <remarks>
/// A <c>Var</c> has no precision of its own: the same function runs in <c>float</c> and in <c>double</c>, as its inputs have it. Numbers and
/// <see cref="Constant(Tensor{double})"/> take the precision of what they meet. Arithmetic broadcasts like that of tensors.
/// </remarks>
public sealed partial class Var
{
    private readonly Tensor _value;
    private Tensor? _rounded;

    private Var(Tensor value, bool adapts, Primitive? origin, Var[] inputs, Scope[] scopes)
    {
        (_value, Adapts, Origin, Inputs, Scopes) = (value, adapts, origin, inputs, scopes);
        foreach (var scope in scopes) scope.Keep(this);
    }

    /// <summary>The dimensions of the value.</summary>
    public Shape Shape => _value.Shape;

    /// <summary>True for constants that take the precision of what they meet.</summary>
    internal bool Adapts { get; }

    internal Primitive? Origin { get; }

    internal Var[] Inputs { get; }

    internal Scope[] Scopes { get; }

    /// <summary>What computes matrix products with this node, where it is not the built-in engine; results inherit it.</summary>
    internal Backend? Backend { get; private init; }

    /// <summary>A value that keeps its precision.</summary>
    public static Var Of<T>(Tensor<T> value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Var(value, adapts: false, null, [], Scope.None);
    }

    /// <summary>A constant known in <c>double</c>, which is rounded to the precision of what it meets.</summary>
    public static Var Constant(Tensor<double> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new Var(value, adapts: true, null, [], Scope.None);
    }

    /// <summary>A number, which is rounded to the precision of what it meets.</summary>
    public static Var Constant(double value) => Constant(Tensor.Scalar(value));

    /// <summary>The number 0, from which F#'s <c>Seq.sum</c> starts.</summary>
    public static Var Zero { get; } = Constant(0);

    /// <summary>A number, which is rounded to the precision of what it meets.</summary>
    public static implicit operator Var(double value) => Constant(value);

    /// <summary>The number or numbers of this node.</summary>
    /// <exception cref="NNException">The graph of this value has ended, or its precision is another.</exception>
    public Tensor<T> Value<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var scope in Scopes) scope.Escaped ??= "the value of a node is read while the step is computed, and what becomes of it cannot be recorded";
        return Typed<T>();
    }

    private Tensor<T> Typed<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (HasEnded)
            throw new NNException("Var: the graph of this value has ended; return it from the function that is differentiated.");
        if (_value is Tensor<T> value) return value;
        if (!Adapts) throw new NNException($"Var: this value is in {(_value is Tensor<float> ? "float" : "double")}, asked for in {(typeof(T) == typeof(float) ? "float" : "double")}; one computation keeps to one precision. A constant that is to take the precision of the rest is made by Var.Constant.");
        return (Tensor<T>)(_rounded is Tensor<T> known ? known : _rounded = _value.Cast<T>());
    }

    /// <summary>The shape, and the value while it can be read.</summary>
    public override string ToString() => _value.ToString()!;

    /// <summary>The result of an operation, kept for every differentiation that still records one of its inputs.</summary>
    internal static Var Apply(Primitive primitive, params Var[] inputs)
    {
        var fixedInput = Array.Find(inputs, input => !input.Adapts);
        var backend = Array.Find(inputs, input => input.Backend is not null)?.Backend;
        Tensor value = fixedInput?._value is Tensor<float> ? Forward<float>(primitive, inputs, backend) : Forward<double>(primitive, inputs, backend);
        var scopes = Scope.Recording(inputs);
        return scopes.Length == 0
            ? new Var(value, fixedInput is null, null, [], Scope.None) { Backend = backend }
            : new Var(value, fixedInput is null, primitive, inputs, scopes) { Backend = backend };
    }

    private static Tensor<T> Forward<T>(Primitive primitive, Var[] inputs, Backend? backend) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = Array.ConvertAll(inputs, input => input.Typed<T>());
        return backend is not null && primitive is Primitives.MatMul product ? product.Forward(values[0], values[1], backend) : primitive.Forward(values);
    }

    /// <summary>A value whose products a backend computes.</summary>
    internal static Var Of<T>(Tensor<T> value, Backend backend) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(value, adapts: false, null, [], Scope.None) { Backend = backend == Backend.Managed ? null : backend };

    /// <summary>What this value was drawn as, where it was.</summary>
    internal SampleDraw? Draw { get; private init; }

    /// <summary>Random numbers as a node of the scopes given, so that who records the step knows them for what they are.</summary>
    internal static Var Drawn<T>(SampleDraw draw, RandomKey stepKey, int firstSample, Scope[] scopes) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(draw.Tensor<T>(stepKey, firstSample), adapts: false, null, [], scopes) { Draw = draw };

    /// <summary>The value as it is, of whatever precision, even after its graph has ended.</summary>
    internal Tensor Raw => _value;

    /// <summary>A variable of a differentiation, standing for this value.</summary>
    internal Var Enter(Scope scope) => new(_value, Adapts, new Primitives.Identity(), [this], [.. Scopes.Where(s => s.State == Scope.Phase.Recording), scope]) { Backend = Backend };

    /// <summary>This value, free of differentiations that have ended or are about to.</summary>
    internal Var Leave(Scope scope) => Scopes.Any(s => s != scope && s.State != Scope.Phase.Ended) ? this : new Var(_value, Adapts, null, [], Scope.None) { Backend = Backend };

    /// <summary>
    /// This value, readable for the derivative rules of a differentiation that goes on around the ended one it belongs to: the gradient with
    /// respect to x, differentiated with respect to w, still needs x.
    /// </summary>
    internal Var Revived() => HasEnded ? new Var(_value, Adapts, null, [], Scope.None) { Backend = Backend } : this;

    private bool HasEnded => Scopes.Length > 0 && Array.TrueForAll(Scopes, s => s.State == Scope.Phase.Ended);

    /// <summary>A tensor of zeros or another number with this node's precision.</summary>
    internal Var Like(Shape shape, double value) => new(_value is Tensor<float> ? Tensor.Full(shape, (float)value) : Tensor.Full(shape, value), Adapts, null, [], Scope.None);

    internal static Var? AddIfThere(Var? a, Var? b) => a is null ? b : b is null ? a : a + b;
}
