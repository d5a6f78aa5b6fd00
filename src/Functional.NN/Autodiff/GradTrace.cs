namespace Functional.NN;

public static partial class Grad
{
    /// <summary>f(x) with every node between: values, and derivatives of the output with respect to each.</summary>
    /// <param name="f">the function; it is called once</param>
    /// <param name="x">the point, called <c>x</c></param>
    /// <param name="cotangent">what the derivatives are of where f(x) is more than one number: Σ cotangent ⊙ f(x); ones, the sum, when none is given</param>
    public static TracedGraph<T> Trace<T>(Func<Var, Var> f, Tensor<T> x, Tensor<T>? cotangent = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return Traced(vars => f(vars[0]), [new("x", x)], cotangent);
    }

    /// <summary>f(x, y) with every node between.</summary>
    /// <param name="f">the function; it is called once</param>
    /// <param name="x">the first variable, called <c>x</c></param>
    /// <param name="y">the second variable, called <c>y</c></param>
    /// <param name="cotangent">what the derivatives are of where f(x, y) is more than one number; ones when none is given</param>
    public static TracedGraph<T> Trace<T>(Func<Var, Var, Var> f, Tensor<T> x, Tensor<T> y, Tensor<T>? cotangent = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return Traced(vars => f(vars[0], vars[1]), [new("x", x), new("y", y)], cotangent);
    }

    /// <summary>A function of several named variables with every node between.</summary>
    /// <param name="f">the function of the variables in their order; it is called once</param>
    /// <param name="at">the variables</param>
    /// <exception cref="NNException">Two variables have the same name.</exception>
    public static TracedGraph<T> TraceAll<T>(Func<IReadOnlyList<Var>, Var> f, params IEnumerable<NamedInput<T>> at) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        NamedInput<T>[] inputs = [.. at];
        var twice = inputs.GroupBy(input => input.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? Traced(vars => f(vars), inputs, null) : throw new NNException($"Grad.TraceAll: two variables are called \"{twice.Key}\"; give each a name of its own.");
    }

    private static TracedGraph<T> Traced<T>(Func<Var[], Var> f, NamedInput<T>[] at, Tensor<T>? cotangent) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var recorded = Differentiation.Record(f, [.. at.Select(input => Var.Of(input.Value))]);
        try
        {
            return GraphTracing<T>.Of(recorded, [.. at.Select(input => input.Name)], cotangent);
        }
        finally
        {
            recorded.Scope.End();
        }
    }
}
