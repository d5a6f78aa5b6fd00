namespace Functional.NN.Properties;

/// <summary>Checks of a derivative rule at a point; each throws when the rule is wrong there.</summary>
internal static class RuleChecks
{
    private const double Rounding = 1e-12;

    /// <summary>⟨ȳ, Jv⟩ = ⟨Jᵀȳ, v⟩, the left by tangents and the right by pullbacks.</summary>
    public static void Adjoint(PrimitiveCase c) => Adjoint(c.Function, c.Point, c.Key);

    /// <summary>⟨ȳ, Jv⟩ = ⟨Jᵀȳ, v⟩ for any function of several tensors.</summary>
    public static void Adjoint(Func<IReadOnlyList<Var>, Var> function, IReadOnlyList<Tensor<double>> point, RandomKey key)
    {
        var recorded = Recorded(function, point);
        Tensor<double>[] v = [.. point.Select((x, i) => key.Fold("direction").Fold(i).Normal<double>(x.Shape))];
        var ȳ = key.Fold("cotangent").Normal<double>(recorded.Result.Shape);
        var jv = Differentiation.Push(recorded, Array.ConvertAll(v, Var.Of)).Value<double>();
        var jᵀȳ = Differentiation.Pull(recorded, Var.Of(ȳ)).Select(x => x.Value<double>()).ToArray();
        double left = Inner(ȳ, jv), right = v.Zip(jᵀȳ, Inner).Sum(), size = Inner(ȳ.Abs(), jv.Abs()) + v.Zip(jᵀȳ, (a, b) => Inner(a.Abs(), b.Abs())).Sum();
        Assert.True(Math.Abs(left - right) <= Rounding * Math.Max(1, size), $"⟨ȳ, Jv⟩ = {left:R}, ⟨Jᵀȳ, v⟩ = {right:R}");
    }

    /// <summary>Jᵀ(a·ȳ + b·z̄) = a·Jᵀȳ + b·Jᵀz̄.</summary>
    public static void Linear(PrimitiveCase c) => Linear(c.Function, c.Point, c.Key);

    /// <summary>Jᵀ(a·ȳ + b·z̄) = a·Jᵀȳ + b·Jᵀz̄ for any function of several tensors.</summary>
    public static void Linear(Func<IReadOnlyList<Var>, Var> function, IReadOnlyList<Tensor<double>> point, RandomKey key)
    {
        var recorded = Recorded(function, point);
        Tensor<double> y = key.Fold("y").Normal<double>(recorded.Result.Shape), z = key.Fold("z").Normal<double>(recorded.Result.Shape);
        Tensor<double>[] Pull(Tensor<double> cotangent) => [.. Differentiation.Pull(recorded, Var.Of(cotangent)).Select(x => x.Value<double>())];
        var (together, ofY, ofZ) = (Pull(y * 3 + z * -0.7), Pull(y), Pull(z));
        for (int i = 0; i < together.Length; i++)
        {
            var apart = ofY[i] * 3 + ofZ[i] * -0.7;
            double scale = Math.Max(1, (ofY[i].Abs() + ofZ[i].Abs()).Sum().ToScalar());
            Assert.True((together[i] - apart).ToArray().All(error => Math.Abs(error) <= 10 * Rounding * scale), $"{together[i]} is not {apart}");
        }
    }

    /// <summary>Central differences of the forward.</summary>
    public static void Differences(PrimitiveCase c) => GradientCheck.FunctionOfAll(c.Function, c.Point).ThrowIfWrong();

    /// <summary>Central differences of the pullback: the rule's own derivative is right as well.</summary>
    public static void SecondDifferences(PrimitiveCase c) => SecondDifferences(c.Function, c.Point, c.Key);

    /// <summary>Central differences of the gradient of Σ ȳ·f, for a ȳ drawn from a key.</summary>
    public static void SecondDifferences(Func<IReadOnlyList<Var>, Var> function, IEnumerable<Tensor<double>> point, RandomKey key) => GradientCheck.FunctionOfAll(x =>
    {
        var (_, gradients) = Grad.Reverse(at =>
        {
            var y = function(at);
            return (Var.Of(key.Fold("cotangent").Normal<double>(y.Shape)) * y).Sum();
        }, [.. x]);
        return Var.Concat(0, gradients.Select(g => g.Reshape(g.Shape.Size)));
    }, point).ThrowIfWrong();

    private static Differentiation.Recorded Recorded(Func<IReadOnlyList<Var>, Var> function, IReadOnlyList<Tensor<double>> point) => Differentiation.Record(x => function(x), [.. point.Select(Var.Of)]);

    private static double Inner(Tensor<double> a, Tensor<double> b) => (a * b).Sum().ToScalar();
}
