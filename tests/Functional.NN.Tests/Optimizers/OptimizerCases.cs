namespace Functional.NN.Tests.Optimizers;

/// <summary>θ as a plain vector, and every optimizer that updates its numbers one by one, with a name.</summary>
internal static class OptimizerCases
{
    public static readonly Dictionary<string, IOptimizer> All = new()
    {
        ["sgd"] = new Sgd(0.1),
        ["momentum"] = new Momentum(0.1),
        ["momentum by addition"] = new MomentumByAddition(0.1),
        ["momentum with a schedule"] = new Momentum(0.1, new LinearDecay(0.9, 3, 0.5)),
        ["dampened momentum"] = new DampenedMomentum(0.1, 0.8, 0.3),
        ["dampened momentum that looks ahead"] = new DampenedMomentum(0.1, LooksAhead: true),
        ["nesterov"] = new Nesterov(0.1),
        ["adagrad"] = new AdaGrad(0.1),
        ["adagrad with a falling rate"] = new AdaGrad(new InverseTimeDecay(0.1, 0.01), 1e-6, 0.1),
        ["adagrad, epsilon inside"] = new AdaGradEpsilonInside(0.1),
        ["rmsprop"] = new RmsProp(0.1),
        ["rmsprop, centred"] = new RmsProp(0.1, Epsilon: 0.1, Centered: true),
        ["rmsprop with momentum"] = new RmsProp(0.01, Momentum: 0.9),
        ["rmsprop, centred, with momentum"] = new RmsProp(0.01, Epsilon: 0.1, Centered: true, Momentum: 0.5),
        ["rmsprop, epsilon inside"] = new RmsPropEpsilonInside(0.1),
        ["adadelta"] = new AdaDelta(1, Epsilon: 1e-2),
        ["adam"] = new Adam(0.1),
        ["adam, epsilon hat"] = new AdamEpsilonHat(0.1),
        ["adamw"] = new AdamW(0.1),
        ["amsgrad"] = new AmsGrad(0.1, Beta2: 0.9),
        ["adamax"] = new AdaMax(0.1),
        ["nadam"] = new NAdam(0.1),
        ["radam"] = new RAdam(0.1),
        ["lion"] = new Lion(0.01),
        ["lion with decay"] = new Lion(0.01, WeightDecay: 0.1),
        ["rprop"] = new Rprop(),
        ["asgd"] = new Asgd(0.1, AverageFrom: 2),
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
