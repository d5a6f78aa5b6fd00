using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>On convex quadratics, of which everything is known.</summary>
public class QuadraticLaws
{
    /// <summary>An optimizer with αL at a part of the limit, on a quadratic with eigenvalues from L/20 to L.</summary>
    private sealed record Case(IOptimizer Optimizer, Quadratic Quadratic, Parameters<double> Start)
    {
        public override string ToString() => FormattableString.Invariant($"{Optimizer} with λ = ({string.Join(", ", Quadratic.Eigenvalues)}) from ({string.Join(", ", Start.Vector.ToArray())})");

        /// <summary>How many steps the slowest mode, or the fastest growing one, takes to change by e¹⁴.</summary>
        public int Steps(Func<IEnumerable<double>, double> chosen) => 30 + (int)Math.Min(20000, 14 / Math.Abs(Math.Log(chosen(Quadratic.Eigenvalues.Select(λ => Modes.Of(Optimizer, λ).Radius)))));
    }

    private static readonly string[] Linear = [nameof(Sgd), nameof(Asgd), nameof(Momentum), nameof(MomentumByAddition), nameof(Nesterov), nameof(DampenedMomentum)];

    public static TheoryData<string> LinearMethods => [.. Linear];

    private static Gen<Quadratic> Quadratics(int most = 5) => from n in Gen.Choose(1, most)
                                                              from size in RuleDraw.Between(0.1, 10)
                                                              from others in RuleDraw.Between(0.05, 1).ArrayOf(n - 1)
                                                              from key in Draw.Key
                                                              select new Quadratic([size, .. others.Select(part => part * size)], key);

    /// <param name="parts">which parts of the limit, in hundredths</param>
    private static Gen<Case> Cases(string kind, (int Low, int High) parts) => from quadratic in Quadratics()
                                                                              from η in Gen.Choose(0, 90).Select(i => i / 100.0)
                                                                              from τ in Gen.Choose(0, 9).Select(i => i / 10.0)
                                                                              from ahead in Draw.Coin
                                                                              from part in Gen.Choose(parts.Low, parts.High).Select(i => i / 100.0)
                                                                              from key in Draw.Key
                                                                              let α = part * Modes.Limit(With(kind, 1, η, τ, ahead), kind is nameof(Sgd) or nameof(Asgd) ? 0 : η) / quadratic.Largest
                                                                              select new Case(With(kind, α, η, τ, ahead), quadratic, quadratic.Minimum + Parameters<double>.Of(key.Normal<double>(quadratic.Minimum.Vector.Shape)));

    private static IOptimizer With(string kind, double α, double η, double τ, bool ahead) => kind switch
    {
        nameof(Sgd) => new Sgd(α),
        nameof(Asgd) => new Asgd(α, 0),
        nameof(Momentum) => new Momentum(α, η),
        nameof(MomentumByAddition) => new MomentumByAddition(α, η),
        nameof(Nesterov) => new Nesterov(α, η),
        _ => new DampenedMomentum(α, η, τ, ahead),
    };

    [Theory, MemberData(nameof(LinearMethods))]
    public void Each_eigenvector_is_gone_along_by_a_recurrence_of_its_own(string kind) => Law.Holds(Cases(kind, (5, 95)), c => QuadraticChecks.FollowsItsModes(c.Optimizer, c.Quadratic, λ => Modes.Of(c.Optimizer, λ), c.Start, 25), tests: 30);

    [Theory, MemberData(nameof(LinearMethods))]
    public void Below_the_limit_of_the_rate_it_converges(string kind) => Law.Holds(Cases(kind, (10, 97)), c => QuadraticChecks.Converges(c.Optimizer, c.Quadratic, c.Start, c.Steps(Enumerable.Max)), tests: 20);

    [Theory, MemberData(nameof(LinearMethods))]
    public void Above_it_it_diverges(string kind) => Law.Holds(Cases(kind, (103, 200)), c => QuadraticChecks.Diverges(c.Optimizer, c.Quadratic, c.Quadratic.Minimum + c.Quadratic.Direction(0), c.Steps(Enumerable.Max)), tests: 20);

    [Fact]
    public void Gradient_descent_below_two_over_the_largest_eigenvalue_descends_in_every_step() => Law.Holds(Cases(nameof(Sgd), (1, 99)), c => QuadraticChecks.DescendsInEveryStep(c.Optimizer, c.Quadratic, c.Start, 40), tests: 60);

    [Fact]
    public void Momentum_does_not() => Assert.True(Law.Fails(Cases(nameof(Momentum), (30, 95)), c => QuadraticChecks.DescendsInEveryStep(c.Optimizer, c.Quadratic, c.Start, 40)));

    // (√L − √μ)/(√L + √μ) a step with Polyak's α = 4/(√L + √μ)² and η its square, against (L − μ)/(L + μ).
    [Fact]
    public void The_heavy_ball_with_the_best_constants_is_faster_than_the_best_gradient_descent() => Law.Holds(Quadratics(4).Where(q => q.Eigenvalues.Length > 1 && q.Eigenvalues.Min() < 0.5 * q.Largest), q =>
    {
        double l = Math.Sqrt(q.Largest), μ = Math.Sqrt(q.Eigenvalues.Min()), q̂ = (l - μ) / (l + μ);
        var ball = new Momentum(4 / ((l + μ) * (l + μ)), q̂ * q̂);
        Near.Number(q̂, q.Eigenvalues.Max(λ => Modes.Of(ball, λ).Radius), 1e-6, "the factor of a step");
        QuadraticChecks.FollowsItsModes(ball, q, λ => Modes.Of(ball, λ), q.Minimum + 1, 30);
    }, tests: 30);

    [Theory, InlineData(NewtonCurvature.AsIs), InlineData(NewtonCurvature.Shifted), InlineData(NewtonCurvature.Absolute)]
    public void Newton_is_there_in_one_step(NewtonCurvature curvature) => Reaches(new Newton(curvature), _ => 1);

    [Fact]
    public void Newton_as_it_is_goes_to_saddles_too() => Law.Holds(from q in Quadratics() select new Quadratic([.. q.Eigenvalues.Select((λ, i) => i % 2 == 0 ? λ : -λ)], RandomKey.FromSeed(1)), q =>
        QuadraticChecks.ReachesTheMinimumIn(1, new Newton(NewtonCurvature.AsIs), q.Objective, q, q.Minimum + 1, 1e-9), tests: 20);

    [Theory, InlineData(0), InlineData(1)]
    public void Gauss_Newton_and_nearly_undamped_Levenberg_Marquardt_solve_linear_residuals_in_one_step(int which) => Law.Holds(Quadratics(), q =>
        QuadraticChecks.ReachesTheMinimumIn(1, which == 0 ? new GaussNewton() : new LevenbergMarquardt(1e-13), q.Residuals, q, q.Minimum + 1, 1e-9), tests: 20);

    // With exact searches all of these are conjugate gradients (Nocedal and Wright 2006, theorems 5.3, 6.4 and section 7.2).
    [Fact]
    public void Conjugate_gradients_take_as_many_steps_as_there_are_numbers() => Reaches(new ConjugateGradient(Search: new ParabolaSearch()), n => n);

    [Fact]
    public void So_does_BFGS_with_an_exact_search() => Reaches(new Bfgs(new ParabolaSearch()), n => n);

    [Fact]
    public void So_does_limited_memory_that_holds_all_pairs() => Reaches(new Lbfgs(10, new ParabolaSearch()), n => n);

    [Fact]
    public void Sharpness_aware_steps_with_a_rho_of_zero_are_those_of_the_optimizer_inside() => Law.Holds(from rule in RuleDraw.Any from q in Quadratics() select (rule, q), c =>
    {
        var sam = c.rule.SharpnessAware(0);
        var (at, alone) = (new Updated<double>(c.q.Minimum + 1, sam.Start(c.q.Minimum)), new Updated<double>(c.q.Minimum + 1, c.rule.Start(c.q.Minimum + 1)));
        at = at with { State = sam.Start(at.Parameters) };
        for (int t = 0; t < 4; t++) (at, alone) = (((IMinimizer)sam).Step(c.q.Objective, at.Parameters, at.State), ((IMinimizer)c.rule).Step(c.q.Objective, alone.Parameters, alone.State));
        Assert.Equal(alone.Parameters, at.Parameters);
        Assert.Equal(alone.State, at.State.InnerState("inner"));
    }, tests: 30);

    // The gradient at θ + ρg/‖g‖ is A(θ − c) + ρA·g/‖g‖.
    [Fact]
    public void Sharpness_aware_steps_go_by_the_gradient_uphill() => Law.Holds(from q in Quadratics() from ρ in RuleDraw.Between(0.01, 1) select (q, ρ), c =>
    {
        var start = c.q.Minimum + 1;
        var g = c.q.Gradient(start);
        var sam = new Sgd(0.1).SharpnessAware(c.ρ);
        var expected = start - 0.1 * (g + c.ρ / g.Norm * c.q.Gradient(c.q.Minimum + g));
        Near.Vector(expected, ((IMinimizer)sam).Step(c.q.Objective, start, sam.Start(start)).Parameters, 1e-11, $"{sam}", 1e-11 * g.Norm);
    }, tests: 30);

    private static readonly string[] WithLaws = [nameof(Newton), nameof(GaussNewton), nameof(LevenbergMarquardt), nameof(ConjugateGradient), nameof(Bfgs), nameof(Lbfgs), nameof(Sam)];

    [Fact]
    public void Every_method_that_evaluates_the_objective_has_a_law() => Assert.Equal(WithLaws.Order(StringComparer.Ordinal), ExportedKinds.Of<IObjectiveOptimizer>().Select(type => type.Name).Order(StringComparer.Ordinal));

    private static void Reaches(IObjectiveOptimizer method, Func<int, int> steps) =>
        Law.Holds(Quadratics(), q => QuadraticChecks.ReachesTheMinimumIn(steps(q.Eigenvalues.Length), method, q.Objective, q, q.Minimum + 1, 1e-6), tests: 20);

    /// <summary>The minimum of the parabola through two slopes: exact on a quadratic.</summary>
    private sealed record ParabolaSearch : LineSearch
    {
        public override LineStep<TAt> Search<TAt>(Func<double, LinePoint<TAt>> line, LinePoint<TAt> start, double first)
        {
            var tried = line(first);
            return new(line(first * start.Slope / (start.Slope - tried.Slope)), 2, true);
        }
    }
}
