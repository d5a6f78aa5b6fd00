namespace Functional.NN;

/// <summary>A value together with its gradient.</summary>
public readonly record struct ValueAndGradient<T>(Tensor<T> Value, Tensor<T> Gradient) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>A value together with its Jacobian: element (i…, j…) is ∂f(x)ᵢ/∂xⱼ.</summary>
public readonly record struct ValueAndJacobian<T>(Tensor<T> Value, Tensor<T> Jacobian) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>A value together with its directional derivative ẏ = J·v.</summary>
public readonly record struct ValueAndTangent<T>(Tensor<T> Value, Tensor<T> Tangent) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>A value together with its pullback ȳ ↦ Jᵀ·ȳ, which can be called any number of times.</summary>
public readonly record struct ValueAndPullback<T>(Tensor<T> Value, Func<Tensor<T>, Tensor<T>> Pullback) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>Derivatives of functions of <see cref="Var"/>, at tensors of either precision; those that take a <see cref="Var"/> can be nested.</summary>
public static partial class Grad
{
    /// <summary>∇f(x), for a function with a single number as its value.</summary>
    public static Tensor<T> Of<T>(Func<Var, Var> f, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of(f, Var.Of(x)).Value<T>();

    /// <summary>∇f(x) as a node of the graph, so that it can be differentiated again.</summary>
    public static Var Of(Func<Var, Var> f, Var x) => Reverse(One(f), [x]).Gradients[0];

    /// <summary>The gradients of a function of several tensors, one for each, in their order.</summary>
    public static IReadOnlyList<Tensor<T>> OfAll<T>(Func<IReadOnlyList<Var>, Var> f, params IEnumerable<Tensor<T>> at) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Reverse(vars => f(vars), [.. at.Select(Var.Of)]).Gradients.Select(g => g.Value<T>())];

    /// <summary>The gradients of a function of two tensors, the first's and the second's.</summary>
    public static IReadOnlyList<Tensor<T>> Of<T>(Func<Var, Var, Var> f, Tensor<T> x, Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return [.. Reverse(vars => f(vars[0], vars[1]), [Var.Of(x), Var.Of(y)]).Gradients.Select(g => g.Value<T>())];
    }

    /// <summary>f(x) and ∇f(x).</summary>
    public static ValueAndGradient<T> ValueAndGradient<T>(Func<Var, Var> f, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (value, gradients) = Reverse(One(f), [Var.Of(x)]);
        return new(value.Value<T>(), gradients[0].Value<T>());
    }

    /// <summary>f(x) and J·v in one forward pass; no pullback is used.</summary>
    public static ValueAndTangent<T> Jvp<T>(Func<Var, Var> f, Tensor<T> x, Tensor<T> v) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (value, tangent) = Forward(f, Var.Of(x), Var.Of(v));
        return new(value.Value<T>(), tangent.Value<T>());
    }

    /// <summary>J·v as a node of the graph, so that it can be differentiated again.</summary>
    public static Var Jvp(Func<Var, Var> f, Var x, Var v) => Forward(f, x, v).Tangent;

    /// <summary>f(x) and the function ȳ ↦ Jᵀ·ȳ.</summary>
    public static ValueAndPullback<T> Vjp<T>(Func<Var, Var> f, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var recorded = Differentiation.Record(One(f), [Var.Of(x)]);
        var result = recorded.Result.Leave(recorded.Scope);
        return new(result.Value<T>(), cotangent => Differentiation.Pull(recorded, Fitting(result, Var.Of(cotangent), "Vjp"))[0].Value<T>());
    }

    /// <summary>Jᵀ·ȳ as a node of the graph, so that it can be differentiated again.</summary>
    public static Var Vjp(Func<Var, Var> f, Var x, Var cotangent)
    {
        var recorded = Differentiation.Record(One(f), [x]);
        var pulled = Differentiation.Pull(recorded, Fitting(recorded.Result, cotangent, "Vjp"))[0];
        recorded.Scope.End();
        return pulled;
    }

    /// <summary>The Jacobian: element (i…, j…) is ∂f(x)ᵢ/∂xⱼ; its shape is that of f(x) followed by that of x.</summary>
    /// <remarks>By pullbacks or by tangents, whichever needs fewer passes.</remarks>
    public static Tensor<T> Jacobian<T>(Func<Var, Var> f, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Jacobian(f, Var.Of(x)).Value<T>();

    /// <summary>The Jacobian as a node of the graph.</summary>
    public static Var Jacobian(Func<Var, Var> f, Var x) => ValueAndJacobian(f, x).Jacobian;

    /// <summary>f(x) and the Jacobian, whose shape is that of f(x) followed by that of x.</summary>
    public static ValueAndJacobian<T> ValueAndJacobian<T>(Func<Var, Var> f, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (value, jacobian) = ValueAndJacobian(f, Var.Of(x));
        return new(value.Value<T>(), jacobian.Value<T>());
    }

    private static (Var Value, Var Jacobian) ValueAndJacobian(Func<Var, Var> f, Var x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var recorded = Differentiation.Record(One(f), [x]);
        Shape rows = recorded.Result.Shape, columns = x.Shape;
        var jacobian = rows.Size == 0 || columns.Size == 0 ? x.Like(rows.Append([.. columns]), 0) : rows.Size <= columns.Size
            ? Stack(rows, i => Differentiation.Pull(recorded, Unit(recorded.Result, i))[0].Reshape(columns.Size))
            : Stack(columns, j => Differentiation.Push(recorded, [Unit(x, j)]).Reshape(rows.Size)).Transpose();
        var value = recorded.Result.Leave(recorded.Scope);
        recorded.Scope.End();
        return (value, jacobian.Reshape(rows.Append([.. columns])));
    }

    /// <summary>The Hessian of a function with a single number as its value: element (i…, j…) is ∂²f/∂xᵢ∂xⱼ.</summary>
    public static Tensor<T> Hessian<T>(Func<Var, Var> f, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Jacobian(y => Of(f, y), x);

    /// <summary>H·v without the Hessian: the derivative of the gradient in the direction v (Pearlmutter 1994), forward over reverse.</summary>
    public static Tensor<T> HessianVector<T>(Func<Var, Var> f, Tensor<T> x, Tensor<T> v) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Jvp(y => Of(f, y), x, v).Tangent;

    /// <summary>The value and the gradients of a function of several variables.</summary>
    internal static (Var Value, Var[] Gradients) Reverse(Func<Var[], Var> f, Var[] at)
    {
        var recorded = Differentiation.Record(f, at);
        if (recorded.Result.Shape.Size != 1)
            throw new ShapeException($"Grad: the function must give a single number, it gave {recorded.Result.Shape}. Sum it, or ask for the Jacobian.");
        var gradients = Differentiation.Pull(recorded, recorded.Result.Like(recorded.Result.Shape, 1));
        var value = recorded.Result.Leave(recorded.Scope);
        recorded.Scope.End();
        return (value, gradients);
    }

    private static (Var Value, Var Tangent) Forward(Func<Var, Var> f, Var x, Var v)
    {
        var recorded = Differentiation.Record(One(f), [x]);
        var tangent = Differentiation.Push(recorded, [Fitting(x, v, "Jvp")]);
        var value = recorded.Result.Leave(recorded.Scope);
        recorded.Scope.End();
        return (value, tangent);
    }

    private static Func<Var[], Var> One(Func<Var, Var> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        return x => f(x[0]);
    }

    private static Var Stack(Shape along, Func<int, Var> row) => Var.Stack(0, Enumerable.Range(0, along.Size).Select(row));

    private static Var Unit(Var like, int place) => Var.Constant(Tensor.Generate(like.Shape, i => i == place ? 1.0 : 0.0));

    private static Var Fitting(Var like, Var given, string who) =>
        given.Shape == like.Shape ? given : throw new ShapeException($"Grad.{who}: the direction must have the shape {like.Shape}, got {given.Shape}.");
}
