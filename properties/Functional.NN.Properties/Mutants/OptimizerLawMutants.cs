using Functional.NN.Properties.Optimizers;
using static Functional.NN.Properties.Mutants.WalkedMutants;

namespace Functional.NN.Properties.Mutants;

/// <summary>Wrong optimizers that laws catch: of a gradient of zeros, of first and last steps, of symmetry, of what is remembered.</summary>
internal static class OptimizerLawMutants
{
    private const double α = 0.01;

    public static IEnumerable<Mutant> All =>
    [
        .. On((optimizer, c) => ZeroGradientChecks.StaysFromTheStart(optimizer, c.θ, 3), new Adam(α),
            ("an optimizer drifts by 1e-11 a step", Plain((θ, g) => θ - α * (g + 1e-9))), ("an optimizer decays by a millionth a step", Plain((θ, g) => (1 - 1e-6) * θ - α * g)), ("an optimizer decays with a gradient of zeros", new AdamW(α))),
        .. On((optimizer, c) => StepChecks.FirstStepIs(optimizer, g => α * g / (g + 1e-8), c.Gradients[0]), new Adam(α),
            ("Adam begins without its corrections", new FormulaOptimizer("Adam", ["mean", "square"], (θ, g, kept, _) => θ - α * (kept[0] = 0.9 * kept[0] + 0.1 * g) / (Math.Sqrt(kept[1] = 0.999 * kept[1] + 0.001 * g * g) + 1e-8))),
            ("Adam's ε is ten times as large", new Adam(α, Epsilon: 1e-7))),
        .. On((optimizer, c) => StepChecks.EveryStepIsTheFirst(optimizer, c.Gradients[0], 10), new Adam(α),
            ("Adam's correction is that of the first step for ever", new FormulaOptimizer("Adam", ["mean", "square"], (θ, g, kept, _) => θ - α * (kept[0] = 0.9 * kept[0] + 0.1 * g) / 0.1 / (Math.Sqrt((kept[1] = 0.999 * kept[1] + 0.001 * g * g) / 0.001) + 1e-8))),
            ("Adam's rate falls although nobody asked", new Adam(new LinearDecay(α, 100)))),
        .. On((optimizer, c) => StepChecks.TendsTo(optimizer, norm => α * norm / (1 - 0.5), c.Gradients[0], false, 60), new Momentum(α, 0.5),
            ("momentum rolls against itself", new FormulaOptimizer("momentum", ["velocity"], (θ, g, kept, _) => θ - (kept[0] = -0.5 * kept[0] + α * g))), ("momentum keeps 0.499", new Momentum(α, 0.499)), ("momentum is gradient descent", new Sgd(α))),
        .. On((optimizer, c) => StepChecks.NoStepIsLongerThan(optimizer, _ => α, c.Gradients), new Lion(α), ("Lion steps as far as the gradient is long", new Momentum(α))),
        .. On((optimizer, c) => StateChecks.NeverFalls(optimizer, "square", c.θ, c.Gradients), new AdaGrad(α), ("AdaGrad's sum fades", new RmsProp(α))),
        .. On((optimizer, c) => StateChecks.NeverFalls(optimizer, "largest", c.θ, c.Gradients), new AmsGrad(α),
            ("AMSGrad keeps the square for the largest", new FormulaOptimizer("AMSGrad", ["largest"], (θ, g, kept, _) => θ - α * g / (Math.Sqrt(kept[0] = 0.9 * kept[0] + 0.1 * g * g) + 1e-8)))),
        .. On((optimizer, c) => ZeroGradientChecks.DecaysBesideItsState(optimizer, new Adam(α), c.θ, c.Gradients), new AdamW(α, 0.1), ("a decay is added to the gradient", new ChangedGradient(new Adam(α), (θ, g) => g + 0.1 * θ))),
        .. On((optimizer, c) => ZeroGradientChecks.Decays(optimizer, _ => 1 - α * 0.1, c.θ, 5), new AdamW(α, 0.1), ("a decoupled decay lacks the rate", new AdamW(α, 10)), ("a decoupled decay makes θ grow", Plain((θ, g) => (1 + α * 0.1) * θ - α * g))),
        .. On((optimizer, c) => SymmetryChecks.TreatsCoordinatesAlike(optimizer, c.θ, c.Gradients, c.Key), new Sgd(α), ("an optimizer takes a millionth more of the first gradient", new ChangedGradient(new Sgd(α), (_, g) => g.OfVector(Tensor.Generate(g.Vector.Shape, i => i == 0 ? 1.000001 * g.Vector[i] : g.Vector[i]))))),
        .. On((optimizer, c) => SymmetryChecks.KeepsCoordinatesApart(optimizer, c.θ, c.Gradients, 0, 1e3), new Adam(α), ("an optimizer divides by the norm of all", new Adam(α).ClippedByGlobalNorm(1e-3))),
        .. On((optimizer, c) => SymmetryChecks.IgnoresTheUnit(optimizer, optimizer, c.θ, c.Gradients, 3), new RmsProp(α, Epsilon: 0), ("RMSProp lacks the root", new FormulaOptimizer("RMSProp", ["square"], (θ, g, kept, _) => θ - α * g / (kept[0] = 0.9 * kept[0] + 0.1 * g * g))), ("RMSProp has an ε", new RmsProp(α, Epsilon: 1e-3))),
        .. On((optimizer, c) => SymmetryChecks.GoesWithTheUnit(optimizer, c.Gradients, 3), new Momentum(α), ("momentum takes signs", new Lion(α))),
        .. On((optimizer, c) => StepChecks.TwoStepsAreOneOfTwiceTheRate(optimizer, new Sgd(2 * α), c.θ, c.Gradients[0]), new Sgd(α), ("gradient descent remembers", new Momentum(α, 0.01)), ("gradient descent takes half a step first", new Sgd(new LinearDecay(α, 5)))),
    ];

    private static FormulaOptimizer Plain(Func<double, double, double> next) => new("plain", [], (θ, g, _, _) => next(θ, g));
}
