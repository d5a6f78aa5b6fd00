namespace Functional.NN.Properties.Optimizers;

/// <summary>The same optimizer with one of its constants at the value a law speaks of.</summary>
internal static class Variants
{
    /// <summary>λ = 0.</summary>
    public static IOptimizer Undecayed(IOptimizer optimizer) => optimizer switch
    {
        AdamW rule => rule.With(weightDecay: 0),
        Lion rule => rule.With(weightDecay: 0),
        Lamb rule => rule.With(weightDecay: 0),
        Asgd rule => rule.With(decay: 0),
        _ => optimizer,
    };

    /// <summary>With ε, and what else has the unit of a gradient, in a unit that makes gradients 2ᵏ times as large.</summary>
    public static IOptimizer InTheUnit(IOptimizer optimizer, int exponent)
    {
        double c = Math.ScaleB(1, exponent);
        return optimizer switch
        {
            AdaGrad rule => rule.With(epsilon: c * rule.Epsilon, initialSquare: c * c * rule.InitialSquare),
            AdaGradEpsilonInside rule => rule.With(epsilon: c * c * rule.Epsilon),
            RmsProp rule => rule.With(epsilon: c * rule.Epsilon),
            RmsPropEpsilonInside rule => rule.With(epsilon: c * c * rule.Epsilon),
            Adam rule => rule.With(epsilon: c * rule.Epsilon),
            AdamEpsilonHat rule => rule.With(epsilonHat: c * rule.EpsilonHat),
            AdamW rule => rule.With(epsilon: c * rule.Epsilon),
            AmsGrad rule => rule.With(epsilon: c * rule.Epsilon),
            AdaMax rule => rule.With(epsilon: c * rule.Epsilon),
            NAdam rule => rule.With(epsilon: c * rule.Epsilon),
            RAdam rule => rule.With(epsilon: c * rule.Epsilon),
            Lamb rule => rule.With(epsilon: c * rule.Epsilon),
            _ => optimizer,
        };
    }

    /// <summary>ε = 0.</summary>
    public static IOptimizer WithoutEpsilon(IOptimizer optimizer) => optimizer switch
    {
        AdaGrad rule => rule.With(epsilon: 0, initialSquare: 0),
        AdaGradEpsilonInside rule => rule.With(epsilon: 0),
        RmsProp rule => rule.With(epsilon: 0),
        RmsPropEpsilonInside rule => rule.With(epsilon: 0),
        AdaDelta rule => rule.With(epsilon: 0),
        Adam rule => rule.With(epsilon: 0),
        AdamEpsilonHat rule => rule.With(epsilonHat: 0),
        AdamW rule => rule.With(epsilon: 0),
        AmsGrad rule => rule.With(epsilon: 0),
        AdaMax rule => rule.With(epsilon: 0),
        NAdam rule => rule.With(epsilon: 0),
        RAdam rule => rule.With(epsilon: 0),
        Lamb rule => rule.With(epsilon: 0),
        _ => optimizer,
    };

    /// <summary>α and the coefficient of momentum, 0 where there is none, of an optimizer whose constants do not change.</summary>
    public static (double Rate, double Coefficient) Constants(IOptimizer optimizer) => optimizer switch
    {
        Sgd rule => (rule.LearningRate.At(0), 0),
        Asgd rule => (rule.LearningRate.At(0), 0),
        Momentum rule => (rule.LearningRate.At(0), rule.Coefficient.At(0)),
        MomentumByAddition rule => (rule.LearningRate.At(0), rule.Coefficient.At(0)),
        Nesterov rule => (rule.LearningRate.At(0), rule.Coefficient.At(0)),
        DampenedMomentum rule => (rule.LearningRate.At(0), rule.Coefficient.At(0)),
        RmsProp rule => (rule.LearningRate.At(0), rule.Momentum),
        _ => throw new ArgumentException($"{optimizer} is not known here.", nameof(optimizer)),
    };

    /// <summary>β₁ and β₂; NaN where there are none.</summary>
    public static (double Beta1, double Beta2) Betas(IOptimizer optimizer) => optimizer switch
    {
        Adam rule => (rule.Beta1, rule.Beta2),
        AdamEpsilonHat rule => (rule.Beta1, rule.Beta2),
        AdamW rule => (rule.Beta1, rule.Beta2),
        AmsGrad rule => (rule.Beta1, rule.Beta2),
        NAdam rule => (rule.Beta1, rule.Beta2),
        RAdam rule => (rule.Beta1, rule.Beta2),
        Lamb rule => (rule.Beta1, rule.Beta2),
        _ => (double.NaN, double.NaN),
    };
}
