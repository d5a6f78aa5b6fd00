namespace Functional.NN.Properties.Optimizers;

/// <summary>The vectors of each optimizer's state, each number a sum over the gradients g₁ … gₜ of its coordinate.</summary>
internal static class MemorySums
{
    public static IReadOnlyDictionary<string, Func<double[], double>> Of(IOptimizer optimizer) => optimizer switch
    {
        Momentum r => One("velocity", g => Velocity(r.LearningRate, r.Coefficient, g)),
        MomentumByAddition r => One("velocity", g => -Velocity(r.LearningRate, r.Coefficient, g)),
        Nesterov r => One("velocity", g => Velocity(r.LearningRate, r.Coefficient, g)),
        DampenedMomentum r => One("buffer", g => Velocity(new Constant(1), r.Coefficient, [.. g.Select((x, i) => i == 0 ? x : (1 - r.Dampening) * x)])),
        AdaGrad r => One("square", g => r.InitialSquare + g.Sum(x => x * x)),
        AdaGradEpsilonInside => One("square", g => g.Sum(x => x * x)),
        RmsProp { Centered: true, Momentum: > 0 } r => Two("square", Squares(r.Decay), "mean", Mean(r.Decay), "buffer", Buffer(r)),
        RmsProp { Centered: true } r => Two("square", Squares(r.Decay), "mean", Mean(r.Decay)),
        RmsProp { Momentum: > 0 } r => Two("square", Squares(r.Decay), "buffer", Buffer(r)),
        RmsProp r => One("square", Squares(r.Decay)),
        RmsPropEpsilonInside r => One("square", Squares(r.Decay)),
        AdaDelta r => Two("square", Squares(r.Decay), "step_square", g => StepSquare(r, g)),
        Lion r => One("mean", Mean(r.Beta2)),
        AmsGrad r => Two("mean", Mean(r.Beta1), "square", Squares(r.Beta2), "largest", g => Enumerable.Range(1, g.Length).Max(n => Squares(r.Beta2)(g[..n]))),
        AdaMax r => Two("mean", Mean(r.Beta1), "largest", g => g.Select((x, i) => Math.Pow(r.Beta2, g.Length - 1 - i) * (Math.Abs(x) + r.Epsilon)).Max()),
        Adam r => Moments(r.Beta1, r.Beta2),
        AdamEpsilonHat r => Moments(r.Beta1, r.Beta2),
        AdamW r => Moments(r.Beta1, r.Beta2),
        NAdam r => Moments(r.Beta1, r.Beta2),
        RAdam r => Moments(r.Beta1, r.Beta2),
        Lamb r => Moments(r.Beta1, r.Beta2),
        _ => throw new ArgumentException($"{optimizer} is not known here.", nameof(optimizer)),
    };

    private static double Velocity(Schedule α, Schedule η, double[] g) => g.Select((x, i) => α.At(i) * x * Enumerable.Range(i + 1, g.Length - 1 - i).Aggregate(1.0, (product, j) => product * η.At(j))).Sum();

    private static Func<double[], double> Mean(double β) => g => g.Select((x, i) => (1 - β) * Math.Pow(β, g.Length - 1 - i) * x).Sum();

    private static Func<double[], double> Squares(double β) => g => g.Select((x, i) => (1 - β) * Math.Pow(β, g.Length - 1 - i) * x * x).Sum();

    /// <summary>As long as the denominators are the rule's own; where a variance is lost to rounding the sum is NaN and says nothing.</summary>
    private static Func<double[], double> Buffer(RmsProp r) => g => -StepForms.Of(r with { LearningRate = 1 })!(0, g);

    private static double StepSquare(AdaDelta r, double[] g)
    {
        var steps = Enumerable.Range(1, g.Length).Select(n => StepForms.Of(r with { LearningRate = 1 })!(0, g[..n])).ToArray();
        return Squares(r.Decay)(steps);
    }

    private static Dictionary<string, Func<double[], double>> Moments(double β1, double β2) => Two("mean", Mean(β1), "square", Squares(β2));

    private static Dictionary<string, Func<double[], double>> One(string name, Func<double[], double> sum) => new() { [name] = sum };

    private static Dictionary<string, Func<double[], double>> Two(string name, Func<double[], double> sum, string second, Func<double[], double> ofSecond, string? third = null, Func<double[], double>? ofThird = null)
    {
        var sums = new Dictionary<string, Func<double[], double>> { [name] = sum, [second] = ofSecond };
        if (third is not null) sums[third] = ofThird!;
        return sums;
    }
}
