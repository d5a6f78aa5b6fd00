using System.Numerics;

namespace Functional.NN.Properties.Mutants;

/// <summary>An optimizer that is given another gradient.</summary>
/// <param name="Inner">the optimizer</param>
/// <param name="Change">the other gradient, of θ and the gradient</param>
internal sealed record ChangedGradient(IOptimizer Inner, Func<Parameters<double>, Parameters<double>, Parameters<double>> Change) : IOptimizer
{
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Inner.Start(θ);

    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Inner.Step(θ, Change(θ.Cast<double>(), g.Cast<double>()).Cast<T>(), state);
}
