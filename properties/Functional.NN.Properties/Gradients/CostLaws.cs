using FsCheck.Fluent;

namespace Functional.NN.Properties.Gradients;

/// <summary>What derivatives cost (Baur and Strassen 1983; Griewank and Walther 2008, section 3.3): a gradient by reverse mode at most five times its function, for any number of inputs; forward mode that for every input.</summary>
public class CostLaws
{
    private const int MostTimes = 5;

    private static (OperationCount Function, OperationCount Reverse, OperationCount Forward) CountOf(NetworkCase c)
    {
        var (function, batch, objective) = (c.Function, c.Batch, c.Objective);
        return OperationCount.Of(point => function.Evaluate(point, batch, objective).Loss, function.Point(batch));
    }

    [Fact]
    public void A_function_with_its_gradient_costs_at_most_five_functions() => Law.Holds(NetworkCases.Any, GradientIsCheap, NetworkCases.Smaller);

    /// <summary>y = x, whose pullback takes the long way.</summary>
    private sealed record Roundabout : Primitive
    {
        public override Tensor<T> Forward<T>(Tensor<T>[] x) => x[0];
        public override Var? Tangent(Var[] x, Var y, Var?[] dx) => dx[0];
        public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => [Enumerable.Range(0, 300).Aggregate(dy, (sum, _) => sum + 0)];
    }

    [Fact]
    public void A_pullback_that_takes_the_long_way_is_caught() => Assert.True(Law.Fails(NetworkCases.Small.Select(c => c with { Body = c.Body.Add(Layer.From("roundabout", x => Var.Apply(new Roundabout(), x))) }), GradientIsCheap, tests: 10));

    private static void GradientIsCheap(NetworkCase c)
    {
        var (function, reverse, _) = CountOf(c);
        Assert.True(reverse.Primitives <= MostTimes * function.Primitives, $"{reverse.Primitives} primitives where the function takes {function.Primitives}");
        Assert.True(reverse.Arithmetic <= MostTimes * function.Arithmetic, $"{reverse.Arithmetic} operations where the function takes {function.Arithmetic}");
    }

    [Fact]
    public void A_function_with_its_derivative_in_one_direction_costs_at_most_five_functions() => Law.Holds(NetworkCases.Any, c =>
    {
        var (function, _, forward) = CountOf(c);
        Assert.True(forward.Primitives <= MostTimes * function.Primitives, $"{forward.Primitives} primitives where the function takes {function.Primitives}");
    }, NetworkCases.Smaller);

    /// <summary>tanh(x·W)·V, with n inputs, five hidden units and eight outputs.</summary>
    private static Var Layered(Var x, Var weight, Var outputs) => Var.MatMul(Var.Tanh(Var.MatMul(x.Reshape(1, x.Shape.Size), weight)), outputs).Reshape(outputs.Shape[1]);

    [Fact]
    public void The_gradient_by_reverse_mode_takes_as_many_primitives_for_any_number_of_inputs()
    {
        int[] primitives = [.. new[] { 1, 2, 17, 300 }.Select(n => OperationCount.Of(x => Var.Square(Layered(x[0], x[1], x[2])).Sum(), Point(n)).Reverse.Primitives)];
        Assert.Single(primitives.Distinct());
    }

    [Fact]
    public void Forward_mode_takes_a_pass_for_every_input()
    {
        int[] primitives = [.. Enumerable.Range(2, 5).Select(n => OperationCount.OfJacobian(x => Layered(x[0], x[1], x[2]), Point(n)).Primitives)];
        int pass = primitives[1] - primitives[0];
        Assert.InRange(pass, 1, primitives[0]);
        Assert.All(primitives.Zip(primitives.Skip(1)), pair => Assert.Equal(pass, pair.Second - pair.First));
    }

    private static Tensor<double>[] Point(int n)
    {
        var key = RandomKey.FromSeed(1);
        return [key.Fold("x").Normal<double>([n]), key.Fold("w").Normal<double>([n, 5]), key.Fold("v").Normal<double>([5, 8])];
    }
}
