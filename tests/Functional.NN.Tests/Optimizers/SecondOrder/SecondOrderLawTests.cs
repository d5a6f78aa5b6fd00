using static Functional.NN.Tests.Optimizers.SecondOrder.Functions;

namespace Functional.NN.Tests.Optimizers.SecondOrder;

/// <summary>What the methods do on functions where it is known what they must do.</summary>
public sealed class SecondOrderLawTests
{
    [Theory]
    [InlineData(NewtonCurvature.AsIs)]
    [InlineData(NewtonCurvature.Shifted)]
    [InlineData(NewtonCurvature.Absolute)]
    public void Newton_solves_a_quadratic_in_one_step(NewtonCurvature curvature)
    {
        var bowl = Bowl(6);
        Assert.True(Distance(bowl.Minimum, After(1, bowl.Value, Start(6), new Newton(curvature)).Parameters.Vector) < 1e-11);
    }

    [Theory]
    [InlineData(ConjugateRule.FletcherReeves)]
    [InlineData(ConjugateRule.PolakRibierePlus)]
    public void Conjugate_gradients_solve_a_quadratic_in_as_many_steps_as_it_has_numbers_and_not_in_fewer(ConjugateRule rule)
    {
        var bowl = Bowl(7);
        var method = new ConjugateGradient(rule);
        Assert.True(Distance(bowl.Minimum, After(7, bowl.Value, Start(7), method).Parameters.Vector) < 1e-8);
        Assert.True(Distance(bowl.Minimum, After(6, bowl.Value, Start(7), method).Parameters.Vector) > 1e-6);
    }

    [Fact]
    public void Conjugate_directions_are_conjugate_and_gradients_orthogonal()
    {
        var bowl = Bowl(5);
        var steps = Minimize.Steps(ObjectiveFunction.Of<double>(bowl.Value), Start(5), new ConjugateGradient()).Take(5).Select(s => (Direction: s.State["direction"], Gradient: s.State["gradient"])).ToList();
        for (int i = 0; i < 5; i++)
            for (int j = 0; j < i; j++)
            {
                var ad = steps[j].Direction.OfVector(bowl.A.MatMul(steps[j].Direction.Vector.Reshape(-1, 1)).Reshape(-1));
                Assert.True(Math.Abs(steps[i].Direction.Dot(ad)) < 1e-9 * steps[i].Direction.Norm * ad.Norm);
                Assert.True(Math.Abs(steps[i].Gradient.Dot(steps[j].Gradient)) < 1e-9 * steps[i].Gradient.Norm * steps[j].Gradient.Norm);
            }
    }

    [Fact]
    public void On_a_quadratic_both_rules_are_the_same_method()
    {
        var bowl = Bowl(6);
        for (int steps = 1; steps <= 5; steps++)
            Assert.True(Distance(After(steps, bowl.Value, Start(6), new ConjugateGradient(ConjugateRule.FletcherReeves)).Parameters.Vector, After(steps, bowl.Value, Start(6), new ConjugateGradient()).Parameters.Vector) < 1e-8);
    }

    public static TheoryData<string> Descending => [.. Methods.Keys];

    private static readonly Dictionary<string, IMinimizer> Methods = new()
    {
        ["newton"] = new Newton(),
        ["saddle-free newton"] = new Newton(NewtonCurvature.Absolute),
        ["cg, Fletcher–Reeves"] = new ConjugateGradient(ConjugateRule.FletcherReeves),
        ["cg, Polak–Ribière"] = new ConjugateGradient(),
        ["bfgs"] = new Bfgs(),
        ["bfgs, backtracking"] = new Bfgs(new Backtracking()),
        ["l-bfgs"] = new Lbfgs(),
        ["l-bfgs of one pair"] = new Lbfgs(1),
        ["gauss-newton"] = new GaussNewton(),
        ["levenberg-marquardt"] = new LevenbergMarquardt(),
        ["levenberg"] = new LevenbergMarquardt(Scale: StepScale.Identity),
    };

    [Theory]
    [MemberData(nameof(Descending))]
    public void Each_finds_the_minimum_of_Rosenbrocks_valley_and_never_climbs(string name)
    {
        var objective = ObjectiveFunction.OfResiduals<double>(RosenbrockResiduals);
        double before = objective.Value(Parameters<double>.Of(RosenbrockStart));
        foreach (var (θ, _) in Minimize.Steps(objective, RosenbrockStart, Methods[name]).Take(60))
        {
            double value = objective.Value(θ);
            Assert.True(value <= before, $"{name} climbs from {before} to {value}");
            before = value;
        }
        var minimum = Minimize.Of(objective, RosenbrockStart, Methods[name], new MinimizeOptions(400));
        Assert.True(Distance(Tensor.Vector(1.0, 1), minimum.Parameters) < 1e-8, $"{name}: {minimum}");
        Assert.NotEqual(MinimizeEnd.StepsSpent, minimum.End);
    }

    [Fact]
    public void Limited_memory_that_holds_all_pairs_takes_the_steps_of_the_full_matrix()
    {
        foreach (var f in new Func<Var, Var>[] { Bowl(2).Value, Rosenbrock })
            for (int steps = 1; steps <= 8; steps++)
            {
                var (full, limited) = (After(steps, f, RosenbrockStart, new Bfgs(Scaled: false)).Parameters.Vector, After(steps, f, RosenbrockStart, new Lbfgs(20, Scaled: false)).Parameters.Vector);
                Assert.True(Distance(full, limited) < 1e-9, $"after {steps} steps: {full}, {limited}");
            }
    }

    [Fact]
    public void Limited_memory_keeps_as_many_pairs_as_it_says_the_newest_first()
    {
        var steps = Minimize.Steps(ObjectiveFunction.Of<double>(Rosenbrock), RosenbrockStart, new Lbfgs(3)).Take(6).ToList();
        Assert.Equal([2, 4, 6, 6, 6, 6], steps.Select(s => s.State.Vectors.Count));
        for (int age = 0; age < 3; age++) Assert.Equal(steps[5 - age].Parameters - steps[4 - age].Parameters, steps[5].State[FormattableString.Invariant($"step.{age}")]);
    }

    [Fact]
    public void The_matrix_of_BFGS_satisfies_the_secant_equation_and_stays_positive_definite()
    {
        var objective = ObjectiveFunction.Of<double>(Rosenbrock);
        var before = Parameters<double>.Of(RosenbrockStart);
        foreach (var (θ, state) in Minimize.Steps(objective, RosenbrockStart, new Bfgs()).Take(25))
        {
            var inverse = BfgsState<double>.Of(state).Inverse;
            var (s, y) = (θ - before, objective.ValueAndGradient(θ).Gradient - objective.ValueAndGradient(before).Gradient);
            Assert.True(Distance(s.Vector, inverse.MatMul(y.Vector.Reshape(-1, 1)).Reshape(-1)) < 1e-7 * s.Norm + 1e-12);
            Assert.All(inverse.ToMathNetMatrix().Evd().EigenValues, λ => Assert.True(λ.Real > 0));
            before = θ;
        }
    }

    [Fact]
    public void On_a_quadratic_BFGS_learns_the_inverse_of_the_matrix()
    {
        var bowl = Bowl(4);
        var exact = new StrongWolfe(1e-4, 1e-6, 100);
        var inverse = BfgsState<double>.Of(After(4, bowl.Value, Start(4), new Bfgs(exact)).State).Inverse;
        var product = inverse.MatMul(bowl.A) - Tensor.Identity<double>(4);
        Assert.True(product.Reshape(-1).Abs().Max(0).ToScalar() < 1e-3, $"{product}");
    }

    [Fact]
    public void Newton_as_it_is_goes_to_the_saddle_and_with_absolute_curvature_away_from_it()
    {
        var start = Tensor.Vector(0.5, 0.1);
        Assert.True(Distance(Tensor.Vector(0.0, 0), After(8, Saddle, start, new Newton(NewtonCurvature.AsIs, Search: new FullStep())).Parameters.Vector) < 1e-12);
        foreach (var damped in new[] { NewtonCurvature.Absolute, NewtonCurvature.Shifted })
            Assert.True(Distance(Tensor.Vector(0.0, Math.Sqrt(2)), After(20, Saddle, start, new Newton(damped)).Parameters.Vector) < 1e-9);
    }

    /// <summary>H = diag(2, 3y² − 2) there, and ∇J = (2x, y³ − 2y).</summary>
    [Fact]
    public void Absolute_curvature_divides_the_gradient_by_the_size_of_each_eigenvalue()
    {
        double x = 0.5, y = 0.1;
        var step = After(1, Saddle, Tensor.Vector(x, y), new Newton(NewtonCurvature.Absolute, Search: new FullStep())).Parameters.Vector;
        Assert.True(Distance(Tensor.Vector(0, y - (y * y * y - 2 * y) / (2 - 3 * y * y)), step) < 1e-14, $"{step}");
    }

    [Fact]
    public void Much_damping_makes_Newtons_step_one_along_the_gradient()
    {
        var g = ObjectiveFunction.Of<double>(Rosenbrock).ValueAndGradient(Parameters<double>.Of(RosenbrockStart)).Gradient;
        var step = After(1, Rosenbrock, RosenbrockStart, new Newton(Damping: 1e9)).Parameters.Vector - RosenbrockStart;
        Assert.True(Distance(step, -1e-9 * g.Vector) < 1e-5 * 1e-9 * g.Norm);
    }

    [Fact]
    public void Levenbergs_step_is_the_gradients_where_damping_is_large_and_Gauss_Newtons_where_it_is_small()
    {
        var objective = ObjectiveFunction.OfResiduals<double>(Curved);
        var start = Tensor.Vector(0.4, -0.3, 0.2);
        var (r, jacobian) = objective.Linearized(Parameters<double>.Of(start));
        var g = jacobian.MatMul(r.Reshape(-1, 1), transposeThis: true).Reshape(-1);
        double μ = 1e8 * (jacobian * jacobian).Sum(0).Max(0).ToScalar();
        var small = After(1, objective, start, new LevenbergMarquardt(1e8, StepScale.Identity)).Parameters.Vector - start;
        Assert.True(Distance(small * μ, -g) < 1e-6 * Parameters<double>.Of(g).Norm);
        var large = After(1, objective, start, new LevenbergMarquardt(1e-14)).Parameters.Vector;
        Assert.True(Distance(large, After(1, objective, start, new GaussNewton(new FullStep())).Parameters.Vector) < 1e-9);

        static Var Curved(Var v) => Var.Concat(0, Var.Sin(v) + 2 * v, Var.Exp(0.5 * v) - 1.1, v.Reverse(0) * v - 0.1);
    }

    [Fact]
    public void Marquardts_scale_makes_steps_the_same_whatever_the_units()
    {
        double[] units = [1e-6, 1e4];
        var scale = Tensor.Vector(units);
        var inUnits = After(7, ObjectiveFunction.OfResiduals<double>(v => RosenbrockResiduals(v * Var.Of(scale))), RosenbrockStart / scale, new LevenbergMarquardt()).Parameters.Vector * scale;
        Assert.True(Distance(After(7, ObjectiveFunction.OfResiduals<double>(RosenbrockResiduals), RosenbrockStart, new LevenbergMarquardt()).Parameters.Vector, inUnits) < 1e-9);
    }

    [Fact]
    public void A_parameter_that_does_not_matter_stays_where_it_is()
    {
        var objective = ObjectiveFunction.OfResiduals<double>(v => Var.Stack(0, v.At(0, 0) - 3, 2 * v.At(0, 0) - 6, v.At(0, 2) + 1) + 0 * v);
        foreach (var method in Methods.Values)
        {
            var end = After(30, objective, Tensor.Vector(0.5, 0.25, 0.5), method).Parameters.Vector;
            Assert.True(Distance(Tensor.Vector(3, 0.25, -1.0), end) < 1e-7, $"{method}: {end}");
            Assert.Equal(0.25, end[1]);
        }
    }

    [Fact]
    public void More_numbers_than_residuals_do_no_harm()
    {
        var objective = ObjectiveFunction.OfResiduals<double>(v => Var.Stack(0, v.Sum() - 1));
        foreach (var method in new IMinimizer[] { new GaussNewton(), new LevenbergMarquardt() })
            Assert.Equal(0, objective.Value(After(30, objective, Tensor.Vector(1.0, 2, 3), method).Parameters), 1e-20);
    }

    [Theory]
    [MemberData(nameof(Descending))]
    public void At_the_minimum_nothing_moves(string name)
    {
        var objective = ObjectiveFunction.OfResiduals<double>(RosenbrockResiduals);
        Assert.Equal(Tensor.Vector(1.0, 1), After(3, objective, Tensor.Vector(1.0, 1), Methods[name]).Parameters.Vector);
    }

    [Fact]
    public void Constants_out_of_range_are_refused()
    {
        Assert.Equal("Lbfgs: one pair or more is kept, got 0.", Assert.Throws<NNException>(() => new Lbfgs(0)).Message);
        Assert.Equal("LevenbergMarquardt: the damping must be positive, got 0; GaussNewton has none.", Assert.Throws<NNException>(() => new LevenbergMarquardt(0)).Message);
        Assert.Equal("LevenbergMarquardt: a step tries one d or more, got -1.", Assert.Throws<NNException>(() => new LevenbergMarquardt(MostTrials: -1)).Message);
        Assert.Equal("Newton: the damping must be a finite number that is not negative, got -1.", Assert.Throws<NNException>(() => new Newton(Damping: -1)).Message);
        Assert.StartsWith("ConjugateGradient: the steps between restarts cannot be negative, got -2", Assert.Throws<NNException>(() => new ConjugateGradient(RestartEvery: -2)).Message, StringComparison.Ordinal);
        var large = Parameters<float>.Of(Tensor.Zeros<float>([50_000]));
        Assert.Equal("Bfgs: it keeps a matrix of 50000×50000 numbers, more than an array can hold. Take Lbfgs or ConjugateGradient, which keep vectors.", Assert.Throws<NNException>(() => new Bfgs().Start(large)).Message);
    }
}
