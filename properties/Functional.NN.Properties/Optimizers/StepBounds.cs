namespace Functional.NN.Properties.Optimizers;

/// <summary>How long the step of one coordinate can be after t gradients, whatever they are.</summary>
/// <remarks>
/// With a step α·Σcᵢgᵢ/√(Σbᵢgᵢ²) the inequality of Cauchy and Schwarz gives α·√(Σcᵢ²/bᵢ), and gᵢ = cᵢ/bᵢ attains it. For Adam that is above the α·max(1, (1 − β₁)/√(1 − β₂)) that Kingma and Ba 2015, section 2.1, call
/// an upper bound: their first case is a gradient that was 0 in all steps but this one, and gradients that grow as (β₂/β₁)ᵗ make longer steps, with the usual constants up to 7.27α against 3.16α.
/// </remarks>
internal static class StepBounds
{
    /// <summary>The bound on step t, counted from 1; none where steps grow with the gradient.</summary>
    public static Func<int, double>? Of(IOptimizer optimizer) => optimizer switch
    {
        AdaGrad r => t => r.LearningRate.At(t - 1),
        AdaGradEpsilonInside r => t => r.LearningRate.At(t - 1),
        RmsProp { Centered: false } r => t => r.LearningRate.At(t - 1) / Math.Sqrt(1 - r.Decay) * (1 - Math.Pow(r.Momentum, t)) / (1 - r.Momentum),
        RmsPropEpsilonInside r => t => r.LearningRate.At(t - 1) / Math.Sqrt(1 - r.Decay),
        Adam r => t => r.LearningRate.At(t - 1) * OfMoments(r.Beta1, r.Beta2, t),
        AdamW r => t => r.LearningRate.At(t - 1) * OfMoments(r.Beta1, r.Beta2, t),
        AdamEpsilonHat r => t => r.LearningRate.At(t - 1) * OfMoments(r.Beta1, r.Beta2, t),
        AmsGrad r => t => r.LearningRate.At(t - 1) * OfMoments(r.Beta1, r.Beta2, t),
        NAdam r => t => r.LearningRate.At(t - 1) * Longest(OfLookAhead(r, t), OfSquares(r.Beta2, t)),
        AdaMax r => t => r.LearningRate.At(t - 1) * OfMean(r.Beta1, t).Select((c, i) => c == 0 ? 0 : c / Math.Pow(r.Beta2, t - 1 - i)).Sum(),
        Lion r => t => r.LearningRate.At(t - 1),
        Rprop r => _ => Math.Max(r.SmallestStep, r.LargestStep),
        _ => null,
    };

    /// <summary>√(Σaᵢ²/bᵢ) with aᵢ = β₁^(t−i)/Σβ₁^(t−j) and bᵢ alike.</summary>
    public static double OfMoments(double β1, double β2, int t) => Longest(OfMean(β1, t), OfSquares(β2, t));

    /// <summary>The gradients that attain <see cref="OfMoments"/>.</summary>
    public static double[] Extremal(double β1, double β2, int t) => [.. OfMean(β1, t).Zip(OfSquares(β2, t), (a, b) => a / b)];

    private static double Longest(IEnumerable<double> c, IEnumerable<double> b) => Math.Sqrt(c.Zip(b, (x, y) => x == 0 ? 0 : x * x / y).Sum());

    private static double[] OfMean(double β, int t)
    {
        double[] weights = [.. Enumerable.Range(0, t).Select(i => Math.Pow(β, t - 1 - i))];
        return [.. weights.Select(w => w / weights.Sum())];
    }

    private static double[] OfSquares(double β, int t) => OfMean(β, t);

    private static IEnumerable<double> OfLookAhead(NAdam r, int t)
    {
        double ofMean = StepForms.Coefficient(r, t + 1) * (1 - r.Beta1) / (1 - StepForms.Product(r, t + 1)), ofGradient = (1 - StepForms.Coefficient(r, t)) / (1 - StepForms.Product(r, t));
        return Enumerable.Range(0, t).Select(i => ofMean * Math.Pow(r.Beta1, t - 1 - i) + (i == t - 1 ? ofGradient : 0));
    }
}
