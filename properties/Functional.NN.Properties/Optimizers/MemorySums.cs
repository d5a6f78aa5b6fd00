using static Functional.NN.Properties.Optimizers.HistorySums;

namespace Functional.NN.Properties.Optimizers;

/// <summary>The vectors of each optimizer's state, each number a sum over the gradients g₁ … gₜ of its coordinate.</summary>
internal static class MemorySums
{
    /// <summary>The sums by the names of the vectors.</summary>
    public static IReadOnlyDictionary<string, Func<double[], double>> Of(IOptimizer optimizer) => optimizer switch
    {
        Momentum r => Sums(("velocity", g => Velocity(r.LearningRate, r.Coefficient, g))),
        MomentumByAddition r => Sums(("velocity", g => -Velocity(r.LearningRate, r.Coefficient, g))),
        Nesterov r => Sums(("velocity", g => Velocity(r.LearningRate, r.Coefficient, g))),
        DampenedMomentum r => Sums(("buffer", g => Dampened(r, g))),
        AdaGrad r => Sums(("square", g => r.InitialSquare + g.Sum(Square))),
        AdaGradEpsilonInside => Sums(("square", g => g.Sum(Square))),
        RmsProp r => OfRmsProp(r),
        RmsPropEpsilonInside r => Sums(("square", g => Moment(r.Decay, g, Square))),
        AdaDelta r => Sums(("square", g => Moment(r.Decay, g, Square)), ("step_square", g => Moment(r.Decay, Deltas(r, g), Square))),
        Lion r => Sums(("mean", g => Moment(r.Beta2, g, x => x))),
        AmsGrad r => Sums(("mean", g => Moment(r.Beta1, g, x => x)), ("square", g => Moment(r.Beta2, g, Square)), ("largest", g => Prefixes(g).Max(past => Moment(r.Beta2, past, Square)))),
        AdaMax r => Sums(("mean", g => Moment(r.Beta1, g, x => x)), ("largest", g => Largest(r.Beta2, r.Epsilon, g))),
        Adam r => Moments(r.Beta1, r.Beta2),
        AdamEpsilonHat r => Moments(r.Beta1, r.Beta2),
        AdamW r => Moments(r.Beta1, r.Beta2),
        NAdam r => Moments(r.Beta1, r.Beta2),
        RAdam r => Moments(r.Beta1, r.Beta2),
        Lamb r => Moments(r.Beta1, r.Beta2),
        _ => Sums(),
    };

    private static Dictionary<string, Func<double[], double>> OfRmsProp(RmsProp r)
    {
        var sums = Sums(("square", g => Moment(r.Decay, g, Square)));
        if (r.Centered) sums["mean"] = g => Moment(r.Decay, g, x => x);
        if (r.Momentum > 0) sums["buffer"] = g => Buffer(r, g);
        return sums;
    }

    private static Dictionary<string, Func<double[], double>> Moments(double β1, double β2) => Sums(("mean", g => Moment(β1, g, x => x)), ("square", g => Moment(β2, g, Square)));

    private static Dictionary<string, Func<double[], double>> Sums(params (string Name, Func<double[], double> Sum)[] sums) => sums.ToDictionary(sum => sum.Name, sum => sum.Sum);
}
