using Functional.NN.Properties.Optimizers;
using static Functional.NN.Properties.Mutants.WalkedMutants;

namespace Functional.NN.Properties.Mutants;

/// <summary>Wrong clipping, decay, averages and accumulation; wrong optimizers of blocks and signs; wrong descent on quadratics.</summary>
internal static class TransformationMutants
{
    private static readonly Sgd Descent = new(1);

    public static IEnumerable<Mutant> All => [.. OfClipping, .. OfOthers, .. OfBlocksAndSigns, .. OfDescent];

    private static IEnumerable<Mutant> OfClipping =>
    [
        .. On((optimizer, c) => TransformationChecks.ClipsNorms(optimizer, 1, 0, false, c.Gradients[0]), Descent.ClippedByGlobalNorm(1),
            ("clipping by the norm clips each number", Descent.ClippedByValue(1)), ("clipping by the global norm clips each block", Descent.ClippedByNorm(1)), ("clipping by the norm does nothing", Descent),
            ("clipping by the norm lengthens what is short", Changed((_, g) => g * (1 / g.Norm))), ("clipping by the norm divides by its square", Changed((_, g) => g.Norm > 1 ? g * (1 / (g.Norm * g.Norm)) : g)),
            ("clipping by the norm takes the largest number for the norm", Changed((_, g) => g * Math.Min(1, 1 / g.Vector.ToArray().Max(Math.Abs))))),
        .. On((optimizer, c) => TransformationChecks.ClipsNorms(optimizer, 1, 0, true, c.Gradients[0]), Descent.ClippedByNorm(1), ("clipping by the norm of blocks takes the norm of all", Descent.ClippedByGlobalNorm(1))),
        .. On((optimizer, c) => TransformationChecks.ClipsValues(optimizer, 1, c.Gradients[0]), Descent.ClippedByValue(1),
            ("clipping by value scales the whole", Descent.ClippedByGlobalNorm(1)), ("clipping by value clips from above alone", Changed((_, g) => g.OfVector(g.Vector.Map(x => Math.Min(x, 1))))), ("clipping by value makes 0 of what is too large", Changed((_, g) => g.OfVector(g.Vector.Map(x => Math.Abs(x) > 1 ? 0 : x))))),
    ];

    private static IEnumerable<Mutant> OfOthers =>
    [
        .. On((optimizer, c) => TransformationChecks.ChangesNoBit(Descent, optimizer, null, c.θ, c.Gradients), Descent.WithWeightDecay(0), ("a neutral decay is not quite 0", Descent.WithWeightDecay(1e-12)), ("a neutral factor is not quite 1", Descent.WithRateFactor(1 + 1e-12, BlockSelection.All))),
        .. On((optimizer, c) => TransformationChecks.StepsBy(optimizer, Descent, (θ, g) => g + 0.1 * θ, c.θ, c.Gradients), Descent.WithWeightDecay(0.1), ("a decay makes weights grow", Changed((θ, g) => g - 0.1 * θ)), ("a decay is that of the signs", Changed((θ, g) => g + 0.1 * θ.OfVector(θ.Vector.Map(x => Math.Sign(x) * 1.0))))),
        .. On((optimizer, c) => TransformationChecks.Accumulates(optimizer, Descent, 3, c.θ, [.. c.Gradients, .. c.Gradients, .. c.Gradients]), Descent.Accumulated(3), ("accumulated gradients are summed", new ChangedGradient(Descent.Accumulated(3), (_, g) => 3 * g)), ("accumulation steps one gradient early", Descent.Accumulated(2))),
        .. On((optimizer, c) => TransformationChecks.Averages(optimizer, Fading, c.θ, c.Gradients), Descent.WithEma(0.9), ("a moving average swaps β and 1 − β", Descent.WithEma(0.1)), ("a moving average is corrected although nobody asked", Descent.WithEma(0.9, debiased: true))),
    ];

    private static IEnumerable<Mutant> OfBlocksAndSigns =>
    [
        .. On((optimizer, c) => LambChecks.StepsByTheNormOfTheBlock(optimizer, new Lamb(0.01, 0.1), c.θ, c.Gradients), new Lamb(0.01, 0.1),
            ("LAMB does not decay", new Lamb(0.01, 0)), ("LAMB has no trust ratio", new Adam(0.01, Epsilon: 1e-6)), ("LAMB swaps β₁ and β₂", new Lamb(0.01, 0.1, 0.999, 0.9))),
        .. On((optimizer, c) => RpropChecks.GoesByItsCases(optimizer, new Rprop(0.1), c.θ, c.Gradients), new Rprop(0.1),
            ("Rprop steps back over a minimum", Signs((g, kept) => (g, kept))), ("Rprop shrinks where it should grow", Signs((g, s) => (s < 0 ? 0 : g, -s))), ("Rprop grows by 1.3", new Rprop(0.1, EtaPlus: 1.3)), ("Rprop shrinks by 0.4", new Rprop(0.1, EtaMinus: 0.4))),
    ];

    private static IEnumerable<Mutant> OfDescent =>
    [
        .. Mutant.Of<IOptimizer>("optimizer", NamedCheck<IOptimizer>.OfKeys((optimizer, key) => QuadraticChecks.DescendsInEveryStep(optimizer, Bowl(key), Start(key), 40)), new Sgd(1.9),
            ("gradient descent is faster than 2/L", new Sgd(2.1)), ("gradient descent climbs a little", new FormulaOptimizer("climbing", [], (θ, g, _, _) => θ + 0.001 * g)), ("gradient descent has momentum", new Momentum(1, 0.9))),
        .. Mutant.Of<IOptimizer>("optimizer", NamedCheck<IOptimizer>.OfKeys((optimizer, key) => QuadraticChecks.FollowsItsModes(optimizer, Bowl(key), λ => Modes.Of(new Momentum(0.5, 0.5), λ), Start(key), 25)), new Momentum(0.5, 0.5),
            ("the heavy ball is lighter", new Momentum(0.5, 0.49)), ("the heavy ball looks ahead", new Nesterov(0.5, 0.5))),
    ];

    private static ChangedGradient Changed(Func<Parameters<double>, Parameters<double>, Parameters<double>> change) => new(Descent, change);

    /// <summary>β^t·θ₀ + (1 − β)·Σ β^(t−i)·θᵢ with β = 0.9.</summary>
    private static Parameters<double> Fading(IReadOnlyList<Parameters<double>> θ) => θ.Skip(1).Aggregate(θ[0], (average, next) => 0.9 * average + 0.1 * next);

    /// <summary>Rprop with its usual constants, of which the gradient that is kept, and the sign by which the step changes, may be others.</summary>
    private static FormulaOptimizer Signs(Func<double, double, (double Kept, double Sign)> change) => new("Rprop", ["previous", "step"], (θ, g, kept, _) =>
    {
        var (next, sign) = change(g, Math.Sign(g) * Math.Sign(kept[0]));
        (kept[0], kept[1]) = (next, Math.Clamp(kept[1] * (sign > 0 ? 1.2 : sign < 0 ? 0.5 : 1), 1e-6, 50));
        return θ - Math.Sign(next) * kept[1];
    })
    { From = [0, 0.1] };

    private static Quadratic Bowl(RandomKey key) => new([1, 0.5, 0.05], key);

    private static Parameters<double> Start(RandomKey key) => Bowl(key).Minimum + Parameters<double>.Of(key.Fold("start").Normal<double>([3]));
}
