using System.Collections.Immutable;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Checks of steps whose length is that of θ.</summary>
internal static class LambChecks
{
    /// <summary>Each block moves by α‖θ‖ along u = m̂/(√v̂ + ε) + λθ, with m̂ and v̂ the weighted means of its gradients; where ‖θ‖ or ‖u‖ is 0, by αu.</summary>
    public static void StepsByTheNormOfTheBlock(IOptimizer optimizer, Lamb constants, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients)
    {
        var walk = Walks.Steps(optimizer, θ, gradients).Select(at => at.Parameters).ToList();
        var adam = StepForms.Of(new Adam(1, constants.Beta1, constants.Beta2, constants.Epsilon))!;
        for (int t = 1; t <= gradients.Length; t++)
        {
            var (before, after) = (walk[t - 1], walk[t]);
            foreach (var block in θ.Layout)
            {
                int[] places = [.. Enumerable.Range(block.Start, block.Shape.Size)];
                double[] u = [.. places.Select(i => constants.WeightDecay * before.Vector[i] - adam(0, [.. gradients.Take(t).Select(g => g.Vector[i])]))];
                double size = Norm(places.Select(i => before.Vector[i])), length = Norm(u), α = constants.LearningRate.At(t - 1), ratio = size > 0 && length > 0 ? size / length : 1;
                for (int k = 0; k < places.Length; k++)
                    Near.Number(before.Vector[places[k]] - α * ratio * u[k], after.Vector[places[k]], 1e-11 * (size + α * ratio * length), FormattableString.Invariant($"{optimizer}, {block.Path}, number {k} after step {t}"));
                Near.Number(α * (ratio == 1 ? length : size), Norm(places.Select(i => after.Vector[i] - before.Vector[i])), 1e-9 * (size + length), $"{optimizer}, the step of {block.Path}");
            }
        }
    }

    private static double Norm(IEnumerable<double> numbers) => Math.Sqrt(numbers.Sum(x => x * x));
}
