namespace Functional.NN.Tests.Verification;

/// <summary>Numbers that are the small rest of large ones are off by the rounding of the large ones, and that is no mistake.</summary>
public class CancellationTests
{
    /// <summary>The cosine of two vectors of one number is ±1 whatever they are, and its gradient the rest of a difference.</summary>
    private static Var Cosine(Var x) => x.At(0, 0) * x.At(0, 1) / Var.Sqrt(Var.Square(x.At(0, 0)) * Var.Square(x.At(0, 1)) + 1e-12);

    /// <summary>x³ with a pullback that is a factor off.</summary>
    private sealed record Cube(double Factor) : Primitive
    {
        public override Tensor<T> Forward<T>(Tensor<T>[] x) => x[0] * x[0] * x[0];
        public override Var? Tangent(Var[] x, Var y, Var?[] dx) => 3 * x[0] * x[0] * dx[0]!;
        public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => [3 * Factor * x[0] * x[0] * dy];
    }

    public static TheoryData<GradientMethod> Methods => [.. Enum.GetValues<GradientMethod>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_rest_of_a_difference_is_not_called_wrong(GradientMethod method)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var x = RandomKey.FromSeed(seed).Normal<double>([2]);
            foreach (int order in new[] { 1, 2 }) GradientCheck.Function(Cosine, x, new GradientCheckOptions(method, order)).ThrowIfWrong();
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Nor_is_what_a_saturated_unit_leaves(GradientMethod method)
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var x = RandomKey.FromSeed(seed).Normal<double>([16]) * 3;
            GradientCheck.Function(Var.Tanh, x, new GradientCheckOptions(method, order: 2)).ThrowIfWrong();
            GradientCheck.Function(v => 1 - Var.Tanh(v), x, new GradientCheckOptions(method)).ThrowIfWrong();
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_mistake_beside_a_large_number_that_is_taken_away_again_is_still_one(GradientMethod method)
    {
        Func<Var, Var> With(double factor) => x => Var.Apply(new Cube(factor), x) + (1000 + x) - 1000;
        Assert.Equal(GradientVerdict.Right, GradientCheck.Function(With(1), Tensor.Vector(0.7, -1.3), new GradientCheckOptions(method)).Verdict);
        Assert.Equal(GradientVerdict.Wrong, GradientCheck.Function(With(0.999), Tensor.Vector(0.7, -1.3), new GradientCheckOptions(method)).Verdict);
    }
}
