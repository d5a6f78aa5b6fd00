namespace Functional.NN.Experiments;

/// <summary>An optimizer to choose: how it is made with a learning rate, and the rate it has when none is given.</summary>
public sealed record OptimizerChoice(Func<Schedule, IOptimizer> Make, double Rate);

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
    ]);
}
