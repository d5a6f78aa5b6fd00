using static Functional.NN.Tests.Optimizers.SecondOrder.Functions;

namespace Functional.NN.Tests.Minimization;

public sealed class MinimizeTests
{
    [Fact]
    public void A_function_is_minimised_by_L_BFGS_unless_told()
    {
        var minimum = Minimize.Of(Rosenbrock, RosenbrockStart);
        Assert.True(Distance(Tensor.Vector(1.0, 1), minimum.Parameters) < 1e-9);
        Assert.True(minimum.Value < 1e-18);
        Assert.Equal(MinimizeEnd.SmallGradient, minimum.End);
        Assert.InRange(minimum.Steps, 20, 60);
        Assert.Equal(minimum, Minimize.Of(Rosenbrock, RosenbrockStart, new Lbfgs()));
    }

    [Fact]
    public void Methods_that_step_by_a_gradient_minimise_functions_too()
    {
        var minimum = Minimize.Of(Bowl(3).Value, Start(3), new Adam(0.1), new MinimizeOptions(3000, GradientTolerance: 1e-6));
        Assert.True(Distance(Bowl(3).Minimum, minimum.Parameters) < 1e-4, $"{minimum}");
        Assert.Equal(MinimizeEnd.SmallGradient, minimum.End);
    }

    [Fact]
    public void Each_end_is_said_by_its_name()
    {
        Assert.Equal((MinimizeEnd.StepsSpent, 3), Ended(Rosenbrock, new MinimizeOptions(3)));
        Assert.Equal(MinimizeEnd.SmallStep, Ended(Rosenbrock, new MinimizeOptions(StepTolerance: 0.01)).End);
        Assert.Equal(MinimizeEnd.NoLowerPoint, Ended(v => (Var.Exp(v) - 3 * v).Sum(), new MinimizeOptions(StepTolerance: 0, GradientTolerance: 0)).End);
        Assert.Equal((MinimizeEnd.NotFinite, 0), Ended(v => Var.Log(v.At(0, 0)), new MinimizeOptions()));
        Assert.Equal(MinimizeEnd.NotFinite, Minimize.Of(v => Var.Exp(-v).Sum() * -1.0, Tensor.Vector(-1.0), new Sgd(1e300)).End);

        static (MinimizeEnd End, int Steps) Ended(Func<Var, Var> f, MinimizeOptions options)
        {
            var minimum = Minimize.Of(f, RosenbrockStart, null, options);
            return (minimum.End, minimum.Steps);
        }
    }

    [Fact]
    public void Float_functions_are_minimised_in_float()
    {
        var minimum = Minimize.Of(Rosenbrock, RosenbrockStart.Cast<float>(), new Bfgs(), new MinimizeOptions(GradientTolerance: 1e-3));
        Assert.True(Distance(Tensor.Vector(1.0, 1), minimum.Parameters.Cast<double>()) < 1e-2, $"{minimum}");
    }

    [Fact]
    public void Functions_of_several_numbers_and_residuals_that_are_not_known_are_refused()
    {
        Assert.Contains("must give a single number, it gave 2", Assert.Throws<ShapeException>(() => Minimize.Of(v => v, RosenbrockStart)).Message, StringComparison.Ordinal);
        Assert.StartsWith("ObjectiveFunction: the function does not say of which residuals it is the sum of squares", Assert.Throws<NNException>(() => Minimize.Of(Rosenbrock, RosenbrockStart, new LevenbergMarquardt())).Message, StringComparison.Ordinal);
        Assert.Equal("MinimizeOptions: the number of steps cannot be negative, got -1.", Assert.Throws<NNException>(() => new MinimizeOptions(-1)).Message);
    }
}
