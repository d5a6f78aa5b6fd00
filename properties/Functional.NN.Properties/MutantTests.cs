using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Primitives;
using Functional.NN.Properties.Optimizers;

namespace Functional.NN.Properties;

/// <summary>The checks catch: each of these rules is wrong in some way, and the laws that the right ones satisfy fail for them.</summary>
public class MutantTests
{
    /// <summary>A rule with something done to what it passes back.</summary>
    private sealed record Mutant(Primitive Right, string How, Func<Var, int, Var?> Change) : Primitive
    {
        public override string Name => $"{Right.Name} {How}";
        public override Tensor<T> Forward<T>(Tensor<T>[] x) => Right.Forward(x);
        public override Var? Tangent(Var[] x, Var y, Var?[] dx) => Right.Tangent(x, y, dx);
        public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => [.. Right.Pullback(x, y, dy, asked).Select((pulled, i) => pulled is null ? null : Change(pulled, i))];
    }

    /// <summary>tanh whose pullback takes 1 − y for 1 − y².</summary>
    private sealed record TanhWithoutSquare : Primitive
    {
        public override Tensor<T> Forward<T>(Tensor<T>[] x) => new Primitives.Tanh().Forward(x[0]);
        public override Var? Tangent(Var[] x, Var y, Var?[] dx) => (1 - y) * dx[0]!;
        public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => [dy * (1 - y)];
    }

    /// <summary>Softmax without the term −y·⟨y, ȳ⟩.</summary>
    private sealed record SoftmaxWithoutSecondTerm : Primitive
    {
        public override Tensor<T> Forward<T>(Tensor<T>[] x) => new Primitives.Softmax().Forward(x[0]);
        public override Var? Tangent(Var[] x, Var y, Var?[] dx) => y * dx[0]!;
        public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => [dy * y];
    }

    private static readonly Dictionary<string, Func<Var, int, Var?>> Changes = new()
    {
        ["with another sign"] = (x̄, _) => -x̄,
        ["times 0.999"] = (x̄, _) => 0.999 * x̄,
        ["that forgets"] = (_, _) => null,
        ["with a constant more"] = (x̄, _) => x̄ + 0.001,
        ["times 0.999 in its last input"] = (x̄, i) => i == 1 ? 0.999 * x̄ : x̄,
    };

    public static TheoryData<string, string> Wrong
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (string primitive in new[] { nameof(Exp), nameof(Primitives.Tanh), nameof(Multiply), nameof(MatMul), nameof(Primitives.Conv2D), nameof(Primitives.Softmax), nameof(Sum) })
                foreach (string how in Changes.Keys.Where(how => !how.Contains("last input", StringComparison.Ordinal) || primitive is nameof(Multiply) or nameof(MatMul) or nameof(Primitives.Conv2D)))
                    cases.Add(primitive, how);
            return cases;
        }
    }

    private static Gen<PrimitiveCase> Mutants(string primitive, string how) => PrimitiveCases.Of(primitive).Select(c => c.With(new Mutant(c.Rule, how, Changes[how])));

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Differences_call_a_wrong_pullback_wrong(string primitive, string how) => Assert.True(Law.Fails(Mutants(primitive, how), RuleChecks.Differences, tests: 30));

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_pullback_is_not_the_transpose_of_the_tangent(string primitive, string how) => Assert.True(Law.Fails(Mutants(primitive, how), RuleChecks.Adjoint, tests: 30));

    [Fact]
    public void A_pullback_that_adds_a_constant_is_not_linear() => Assert.True(Law.Fails(Mutants(nameof(Exp), "with a constant more"), RuleChecks.Linear, tests: 30));

    [Fact]
    public void Tangent_and_pullback_wrong_in_the_same_way_pass_the_transpose_and_are_caught_by_differences()
    {
        foreach (var (name, rule) in new (string, Primitive)[] { (nameof(Primitives.Tanh), new TanhWithoutSquare()), (nameof(Primitives.Softmax), new SoftmaxWithoutSecondTerm()) })
        {
            var cases = PrimitiveCases.Of(name).Select(c => c.With(rule));
            Assert.False(Law.Fails(cases, RuleChecks.Adjoint, tests: 30), $"{name}: the two rules are each other's transpose");
            Assert.True(Law.Fails(cases, RuleChecks.Differences, tests: 30), $"{name}: the rules are wrong");
        }
    }

    public static TheoryData<string> WrongLayers => [.. Layers.Keys];

    private static readonly Dictionary<string, ILayer> Layers = new()
    {
        ["another sign"] = Backwards(x̄ => -x̄),
        ["times 0.999"] = Backwards(x̄ => 0.999 * x̄),
        ["nothing passed back"] = Layer.From("mutant", Var.StopGradient),
        ["only what is positive passed back"] = Backwards(Var.Relu),
    };

    /// <summary>y = x, which does something to what it passes back.</summary>
    private static ILayer Backwards(Func<Var, Var> change) => Layer.From("mutant", x => Var.Apply(new Mutant(new Primitives.Identity(), "changed", (x̄, _) => change(x̄)), x));

    [Theory]
    [MemberData(nameof(WrongLayers))]
    public void A_network_with_one_wrong_layer_is_called_wrong(string how) => Assert.True(Law.Fails(NetworkCases.Any, c =>
    {
        var mutant = new Network(c.Input, c.Layers.Insert(c.Layers.Length - 1, Layers[how]));
        var drawn = mutant.Initialize<double>(c.Key);
        GradientCheck.Network(mutant, c.Loss, drawn, c.Batch, c.Key, c.Training, options: new(shrink: false)).ThrowIfWrong();
    }, tests: 30));

    [Theory]
    [MemberData(nameof(WrongLayers))]
    public void A_wrong_layer_alone_is_called_wrong(string how) => Assert.False(GradientCheck.Layer(Layers[how], [3], RandomKey.FromSeed(1)).IsRight);

    [Fact]
    public void A_loss_whose_gradient_is_wrong_by_a_thousandth_is_called_wrong() => Assert.True(Law.Fails(Draw.Key, key =>
    {
        var wrong = Loss.From("mutant", (p, t) => Var.Square(p - t).Sum(1) + 0.001 * (p - Var.StopGradient(p)).Sum(1));
        GradientCheck.Loss(wrong, key.Fold(1).Normal<double>([3, 2]), key.Fold(2).Normal<double>([3, 2])).ThrowIfWrong();
    }, tests: 10));

    /// <summary>Gradient descent that does something to θ besides.</summary>
    private sealed record Crooked(string How) : IOptimizer
    {
        public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ);

        public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            var first = θ.OfVector(Tensor.Generate(θ.Vector.Shape, i => i == 0 ? T.One : T.Zero));
            return new(How switch
            {
                "drifts" => θ - 0.1 * (g + 1e-9),
                "decays" => (1 - 1e-6) * θ - 0.1 * g,
                _ => θ - 0.1 * g - 1e-6 * (first * g),
            }, state.Next());
        }
    }

    [Theory]
    [InlineData("drifts")]
    [InlineData("decays")]
    public void An_optimizer_that_moves_without_a_gradient_is_caught(string how) =>
        Assert.True(Law.Fails(Walks.Of(Gen.Constant<IOptimizer>(new Crooked(how))), c => ZeroGradientChecks.StaysFromTheStart(c.Optimizer, c.θ, 1)));

    [Fact]
    public void An_optimizer_that_treats_its_first_coordinate_otherwise_is_caught() =>
        Assert.True(Law.Fails(Walks.Of(Gen.Constant<IOptimizer>(new Crooked("favours the first"))), c => SymmetryChecks.TreatsCoordinatesAlike(c.Optimizer, c.θ, c.Gradients, c.Key)));
}
