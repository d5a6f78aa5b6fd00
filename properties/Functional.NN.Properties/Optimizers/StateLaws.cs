using System.Collections.Immutable;
using System.Numerics;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>What optimizers remember, and that it stays finite as long as squares do.</summary>
public class StateLaws
{
    private const string NoSquares = "it takes no squares of gradients", NoSum = "its averages forget";

    private static readonly Dictionary<string, FsCheck.Gen<IOptimizer>> Everything = RuleDraw.All.Concat(TransformationDraw.All).ToDictionary();

    private static readonly Scope<IOptimizer> Finite = new(Everything);

    private static readonly Scope<IOptimizer> Squaring = new(RuleDraw.All,
        (nameof(Sgd), NoSquares), (nameof(Momentum), NoSquares), (nameof(MomentumByAddition), NoSquares), (nameof(Nesterov), NoSquares), (nameof(DampenedMomentum), NoSquares),
        (nameof(AdaMax), NoSquares), (nameof(Lion), NoSquares), (nameof(Rprop), NoSquares), (nameof(Asgd), NoSquares),
        (nameof(RAdam), "its first steps do not divide by the squares"));

    private static readonly Scope<IOptimizer> NotSquaring = new(RuleDraw.All, RuleDraw.All.Keys.Except(Squaring.Exceptions.Where(exception => exception.Value == NoSquares).Select(exception => exception.Key)).Select(kind => (kind, "its squares overflow")));

    public static TheoryData<string> StayingFinite => Finite.Names;

    public static TheoryData<string> WithSquares => Squaring.Names;

    public static TheoryData<string> WithoutSquares => NotSquaring.Names;

    public static TheoryData<string, string> Growing => new() { { nameof(AdaGrad), "square" }, { nameof(AdaGradEpsilonInside), "square" }, { nameof(AmsGrad), "largest" } };

    public static TheoryData<string, string> Forgetting => new() { { nameof(RmsProp), "square" }, { nameof(RmsPropEpsilonInside), "square" }, { nameof(AdaDelta), "square" }, { nameof(Adam), "square" }, { nameof(AmsGrad), "square" }, { nameof(AdaMax), "largest" } };

    [Theory, MemberData(nameof(Growing))]
    public void Sums_and_maxima_of_squares_never_fall(string kind, string vector) => Law.Holds(Walks.WithExtremes(RuleDraw.All[kind], 12), c => StateChecks.NeverFalls(c.Optimizer, vector, c.θ, c.Gradients), Walk.Smaller, 60);

    [Theory, MemberData(nameof(Forgetting))]
    public void Moving_averages_do(string kind, string vector) => Assert.True(Law.Fails(Walks.Of(RuleDraw.All[kind], 12), c => StateChecks.NeverFalls(c.Optimizer, vector, c.θ, c.Gradients)));

    private static readonly Scope<IOptimizer> Remembering = new(RuleDraw.All,
        (nameof(Rprop), "its step sizes are a machine of three cases; its own law states them"), (nameof(Asgd), "its average is of θ; its own law states it"));

    public static TheoryData<string> Memories => Remembering.Names;

    [Theory, MemberData(nameof(Memories))]
    public void Its_memory_is_a_sum_over_the_history(string kind) => Law.Holds(Walks.WithExtremes(RuleDraw.All[kind], 10), c =>
    {
        foreach (var (vector, sum) in MemorySums.Of(c.Optimizer)) StateChecks.Remembers(c.Optimizer, vector, sum, c.θ, c.Gradients);
    }, Walk.Smaller, 30);

    [Theory, MemberData(nameof(Memories))]
    public void And_every_vector_of_it_is_named(string kind) => Law.Holds(Walks.Of(RuleDraw.All[kind], 1), c => Assert.Equal(c.Optimizer.Start(c.θ).Vectors.Keys, MemorySums.Of(c.Optimizer).Keys.Order(StringComparer.Ordinal)), tests: 10);

    // m = (1 − β₁ᵗ)g and v = (1 − β₂ᵗ)g²: so the corrections make them g and g² from the first step on.
    [Theory, InlineData(nameof(Adam)), InlineData(nameof(AdamW)), InlineData(nameof(AdamEpsilonHat)), InlineData(nameof(NAdam)), InlineData(nameof(RAdam)), InlineData(nameof(AmsGrad)), InlineData(nameof(Lamb))]
    public void Under_a_constant_gradient_moments_lack_a_factor_that_the_correction_brings_back(string kind) => Law.Holds(Walks.Of(RuleDraw.All[kind], 1), c =>
    {
        var (β1, β2) = Variants.Betas(c.Optimizer);
        StateChecks.Remembers(c.Optimizer, "mean", g => (1 - Math.Pow(β1, g.Length)) * g[0], c.θ, [.. Enumerable.Repeat(c.Gradients[0], 12)]);
        StateChecks.Remembers(c.Optimizer, "square", g => (1 - Math.Pow(β2, g.Length)) * g[0] * g[0], c.θ, [.. Enumerable.Repeat(c.Gradients[0], 12)]);
    }, Walk.Smaller, 20);

    [Theory, MemberData(nameof(StayingFinite))]
    public void Theta_and_the_state_stay_finite_as_long_as_squares_are(string kind)
    {
        Law.Holds(Walks.WithExtremes(Finite[kind], 10), c => StateChecks.StaysFinite(c.Optimizer, c.θ, c.Gradients), Walk.Smaller, 40);
        // In single precision, of which the squares end at 3·10³⁸, with numbers that become 0, subnormal and up to 10¹⁸.
        Law.Holds(Walks.WithExtremes(Finite[kind], 10), c => StateChecks.StaysFinite(c.Optimizer, c.θ.Cast<float>(), c.Gradients.Select(g => g.OfVector(Tensor.Generate(g.Vector.Shape, i => Math.Clamp(g.Vector[i], -1e18, 1e18))).Cast<float>())), tests: 40);
    }

    [Theory, MemberData(nameof(WithSquares))]
    public void Where_a_square_overflows_the_state_says_so_and_that_coordinate_stands_still(string kind) =>
        Law.Holds(Walks.Of(Squaring[kind].Select(Variants.Undecayed).Where(rule => rule is not RmsProp { Centered: true } && Remembers(rule))), c =>
        {
            Overflows<float>(c, 1e30);
            Overflows<double>(c, -1e300);
        }, tests: 20);

    [Theory, MemberData(nameof(WithoutSquares))]
    public void What_takes_no_squares_goes_on_there(string kind) => Law.Holds(Walks.Of(NotSquaring[kind]), c =>
    {
        StateChecks.StaysFinite(c.Optimizer, c.θ, c.Gradients.Select(g => 1e300 / g.Norm * g));
        StateChecks.StaysFinite(c.Optimizer, c.θ.Cast<float>(), c.Gradients.Select(g => (1e37 / g.Norm * g).Cast<float>()));
    }, Walk.Smaller, 20);

    // ∞ − ∞: the variance is not known any more, and θ says so at once.
    [Fact]
    public void Centred_RmsProp_makes_a_NaN_where_the_square_of_its_mean_overflows_too() =>
        Law.Holds(Walks.Of(RuleDraw.All[nameof(RmsProp)].Where(rule => rule is RmsProp { Centered: true, Momentum: 0 }), 1), c => Assert.True(double.IsNaN(c.Optimizer.Step(c.θ, c.θ.Filled(1e300), c.Optimizer.Start(c.θ)).Parameters.Vector[0])), tests: 10);

    // 0/0: a coordinate that no gradient has ever reached needs an ε.
    [Theory, InlineData(nameof(AdaGrad)), InlineData(nameof(RmsProp)), InlineData(nameof(Adam)), InlineData(nameof(AdaMax)), InlineData(nameof(AmsGrad))]
    public void Without_epsilon_a_gradient_that_was_always_zero_makes_a_NaN(string kind) =>
        Law.Holds(Walks.Of(RuleDraw.All[kind].Select(Variants.WithoutEpsilon), 1), c => Assert.True(double.IsNaN(c.Optimizer.Step(c.θ, c.θ.Zero, c.Optimizer.Start(c.θ)).Parameters.Vector[0])), tests: 5);

    /// <summary>With β₂ = 0 the next step has 0·∞, which is no number.</summary>
    private static bool Remembers(IOptimizer rule) => Variants.Betas(rule).Beta2 != 0;

    private static void Overflows<T>(Walk c, double huge) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        StateChecks.StandsStillWhereSquaresOverflow(c.Optimizer, c.θ.Cast<T>(), c.Gradients.Select(g => g.Cast<T>()).ToImmutableArray(), c.Key.Below("place", c.θ.Layout.Size), huge);
}
