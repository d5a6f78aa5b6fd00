using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>What optimizers do not care about.</summary>
public class SymmetryLaws
{
    private const string Goes = "its steps go with the gradient", Whole = "it looks at the whole gradient";

    private static readonly Dictionary<string, FsCheck.Gen<IOptimizer>> Everything = RuleDraw.All.Concat(TransformationDraw.All).ToDictionary();

    private static readonly Scope<IOptimizer> AnyOrder = new(Everything,
        (nameof(GradientNoise), "the noise belongs to the places"), (nameof(GradientCentralization), "rows and columns must stay together"), (nameof(MaxNorm), "rows and columns must stay together"));

    private static readonly Scope<IOptimizer> Apart = new(RuleDraw.All.Concat(TransformationDraw.Around(RuleDraw.Any.Where(rule => rule is ElementwiseOptimizer))).ToDictionary(),
        (nameof(Lamb), Whole), (nameof(ClipByNorm), Whole), (nameof(ClipByGlobalNorm), Whole), (nameof(SkipNotFinite), Whole), (nameof(GradientCentralization), Whole), (nameof(MaxNorm), "it looks at all weights of a unit"));

    private static readonly Scope<IOptimizer> AnyUnit = new(RuleDraw.All,
        (nameof(Sgd), Goes), (nameof(Momentum), Goes), (nameof(MomentumByAddition), Goes), (nameof(Nesterov), Goes), (nameof(DampenedMomentum), Goes), (nameof(Asgd), Goes),
        (nameof(AdaDelta), "its ε has two units, the gradient's and that of θ; its own law states it"));

    private static readonly Scope<IOptimizer> Linear = new(RuleDraw.All, RuleDraw.All.Keys.Except(AnyUnit.Exceptions.Where(exception => exception.Value == Goes).Select(exception => exception.Key)).Select(kind => (kind, "its steps do not grow with the gradient")));

    private static readonly Scope<IOptimizer> Pure = new(Everything);

    public static TheoryData<string> InAnyOrder => AnyOrder.Names;

    public static TheoryData<string> OnlyInOrder => AnyOrder.Excepted;

    public static TheoryData<string> CoordinateByCoordinate => Apart.Names;

    public static TheoryData<string> AllTogether => Apart.Excepted;

    public static TheoryData<string> InAnyUnit => AnyUnit.Names;

    public static TheoryData<string> WithTheUnit => Linear.Names;

    public static TheoryData<string> All => Pure.Names;

    /// <summary>Norms are sums, whose rounding depends on the order.</summary>
    private static double RoundingOf(IOptimizer optimizer) => optimizer switch
    {
        Lamb or ClipByNorm or ClipByGlobalNorm => 1e-9,
        OptimizerTransformation around => RoundingOf(around.Inner),
        ParameterGroups groups => groups.Groups.Select(group => group.Optimizer).Append(groups.Rest).Max(RoundingOf),
        _ => 0,
    };

    [Theory, MemberData(nameof(InAnyOrder))]
    public void Coordinates_in_another_order_within_their_blocks_take_the_same_steps(string kind) =>
        Law.Holds(Walks.WithExtremes(AnyOrder[kind], 6), c => SymmetryChecks.TreatsCoordinatesAlike(c.Optimizer, c.θ, c.Gradients, c.Key, RoundingOf(c.Optimizer)), Walk.Smaller, 40);

    [Theory, MemberData(nameof(OnlyInOrder))]
    public void But_not_where_places_matter(string kind) => Assert.True(Law.Fails(Walks.Of(AnyOrder[kind], 4), c => SymmetryChecks.TreatsCoordinatesAlike(c.Optimizer, c.θ, c.Gradients, c.Key, 1e-6)));

    [Fact]
    public void Centralisation_and_the_bound_of_norms_let_the_inputs_of_a_matrix_change_places() =>
        Law.Holds(Walks.Of(from bounded in Draw.Coin from o in TransformationDraw.All[bounded ? nameof(MaxNorm) : nameof(GradientCentralization)] select o, 5), c =>
        {
            if (!c.θ.Layout.Any(block => block.Path == "a.weight")) return;
            var rows = c.Key.Permutation(3);
            // The rows of the matrix (3 inputs × 2 outputs), and each kernel's four numbers.
            int[] order = [.. Enumerable.Range(0, c.θ.Layout.Size)];
            for (int i = 0; i < 6; i++) order[c.θ.Layout["a.weight"].Start + i] = c.θ.Layout["a.weight"].Start + 2 * rows[i / 2] + i % 2;
            var taps = c.Key.Fold("taps").Permutation(4);
            for (int i = 0; i < 8; i++) order[c.θ.Layout["b.weight"].Start + i] = c.θ.Layout["b.weight"].Start + i / 4 * 4 + taps[i % 4];
            SymmetryChecks.MovesWith(c.Optimizer, c.θ, c.Gradients, order, 1e-9);
        }, Walk.Smaller);

    [Theory, MemberData(nameof(CoordinateByCoordinate))]
    public void What_one_coordinate_is_given_touches_no_other(string kind) => Law.Holds(
        from walk in Walks.WithExtremes(Apart[kind], 5) from other in FsCheck.Fluent.Gen.Elements(double.NaN, double.PositiveInfinity, 1e300, 0, 7) select (walk, other),
        c => SymmetryChecks.KeepsCoordinatesApart(c.walk.Optimizer, c.walk.θ, c.walk.Gradients, c.walk.Key.Below("place", c.walk.θ.Layout.Size), c.other), tests: 40);

    [Theory, MemberData(nameof(AllTogether))]
    public void But_not_where_norms_and_means_are_taken(string kind) =>
        Assert.True(Law.Fails(Walks.Of(Apart[kind], 5), c => SymmetryChecks.KeepsCoordinatesApart(c.Optimizer, c.θ, c.Gradients, c.Key.Below("place", c.θ.Layout.Size), c.Key.Unit(9) < 0.5 ? double.NaN : 1e6)));

    [Theory, MemberData(nameof(InAnyUnit))]
    public void The_unit_of_the_gradient_does_not_matter_when_epsilon_has_it_too(string kind) => Law.Holds(Walks.Of(AnyUnit[kind], 12), c =>
    {
        int exponent = c.Key.Below("unit", 41) - 20;
        SymmetryChecks.IgnoresTheUnit(c.Optimizer, Variants.InTheUnit(c.Optimizer, exponent), c.θ, c.Gradients, exponent, FirstRectified(c.Optimizer));
    }, Walk.Smaller, 40);

    [Theory, MemberData(nameof(InAnyUnit))]
    public void Nor_when_there_is_no_epsilon(string kind) => Law.Holds(Walks.Of(AnyUnit[kind].Select(Variants.WithoutEpsilon), 12), c =>
        SymmetryChecks.IgnoresTheUnit(c.Optimizer, c.Optimizer, c.θ, c.Gradients, c.Key.Below("unit", 41) - 20, FirstRectified(c.Optimizer)), Walk.Smaller, 30);

    [Theory, MemberData(nameof(WithTheUnit))]
    public void Gradients_of_twice_the_size_make_twice_the_steps(string kind) =>
        Law.Holds(Walks.Of(Linear[kind]), c => SymmetryChecks.GoesWithTheUnit(c.Optimizer, c.Gradients, c.Key.Below("unit", 41) - 20), Walk.Smaller, 30);

    // With ε = 0 a step of AdaDelta is in the unit of the steps before it: θ in a unit that makes it 2ᵏ times as large, and the gradient 2ᵏ times as small, is stepped alike.
    [Fact]
    public void The_steps_of_AdaDelta_have_the_unit_of_theta() => Law.Holds(Walks.Of(RuleDraw.All[nameof(AdaDelta)].Select(Variants.WithoutEpsilon)), c =>
    {
        double s = Math.ScaleB(1, c.Key.Below("unit", 41) - 20);
        var steps = c.Key.Fold("steps").Uniform<double>(c.θ.Vector.Shape, 0.1, 2);
        Parameters<double> Walked(double unit) => c.Gradients.Aggregate(new Updated<double>(unit * c.θ, c.Optimizer.Start(c.θ).With("step_square", c.θ.OfVector(steps * (unit * unit)))), (at, g) => c.Optimizer.Step(at.Parameters, g / unit, at.State)).Parameters;
        Assert.Equal(s * Walked(1), Walked(s));
    }, Walk.Smaller, 40);

    [Theory, MemberData(nameof(All))]
    public void A_step_changes_nothing_it_was_given_and_is_the_same_again(string kind) => Law.Holds(Walks.WithExtremes(Pure[kind], 4), c => SymmetryChecks.IsPure(c.Optimizer, c.θ, c.Gradients), Walk.Smaller, 20);

    /// <summary>The first step whose length is that of the adaptive rule.</summary>
    private static int FirstRectified(IOptimizer optimizer) => optimizer is RAdam radam ? Enumerable.Range(1, 12).Where(t => StepForms.Length(radam, t) > 5).DefaultIfEmpty(13).First() : 1;
}
