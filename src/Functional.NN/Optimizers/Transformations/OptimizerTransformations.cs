namespace Functional.NN;

/// <summary>Transformations around an optimizer, read from the inside out: the last one sees the gradient first.</summary>
public static class OptimizerTransformations
{
    /// <summary>Every number of the gradient kept within [−limit, limit].</summary>
    public static ClipByValue ClippedByValue(this IOptimizer optimizer, double limit) => new(optimizer, limit);

    /// <summary>The gradient of each block shortened to a norm where it is longer.</summary>
    public static ClipByNorm ClippedByNorm(this IOptimizer optimizer, double limit, double epsilon = 0) => new(optimizer, limit, epsilon);

    /// <summary>The whole gradient shortened to a norm where it is longer.</summary>
    public static ClipByGlobalNorm ClippedByGlobalNorm(this IOptimizer optimizer, double limit, double epsilon = 0) => new(optimizer, limit, epsilon);

    /// <summary>λθ added to the gradient.</summary>
    public static WeightDecay WithWeightDecay(this IOptimizer optimizer, double decay, BlockSelection? blocks = null) => new(optimizer, decay, blocks);

    /// <summary>αλθ taken off beside the step.</summary>
    public static DecoupledWeightDecay WithDecoupledWeightDecay(this IOptimizer optimizer, Schedule learningRate, double decay, BlockSelection? blocks = null) => new(optimizer, learningRate, decay, blocks);

    /// <summary>The step of some blocks times a factor.</summary>
    public static ScaledStep WithRateFactor(this IOptimizer optimizer, double factor, BlockSelection? blocks = null) => new(optimizer, factor, blocks);

    /// <summary>Another optimizer for some blocks.</summary>
    public static ParameterGroups WithGroup(this IOptimizer optimizer, BlockSelection blocks, IOptimizer ofBlocks)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return optimizer is ParameterGroups groups ? groups.With(groups: groups.Groups.Add(new(blocks, ofBlocks))) : new(optimizer, new ParameterGroup(blocks, ofBlocks));
    }

    /// <summary>Noise added to the gradient.</summary>
    public static GradientNoise WithGradientNoise(this IOptimizer optimizer, double variance = 0.01, double decay = 0.55, int seed = 0) => new(optimizer, variance, decay, seed);

    /// <summary>The gradient of each unit's weights without its mean.</summary>
    public static GradientCentralization Centralized(this IOptimizer optimizer) => new(optimizer);

    /// <summary>One step for the mean of several gradients.</summary>
    public static GradientAccumulation Accumulated(this IOptimizer optimizer, int steps) => new(optimizer, steps);

    /// <summary>Steps with a gradient that is not finite passed over.</summary>
    public static SkipNotFinite SkippingNotFinite(this IOptimizer optimizer) => new(optimizer);

    /// <summary>An exponential moving average of θ beside.</summary>
    public static Ema WithEma(this IOptimizer optimizer, double decay = 0.999, bool debiased = false) => new(optimizer, decay, debiased);

    /// <summary>The mean of θ after some steps beside.</summary>
    public static Swa WithSwa(this IOptimizer optimizer, long from = 0, int period = 1) => new(optimizer, from, period);

    /// <summary>Slow weights that follow every few steps.</summary>
    public static Lookahead WithLookahead(this IOptimizer optimizer, int steps = 5, double rate = 0.5) => new(optimizer, steps, rate);

    /// <summary>The weights of each unit shortened to a norm after the step where they are longer.</summary>
    public static MaxNorm WithMaxNorm(this IOptimizer optimizer, double limit, BlockSelection? blocks = null) => new(optimizer, limit, blocks);

    /// <summary>Steps by the gradient at the point within ρ where the loss is about the largest.</summary>
    public static Sam SharpnessAware(this IOptimizer optimizer, double rho = 0.05) => new(optimizer, rho);
}
