namespace Functional.NN;

/// <summary>Functions of variables, whose gradients the derivative rules claim.</summary>
internal static class VarProblem
{
    public static GradientProblem Of(string subject, string[] names, Tensor<double>[] point, Func<Var[], Var> f) => new(subject, names, point,
        x => f(Array.ConvertAll(x, Var.Of)).Value<double>(),
        ȳ => Array.ConvertAll(Gradients(f, Array.ConvertAll(point, Var.Of), ȳ), g => g.Value<double>()))
    {
        Tangent = v => Pushed(f, point, v),
        Samples = ȳ => new(
            SampledRounding.Double.Samples(Trace.Of(f, point), point),
            Array.ConvertAll(SampledRounding.Double.Samples(Trace.Of(x => Row(Gradients(f, x, ȳ)), point), point), row => Blocks(row, point))),
    };

    private static Var[] Gradients(Func<Var[], Var> f, Var[] x, Tensor<double> cotangent) => Grad.Reverse(at => (Var.Of(cotangent) * f(at)).Sum(), x).Gradients;

    /// <summary>All blocks in one row.</summary>
    public static Var Row(Var[] blocks) => Var.Concat(0, blocks.Select(g => g.Reshape(g.Shape.Size)));

    /// <summary>A row cut into blocks of the shapes of these.</summary>
    public static Tensor<double>[] Blocks(Tensor<double> row, Tensor<double>[] like)
    {
        int start = 0;
        return Array.ConvertAll(like, x => row.Slice(0, (start += x.Shape.Size) - x.Shape.Size, x.Shape.Size).Reshape(x.Shape));
    }

    /// <summary>x ↦ ∇⟨ȳ, f⟩(x), all blocks in one row: what has the second derivatives as its gradient.</summary>
    public static Func<Var[], Var> GradientOf(Func<Var[], Var> f, RandomKey key) => x =>
    {
        var (_, gradients) = Grad.Reverse(at =>
        {
            var y = f(at);
            return (Var.Constant(RandomSigned.Of(key, y.Shape)) * y).Sum();
        }, x);
        return Row(gradients);
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
