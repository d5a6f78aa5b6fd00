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
        new("momentum-by-addition", "the same with the other sign of the velocity", new(rate => new MomentumByAddition(rate), 0.01)),
        new("dampened-momentum", "momentum as libraries have it, μ = 0.9", new(rate => new DampenedMomentum(rate), 0.01)),
        new("nesterov", "Nesterov's momentum, η = 0.9", new(rate => new Nesterov(rate), 0.01)),
        new("adagrad", "rates that shrink with the sum of squares", new(rate => new AdaGrad(rate), 0.01)),
        new("adagrad-epsilon-inside", "AdaGrad with ε inside the root", new(rate => new AdaGradEpsilonInside(rate), 0.01)),
        new("rmsprop", "rates by a running mean of squares", new(rate => new RmsProp(rate), 0.001)),
        new("rmsprop-centered", "RMSProp by a running variance", new(rate => new RmsProp(rate, Centered: true), 0.001)),
        new("rmsprop-momentum", "RMSProp with momentum 0.9", new(rate => new RmsProp(rate, Momentum: 0.9), 0.0001)),
        new("rmsprop-epsilon-inside", "RMSProp with δ inside the root", new(rate => new RmsPropEpsilonInside(rate), 0.001)),
        new("adadelta", "rates by running means of squares of gradients and of steps", new(rate => new AdaDelta(rate), 1)),
        new("adam", "momentum and running squares, corrected", new(rate => new Adam(rate), 0.001)),
        new("adam-epsilon-hat", "Adam with ε̂, before the correction", new(rate => new AdamEpsilonHat(rate), 0.001)),
        new("adamw", "Adam with decoupled weight decay 0.01", new(rate => new AdamW(rate), 0.001)),
        new("amsgrad", "Adam by the largest running square so far", new(rate => new AmsGrad(rate), 0.001)),
        new("adamax", "Adam by a running maximum", new(rate => new AdaMax(rate), 0.002)),
        new("nadam", "Adam with Nesterov's momentum", new(rate => new NAdam(rate), 0.002)),
        new("radam", "Adam with a rectified start", new(rate => new RAdam(rate), 0.01)),
        new("lion", "the sign of a momentum", new(rate => new Lion(rate), 0.003)),
        new("lamb", "Adam with steps in proportion to each block", new(rate => new Lamb(rate), 0.01)),
        new("rprop", "steps by the gradient's signs, for whole batches", new(FirstStep, 0.001)),
        new("asgd", "gradient descent with an average of θ beside", new(rate => new Asgd(rate), 0.01)),
        new("lbfgs", "quasi-Newton with ten pairs and a line search", OptimizerChoice.Searching(new Lbfgs())),
        new("bfgs", "quasi-Newton with a whole matrix, for small networks", OptimizerChoice.Searching(new Bfgs())),
        new("conjugate-gradient", "conjugate directions and a line search", OptimizerChoice.Searching(new ConjugateGradient())),
        new("newton", "the Hessian, for very small networks", OptimizerChoice.Searching(new Newton())),
        new("gauss-newton", "for squared losses and small networks", OptimizerChoice.Searching(new GaussNewton())),
        new("levenberg-marquardt", "damped, for squared losses and small networks", OptimizerChoice.Searching(new LevenbergMarquardt())),
    ]);

    /// <summary>Rprop's rate is its first step alone.</summary>
    private static Rprop FirstStep(Schedule rate) => rate is Constant first ? new Rprop(first.Value) : throw new NNException("rprop changes its steps by itself after the first; leave the schedule out (--schedule).");
}
