namespace Functional.NN;

/// <summary>
/// A method that makes an objective smaller step by step. It is one of two kinds: an <see cref="IOptimizer"/> steps by one gradient,
/// an <see cref="IObjectiveOptimizer"/> evaluates the objective where and as often as it wants.
/// </summary>
[DescriptionKind("optimizer")]
public interface IMinimizer
{
    /// <summary>The state before the first step.</summary>
    OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The same method with another learning rate, made from the one it has; its state stays valid. Controllers of the rate use it, and what is wrapped around an optimizer passes it on; where there are several rates, each is changed.</summary>
    /// <param name="change">from a rate to another</param>
    /// <exception cref="NNException">The method has no learning rate.</exception>
    IMinimizer WithRate(Func<Schedule, Schedule> change) =>
        throw new NNException($"{GetType().Name}: this method does not say how its learning rate is changed, so nothing can control it; implement IMinimizer.WithRate, or leave the schedule and the rate controller out.");
}

/// <summary>One step of a method of either kind.</summary>
public static class Minimizer
{
    /// <summary>One step: (objective, θ, state) to (θ′, state′). An <see cref="IOptimizer"/> is given the gradient at θ. What wraps a method of any kind steps it by this.</summary>
    /// <param name="method">the method</param>
    /// <param name="objective">what is made smaller, as a function of θ</param>
    /// <param name="θ">where it stands</param>
    /// <param name="state">what it knows</param>
    public static Updated<T> Step<T>(this IMinimizer method, ObjectiveFunction<T> objective, Parameters<T> θ, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Known(method) is IObjectiveOptimizer several ? several.Step(objective, θ, state) : ((IOptimizer)method).Step(θ, objective.ValueAndGradient(θ).Gradient, state);
    }

    /// <summary>The same method with its learning rate times a factor in every step.</summary>
    /// <exception cref="NNException">The method has no learning rate.</exception>
    public static IMinimizer WithRateTimes(this IMinimizer method, double factor)
    {
        ArgumentNullException.ThrowIfNull(method);
        return method.WithRate(rate => rate.Times(factor));
    }

    /// <summary>The method, when it is of one of the two kinds.</summary>
    internal static IMinimizer Known(IMinimizer method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return method is IOptimizer or IObjectiveOptimizer ? method : throw new NNException($"{method.GetType().Name}: a method of minimisation is an IOptimizer, which steps by a gradient, or an IObjectiveOptimizer, which evaluates the objective itself; implement one of them.");
    }
}
