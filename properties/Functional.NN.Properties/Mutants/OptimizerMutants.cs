using FsCheck.Fluent;
using Functional.NN.Properties.Optimizers;

namespace Functional.NN.Properties.Mutants;

/// <summary>Wrong optimizers that the sums of their papers over the history of gradients catch.</summary>
internal static class OptimizerMutants
{
    /// <summary>The rate of all of them, and a coefficient that is seen in the first steps.</summary>
    private const double α = 0.01, β1 = 0.8, β2 = 0.95, ε = 1e-3;

    private static readonly string[] Velocity = ["velocity"], Square = ["square"], Moments = ["mean", "square"];

    public static IEnumerable<Mutant> All => [.. OfMomentum, .. OfScales, .. OfAdams, .. OfOthers];

    private static IEnumerable<Mutant> OfMomentum =>
    [
        .. On(new Sgd(α), ("gradient descent climbs", [], (θ, g, _, _) => θ + α * g), ("gradient descent has 0.999 of its rate", [], (θ, g, _, _) => θ - 0.999 * α * g), ("gradient descent drifts without a gradient", [], (θ, g, _, _) => θ - α * (g + 1e-9))),
        .. On(new Sgd(new LinearDecay(α, 5)), ("gradient descent takes the rate of the next step", [], (θ, g, _, t) => θ - new LinearDecay(α, 5).At(t) * g)),
        .. On(new Momentum(α, β1),
            ("momentum has another sign", Velocity, (θ, g, kept, _) => θ - (kept[0] = -β1 * kept[0] + α * g)),
            ("momentum is dampened by 1 − η", Velocity, (θ, g, kept, _) => θ - (kept[0] = β1 * kept[0] + (1 - β1) * α * g)),
            ("momentum looks ahead although nobody asked", Velocity, (θ, g, kept, _) => θ - (β1 * (kept[0] = β1 * kept[0] + α * g) + α * g)),
            ("momentum steps before it takes up the gradient", Velocity, (θ, g, kept, _) => θ - kept[0] is var next ? (kept[0] = β1 * kept[0] + α * g) * 0 + next : θ)),
        .. On(new Nesterov(α, β1),
            ("Nesterov's momentum does not look ahead", Velocity, (θ, g, kept, _) => θ - (kept[0] = β1 * kept[0] + α * g)),
            ("Nesterov's momentum looks ahead by the old velocity", Velocity, (θ, g, kept, _) => θ - β1 * kept[0] - ((kept[0] = β1 * kept[0] + α * g) * 0 + α * g)),
            ("Nesterov's momentum looks ahead twice", Velocity, (θ, g, kept, _) => θ - (β1 * β1 * (kept[0] = β1 * kept[0] + α * g) + α * g))),
    ];

    private static IEnumerable<Mutant> OfScales =>
    [
        .. On(new AdaGrad(α, ε),
            ("AdaGrad forgets", Square, (θ, g, kept, _) => θ - α * g / (Math.Sqrt(kept[0] = 0.9 * kept[0] + g * g) + ε)),
            ("AdaGrad lacks the root", Square, (θ, g, kept, _) => θ - α * g / ((kept[0] += g * g) + ε)),
            ("AdaGrad adds up magnitudes instead of squares", Square, (θ, g, kept, _) => θ - α * g / (Math.Sqrt(kept[0] += Math.Abs(g)) + ε)),
            ("AdaGrad has its ε inside the root", Square, (θ, g, kept, _) => θ - α * g / Math.Sqrt((kept[0] += g * g) + ε)),
            ("AdaGrad divides by the sum before this gradient", Square, (θ, g, kept, _) => θ - α * g / (Math.Sqrt(Before(kept, kept[0] + g * g)) + ε))),
        .. On(new RmsProp(α, β2, ε),
            ("RMSProp has its ε inside the root", Square, (θ, g, kept, _) => θ - α * g / Math.Sqrt((kept[0] = β2 * kept[0] + (1 - β2) * g * g) + ε)),
            ("RMSProp swaps ρ and 1 − ρ", Square, (θ, g, kept, _) => θ - α * g / (Math.Sqrt(kept[0] = (1 - β2) * kept[0] + β2 * g * g) + ε)),
            ("RMSProp adds up squares whole", Square, (θ, g, kept, _) => θ - α * g / (Math.Sqrt(kept[0] = β2 * kept[0] + g * g) + ε)),
            ("RMSProp corrects a bias although nobody asked", Square, (θ, g, kept, t) => θ - α * g / (Math.Sqrt((kept[0] = β2 * kept[0] + (1 - β2) * g * g) / (1 - Math.Pow(β2, t))) + ε))),
        .. On(new AdaDelta(1, β2, ε),
            ("AdaDelta lacks the steps it made", Square, (θ, g, kept, _) => θ - Math.Sqrt(ε) * g / Math.Sqrt((kept[0] = β2 * kept[0] + (1 - β2) * g * g) + ε)),
            ("AdaDelta keeps squares of gradients for squares of steps", Square, (θ, g, kept, _) => θ - Math.Sqrt(kept[0] + ε) * g / Math.Sqrt((kept[0] = β2 * kept[0] + (1 - β2) * g * g) + ε))),
    ];

    private static IEnumerable<Mutant> OfAdams =>
    [
        .. On(new Adam(α, β1, β2, ε),
            ("Adam does not correct the bias of its mean", Moments, (θ, g, kept, t) => OfMoments(kept, g) is var (m, v) ? θ - α * m / (Math.Sqrt(v / Correction(β2, t)) + ε) : θ),
            ("Adam does not correct the bias of its square", Moments, (θ, g, kept, t) => OfMoments(kept, g) is var (m, v) ? θ - α * m / Correction(β1, t) / (Math.Sqrt(v) + ε) : θ),
            ("Adam counts steps from 2", Moments, (θ, g, kept, t) => OfMoments(kept, g) is var (m, v) ? θ - α * m / Correction(β1, t + 1) / (Math.Sqrt(v / Correction(β2, t + 1)) + ε) : θ),
            ("Adam has its ε inside the root", Moments, (θ, g, kept, t) => OfMoments(kept, g) is var (m, v) ? θ - α * m / Correction(β1, t) / Math.Sqrt(v / Correction(β2, t) + ε) : θ),
            ("Adam corrects ε as well", Moments, (θ, g, kept, t) => OfMoments(kept, g) is var (m, v) ? θ - α * m / Correction(β1, t) / ((Math.Sqrt(v) + ε) / Math.Sqrt(Correction(β2, t))) : θ),
            ("Adam lacks the root", Moments, (θ, g, kept, t) => OfMoments(kept, g) is var (m, v) ? θ - α * m / Correction(β1, t) / (v / Correction(β2, t) + ε) : θ),
            ("Adam climbs", Moments, (θ, g, kept, t) => OfMoments(kept, g) is var (m, v) ? θ + α * m / Correction(β1, t) / (Math.Sqrt(v / Correction(β2, t)) + ε) : θ),
            ("Adam keeps the square of its mean", Moments, (θ, g, kept, t) => OfMoments(kept, g) is var (m, _) ? θ - α * m / Correction(β1, t) / (Math.Abs(m) / Correction(β1, t) + ε) : θ)),
        .. Altered(new Adam(α, β1, β2, ε), ("Adam swaps β₁ and β₂", new Adam(α, β2, β1, ε)), ("Adam has 0.999 of its rate", new Adam(0.999 * α, β1, β2, ε))),
        .. Altered(new AmsGrad(α, β1, β2, ε), ("AMSGrad takes no maximum", new Adam(α, β1, β2, ε))),
        .. Altered(new AdamW(α, 0.1, β1, β2, ε), ("AdamW's decay is coupled to the gradient", new Adam(α, β1, β2, ε).WithWeightDecay(0.1)), ("AdamW's decay is twice as large", new AdamW(α, 0.2, β1, β2, ε)), ("AdamW does not decay", new Adam(α, β1, β2, ε))),
        .. On(new AdaMax(α, β1, β2, ε),
            ("AdaMax adds up where it should take the larger", ["mean", "largest"], (θ, g, kept, t) => θ - α / Correction(β1, t) * (kept[0] = β1 * kept[0] + (1 - β1) * g) / (kept[1] = β2 * kept[1] + Math.Abs(g) + ε)),
            ("AdaMax's largest does not fade", ["mean", "largest"], (θ, g, kept, t) => θ - α / Correction(β1, t) * (kept[0] = β1 * kept[0] + (1 - β1) * g) / (kept[1] = Math.Max(kept[1], Math.Abs(g) + ε)))),
    ];

    private static IEnumerable<Mutant> OfOthers =>
    [
        .. Altered(new Lion(α, β1, β2), ("Lion swaps its two weights", new Lion(α, β2, β1)), ("Lion decays although nobody asked", new Lion(α, β1, β2, 0.1))),
        .. On(new Lion(α, β1, β2),
            ("Lion takes no sign", ["mean"], (θ, g, kept, _) => θ - α * (β1 * kept[0] + (1 - β1) * g) + 0 * (kept[0] = β2 * kept[0] + (1 - β2) * g)),
            ("Lion takes up the gradient before it takes the sign", ["mean"], (θ, g, kept, _) => θ - α * Math.Sign(β1 * (kept[0] = β2 * kept[0] + (1 - β2) * g) + (1 - β1) * g))),
        .. Altered(new Asgd(α, 0.1), ("averaged descent does not decay", new Asgd(α, 0))),
        .. Altered(new NAdam(α, β1, β2, ε), ("NAdam does not look ahead", new Adam(α, β1, β2, ε))),
        .. Altered(new RAdam(α, β1, β2, ε), ("RAdam is not rectified", new Adam(α, β1, β2, ε))),
    ];

    private static IEnumerable<Mutant> On(IOptimizer right, params (string Name, string[] Kept, Formula Formula)[] mutants) => Altered(right, [.. mutants.Select(m => (m.Name, (IOptimizer)new FormulaOptimizer(m.Name, m.Kept, m.Formula)))]);

    private static IEnumerable<Mutant> Altered(IOptimizer right, params (string Name, IOptimizer Wrong)[] mutants) => Mutant.Of("optimizer",
        NamedCheck<IOptimizer>.Over(Walks.Of(Gen.Constant(right)), (optimizer, c) => StepChecks.FollowsItsSums(optimizer, StepForms.Of(right)!, c.θ, c.Gradients), name: $"{nameof(StepChecks)}.{nameof(StepChecks.FollowsItsSums)} of {right.GetType().Name}"), right, mutants);

    private static (double Mean, double Square) OfMoments(double[] kept, double g) => (kept[0] = β1 * kept[0] + (1 - β1) * g, kept[1] = β2 * kept[1] + (1 - β2) * g * g);

    private static double Correction(double β, long t) => 1 - Math.Pow(β, t);

    /// <summary>What was kept, before something else takes its place.</summary>
    private static double Before(double[] kept, double next)
    {
        double before = kept[0];
        kept[0] = next;
        return before;
    }
}
