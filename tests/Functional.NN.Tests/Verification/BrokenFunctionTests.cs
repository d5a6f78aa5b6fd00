namespace Functional.NN.Tests.Verification;

/// <summary>Whatever somebody's function does, the check comes back and names it.</summary>
public class BrokenFunctionTests
{
    private static GradientReport Check(Func<double[], double> f, Func<double[], double[]>? gradient = null, GradientCheckOptions? options = null) =>
        GradientCheck.Function(f, gradient ?? (_ => [1]), [1.0], options);

    private static void AssertFound(GradientReport report, GradientVerdict verdict, string reason)
    {
        Assert.Equal(verdict, report.Verdict);
        Assert.Contains(reason, report.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_throws_has_failed_with_its_own_words() =>
        AssertFound(Check(_ => throw new InvalidOperationException("no such luck")), GradientVerdict.Failed, "the function threw InvalidOperationException: no such luck");

    [Fact]
    public void So_has_one_whose_gradient_throws() =>
        AssertFound(Check(x => x[0], x => [x[7]]), GradientVerdict.Failed, "the gradient threw IndexOutOfRangeException");

    [Fact]
    public void So_has_one_whose_gradient_is_null() => AssertFound(Check(x => x[0], _ => null!), GradientVerdict.Failed, "the gradient gives null");

    [Fact]
    public void So_has_one_whose_gradient_is_too_long() => AssertFound(Check(x => x[0], _ => [1, 2]), GradientVerdict.Failed, "the gradient with respect to x has the shape 2, where x has 1");

    [Fact]
    public void One_that_gives_another_number_of_values_beside_the_point_has_failed() =>
        AssertFound(GradientCheck.Pullback(x => x[0] == 1 ? [x[0]] : [x[0], 0], (_, ȳ) => [ȳ[0]], [1.0]), GradientVerdict.Failed, "the function gives 1 at the point and 2 beside it");

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Of_one_that_is_not_finite_the_check_cannot_tell(double value, string name) =>
        AssertFound(Check(_ => value), GradientVerdict.CannotTell, $"the function is {name} at the point");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_gradient_that_is_not_finite_where_the_function_is_smooth_is_wrong(double claimed) => Assert.Equal(GradientVerdict.Wrong, Check(x => x[0] * x[0], _ => [claimed]).Verdict);

    [Fact]
    public void One_that_is_finite_at_the_point_alone_cannot_be_told() => Assert.Equal(GradientVerdict.CannotTell, Check(x => x[0] == 1 ? 1 : double.NaN).Verdict);

    [Fact]
    public void One_that_throws_beside_the_point_cannot_be_told_and_its_words_are_kept() =>
        AssertFound(Check(x => x[0] <= 1 ? x[0] : throw new ArgumentException("beyond the edge")), GradientVerdict.CannotTell, "beside the point the function threw ArgumentException: beyond the edge");

    [Fact]
    public void One_that_gives_other_values_at_each_call_is_not_deterministic()
    {
        int calls = 0;
        AssertFound(Check(x => x[0] + ++calls), GradientVerdict.NotDeterministic, "the function, evaluated twice at the same point, gives 2 and 3");
    }

    [Fact]
    public void So_is_one_that_changes_late()
    {
        int calls = 0;
        AssertFound(Check(x => ++calls > 10 ? x[0] + 1 : x[0]), GradientVerdict.NotDeterministic, "the function, evaluated twice");
    }

    [Fact]
    public void So_is_a_gradient_that_does()
    {
        int calls = 0;
        AssertFound(Check(x => x[0], _ => [++calls]), GradientVerdict.NotDeterministic, "the gradient, evaluated twice at the same point, gives 1 and 2");
    }

    [Fact]
    public void One_that_does_not_come_back_is_left_to_its_thread()
    {
        using var end = new ManualResetEventSlim();
        var report = Check(x => { end.Wait(TimeSpan.FromMinutes(1)); return x[0]; }, options: new GradientCheckOptions(limit: TimeSpan.FromMilliseconds(50)));
        end.Set();
        AssertFound(report, GradientVerdict.DidNotReturn, "did not return within the limit of 0.05 s");
    }

    [Fact]
    public void One_that_stops_coming_back_half_way_keeps_what_was_found()
    {
        using var end = new ManualResetEventSlim();
        double F(double[] x)
        {
            if (x[2] != 3) end.Wait(TimeSpan.FromMinutes(1));
            return x[0] * x[0] + x[1] + x[2];
        }
        var options = new GradientCheckOptions(limit: TimeSpan.FromSeconds(1), tolerance: 1e-6);
        var report = GradientCheck.Jacobian(x => [F(x)], x => new[,] { { 2 * x[0], 1, 1 } }, [1, 2, 3.0], options with { Method = GradientMethod.ForwardMode });
        Assert.Equal(GradientVerdict.Right, report.Verdict);
        report = GradientCheck.Function(F, x => [2 * x[0], 1, 1], [1, 2, 3.0], options);
        end.Set();
        Assert.Equal(GradientVerdict.DidNotReturn, report.Verdict);
    }

    [Fact]
    public void One_that_is_merely_slow_is_reported_as_far_as_the_limit_let_it()
    {
        var report = GradientCheck.Function(x => { Thread.Sleep(1); return x.Sum(v => v * v); }, x => [.. x.Select(v => 2 * v)], [.. Enumerable.Repeat(1.0, 1000)], new GradientCheckOptions(limit: TimeSpan.FromMilliseconds(400)));
        Assert.Equal(GradientVerdict.CannotTell, report.Verdict);
        Assert.Matches("the limit of 0.4 s was reached after \\d+ of 1000 coordinates", report.Reason);
    }

    [Fact]
    public void A_broken_function_makes_a_test_fail_in_one_sentence()
    {
        var error = Assert.Throws<NNException>(() => Check(_ => throw new InvalidOperationException("no such luck")).ThrowIfWrong());
        Assert.Equal("GradientCheck of a function: failed, the function threw InvalidOperationException: no such luck.", error.Message);
    }

    [Fact]
    public void A_layer_that_refuses_its_input_is_named() =>
        AssertFound(GradientCheck.Function(x => Var.MatMul(x, x), Tensor.Of<double>([2, 3], 1, 2, 3, 4, 5, 6)), GradientVerdict.Failed, "the function cannot be evaluated: ");
}
