namespace Functional.NN.Tests.Optimizers;

/// <summary>θ as a plain vector, and every optimizer with a name.</summary>
internal static class OptimizerCases
{
    public static readonly Dictionary<string, IOptimizer> All = new()
    {
        ["sgd"] = new Sgd(0.1),
        ["momentum"] = new Momentum(0.1),
        ["nesterov"] = new Nesterov(0.1),
        ["adagrad"] = new AdaGrad(0.1),
        ["rmsprop"] = new RmsProp(0.1),
        ["adam"] = new Adam(0.1),
        ["adamw"] = new AdamW(0.1),
    };

    /// <summary>A θ of these numbers, as a network with a single block has it.</summary>
    public static Parameters<double> Vector(params double[] values) =>
        new(new Network([1], new Dense(values.Length, Bias: false)).Layout, Tensor.Vector(values));

    /// <summary>θ and the state after so many steps with a gradient that depends on θ.</summary>
    public static Updated<double> Walk(IOptimizer optimizer, Parameters<double> θ, int steps, Func<Parameters<double>, Parameters<double>> gradient)
    {
        var at = new Updated<double>(θ, optimizer.Start(θ));
        for (int i = 0; i < steps; i++) at = optimizer.Step(at.Parameters, gradient(at.Parameters), at.State);
        return at;
    }
}
