namespace Functional.NN;

/// <summary>Functions of variables, whose gradients the derivative rules claim.</summary>
internal static class VarProblem
{
    public static GradientProblem Of(string subject, string[] names, Tensor<double>[] point, Func<Var[], Var> f) => new(subject, names, point,
        x => f(Array.ConvertAll(x, Var.Of)).Value<double>(),
        ȳ => Array.ConvertAll(Grad.Reverse(x => (Var.Of(ȳ) * f(x)).Sum(), Array.ConvertAll(point, Var.Of)).Gradients, g => g.Value<double>()))
    {
        Tangent = v => Pushed(f, point, v),
    };

    /// <summary>x ↦ ∇⟨ȳ, f⟩(x), all blocks in one row: what has the second derivatives as its gradient.</summary>
    public static Func<Var[], Var> GradientOf(Func<Var[], Var> f, RandomKey key) => x =>
    {
        var (_, gradients) = Grad.Reverse(at =>
        {
            var y = f(at);
            return (Var.Constant(RandomSigned.Of(key, y.Shape)) * y).Sum();
        }, x);
        return Var.Concat(0, gradients.Select(g => g.Reshape(g.Shape.Size)));
    };

    /// <summary>J·v at a point, by tangents.</summary>
    public static Tensor<T> Pushed<T>(Func<Var[], Var> f, Tensor<T>[] point, Tensor<T>[] direction) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var recorded = Differentiation.Record(f, Array.ConvertAll(point, Var.Of));
        var tangent = Differentiation.Push(recorded, Array.ConvertAll(direction, Var.Of)).Value<T>();
        recorded.Scope.End();
        return tangent;
    }
}
