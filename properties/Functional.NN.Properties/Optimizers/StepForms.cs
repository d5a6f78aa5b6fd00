using static Functional.NN.Properties.Optimizers.HistorySums;

namespace Functional.NN.Properties.Optimizers;

/// <summary>The next θ of one coordinate from θ and all gradients g₁ … gₜ it has been given, by the paper's sums over the history: no state, no recursion.</summary>
/// <param name="θ">where the step begins</param>
/// <param name="g">g₁ … gₜ, the last of them this step's</param>
internal delegate double StepForm(double θ, double[] g);

/// <summary>The closed form of each optimizer's step. It is NaN where the rule itself leaves the sign to rounding.</summary>
internal static class StepForms
{
    /// <summary>The form of an optimizer's step; none where a step has no such form.</summary>
    public static StepForm? Of(IOptimizer optimizer) => optimizer switch
    {
        Sgd r => (θ, g) => θ - Last(r.LearningRate, g) * g[^1],
        Momentum r => (θ, g) => θ - Velocity(r.LearningRate, r.Coefficient, g),
        MomentumByAddition r => (θ, g) => θ - Velocity(r.LearningRate, r.Coefficient, g),
        Nesterov r => (θ, g) => θ - (Last(r.Coefficient, g) * Velocity(r.LearningRate, r.Coefficient, g) + Last(r.LearningRate, g) * g[^1]),
        DampenedMomentum r => (θ, g) => θ - Last(r.LearningRate, g) * (r.LooksAhead ? g[^1] + Last(r.Coefficient, g) * Dampened(r, g) : Dampened(r, g)),
        AdaGrad r => (θ, g) => θ - Last(r.LearningRate, g) * g[^1] / (Math.Sqrt(r.InitialSquare + g.Sum(Square)) + r.Epsilon),
        AdaGradEpsilonInside r => (θ, g) => θ - Last(r.LearningRate, g) * g[^1] / Math.Sqrt(g.Sum(Square) + r.Epsilon),
        RmsPropEpsilonInside r => (θ, g) => θ - Last(r.LearningRate, g) * g[^1] / Math.Sqrt(Moment(r.Decay, g, Square) + r.Epsilon),
        RmsProp r => (θ, g) => θ - Last(r.LearningRate, g) * Buffer(r, g),
        AdaDelta r => (θ, g) => θ - Last(r.LearningRate, g) * Deltas(r, g)[^1],
        Lion r => (θ, g) => θ - Last(r.LearningRate, g) * (Sign(r.Beta1 * Moment(r.Beta2, g[..^1], x => x), (1 - r.Beta1) * g[^1]) + r.WeightDecay * θ),
        Asgd r => (θ, g) => θ - (r.Decay * θ + g[^1]) * Last(r.LearningRate, g) / Math.Pow(1 + r.Decay * Last(r.LearningRate, g) * (g.Length - 1), r.Power),
        _ => OfAdams(optimizer),
    };

    /// <summary>m̂ and v̂ are means of g and g² with the weights β^(t−i): what the corrections by 1 − βᵗ are for.</summary>
    private static StepForm? OfAdams(IOptimizer optimizer) => optimizer switch
    {
        Adam r => (θ, g) => θ - Last(r.LearningRate, g) * Mean(r.Beta1, g, x => x) / (Math.Sqrt(Mean(r.Beta2, g, Square)) + r.Epsilon),
        AdamW r => (θ, g) => θ - Last(r.LearningRate, g) * (Mean(r.Beta1, g, x => x) / (Math.Sqrt(Mean(r.Beta2, g, Square)) + r.Epsilon) + r.WeightDecay * θ),
        AdamEpsilonHat r => (θ, g) => θ - Last(r.LearningRate, g) * Mean(r.Beta1, g, x => x) / (Math.Sqrt(Mean(r.Beta2, g, Square)) + r.EpsilonHat / Math.Sqrt(1 - Math.Pow(r.Beta2, g.Length))),
        AmsGrad r => (θ, g) => θ - Last(r.LearningRate, g) * Mean(r.Beta1, g, x => x) / (Math.Sqrt(Prefixes(g).Max(past => Moment(r.Beta2, past, Square)) / (1 - Math.Pow(r.Beta2, g.Length))) + r.Epsilon),
        AdaMax r => (θ, g) => θ - Last(r.LearningRate, g) * Mean(r.Beta1, g, x => x) / Largest(r.Beta2, r.Epsilon, g),
        NAdam r => (θ, g) => θ - Last(r.LearningRate, g) * LookAhead(r, g) / (Math.Sqrt(Mean(r.Beta2, g, Square)) + r.Epsilon),
        RAdam r => (θ, g) => θ - Last(r.LearningRate, g) * Mean(r.Beta1, g, x => x) * Rectified(r, g),
        _ => null,
    };

    /// <summary>ρₜ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ), the length of the moving average of squares after t steps (Liu et al. 2020, equation 5).</summary>
    public static double Length(RAdam r, int t) => 2 / (1 - r.Beta2) - 1 - 2 * t * Math.Pow(r.Beta2, t) / (1 - Math.Pow(r.Beta2, t));

    /// <summary>μ₁⋯μₜ.</summary>
    public static double Product(NAdam r, int t) => Enumerable.Range(1, t).Aggregate(1.0, (product, i) => product * Coefficient(r, i));

    /// <summary>μₜ = β₁(1 − ½·0.96^(tψ)).</summary>
    public static double Coefficient(NAdam r, int t) => r.Beta1 * (1 - 0.5 * Math.Pow(0.96, t * r.MomentumDecay));

    private static double Sign(double a, double b) => Math.Abs(a + b) < 1e-9 * (Math.Abs(a) + Math.Abs(b)) || Math.Abs(a + b) is > 0 and < 1e-290 ? double.NaN : Math.Sign(a + b);

    private static double LookAhead(NAdam r, double[] g)
    {
        int t = g.Length;
        return Coefficient(r, t + 1) * Moment(r.Beta1, g, x => x) / (1 - Product(r, t + 1)) + (1 - Coefficient(r, t)) * g[^1] / (1 - Product(r, t));
    }

    private static double Rectified(RAdam r, double[] g)
    {
        double ρ = Length(r, g.Length), last = 2 / (1 - r.Beta2) - 1, correction = Math.Sqrt(1 - Math.Pow(r.Beta2, g.Length));
        return ρ > 5 ? Math.Sqrt((ρ - 4) * (ρ - 2) * last / ((last - 4) * (last - 2) * ρ)) * correction / (Math.Sqrt(Moment(r.Beta2, g, Square)) + r.Epsilon) : 1;
    }
}
