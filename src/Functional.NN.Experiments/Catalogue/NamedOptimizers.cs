namespace Functional.NN.Experiments;

/// <summary>An optimizer to choose.</summary>
/// <param name="Make">how it is made with a learning rate</param>
/// <param name="Rate">the rate it has when none is given; none when it finds by itself how far to go</param>
public sealed record OptimizerChoice(Func<Schedule, IMinimizer> Make, double? Rate)
{
    /// <summary>A method without a learning rate.</summary>
    internal static OptimizerChoice Searching(IMinimizer method) => new(_ => method, null);
}

/// <summary>The optimizers by name.</summary>
public static class NamedOptimizers
{
    /// <summary>One line an optimizer.</summary>
    public static Registry<OptimizerChoice> All { get; } = new("optimizer",
    [
        new("sgd", "θ ← θ − αg", new(rate => new Sgd(rate), 0.1)),
        new("momentum", "with a velocity, η = 0.9", new(rate => new Momentum(rate), 0.01)),
        new("nesterov", "Nesterov's momentum, η = 0.9", new(rate => new Nesterov(rate), 0.01)),
        new("adagrad", "rates that shrink with the sum of squares", new(rate => new AdaGrad(rate), 0.01)),
        new("rmsprop", "rates by a running mean of squares", new(rate => new RmsProp(rate), 0.001)),
        new("adam", "momentum and running squares, corrected", new(rate => new Adam(rate), 0.001)),
        new("adamw", "Adam with decoupled weight decay 0.01", new(rate => new AdamW(rate), 0.001)),
        new("lbfgs", "quasi-Newton with ten pairs and a line search", OptimizerChoice.Searching(new Lbfgs())),
        new("bfgs", "quasi-Newton with a whole matrix, for small networks", OptimizerChoice.Searching(new Bfgs())),
        new("conjugate-gradient", "conjugate directions and a line search", OptimizerChoice.Searching(new ConjugateGradient())),
        new("newton", "the Hessian, for very small networks", OptimizerChoice.Searching(new Newton())),
        new("gauss-newton", "for squared losses and small networks", OptimizerChoice.Searching(new GaussNewton())),
        new("levenberg-marquardt", "damped, for squared losses and small networks", OptimizerChoice.Searching(new LevenbergMarquardt())),
    ]);
}
