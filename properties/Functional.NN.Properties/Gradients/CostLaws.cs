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
    public void A_function_with_its_gradient_costs_at_most_five_functions() => Law.Holds(NetworkCases.Any, c =>
    {
        var (function, reverse, _) = CountOf(c);
        Assert.True(reverse.Primitives <= MostTimes * function.Primitives, $"{reverse.Primitives} primitives where the function takes {function.Primitives}");
        Assert.True(reverse.Arithmetic <= MostTimes * function.Arithmetic, $"{reverse.Arithmetic} operations where the function takes {function.Arithmetic}");
    }, NetworkCases.Smaller);

    [Fact]
    public void A_function_with_its_derivative_in_one_direction_costs_at_most_five_functions() => Law.Holds(NetworkCases.Any, c =>
    {
        var (function, _, forward) = CountOf(c);
        Assert.True(forward.Primitives <= MostTimes * function.Primitives, $"{forward.Primitives} primitives where the function takes {function.Primitives}");
    }, NetworkCases.Smaller);
}
