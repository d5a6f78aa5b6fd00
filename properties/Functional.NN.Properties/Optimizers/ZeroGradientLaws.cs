using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>A gradient of zeros leaves θ where the formula says.</summary>
public class ZeroGradientLaws
{
    private const string Rolls = "it rolls on by what it remembers";

    private static readonly Scope<IOptimizer> FromTheStart = new(
        RuleDraw.All.Select(kind => KeyValuePair.Create(kind.Key, kind.Value.Select(Variants.Undecayed))).Concat(TransformationDraw.Around(RuleDraw.Any.Select(Variants.Undecayed))).ToDictionary(),
        (nameof(WeightDecay), "the decay is a gradient"), (nameof(DecoupledWeightDecay), "it decays; that has a law of its own"), (nameof(GradientNoise), "the noise is a gradient"), (nameof(MaxNorm), "it shortens what is too long"));

    private static readonly Scope<IOptimizer> Forgetting = new(RuleDraw.All,
        (nameof(Momentum), Rolls), (nameof(MomentumByAddition), Rolls), (nameof(Nesterov), Rolls), (nameof(DampenedMomentum), Rolls), (nameof(Adam), Rolls), (nameof(AdamEpsilonHat), Rolls), (nameof(AdamW), Rolls), (nameof(AmsGrad), Rolls),
        (nameof(AdaMax), Rolls), (nameof(NAdam), Rolls), (nameof(RAdam), Rolls), (nameof(Lion), Rolls), (nameof(Lamb), Rolls));

    private static readonly Scope<IOptimizer> Rolling = new(RuleDraw.Steady,
        RuleDraw.Steady.Keys.Except([nameof(Momentum), nameof(MomentumByAddition), nameof(Nesterov), nameof(DampenedMomentum), nameof(RmsProp)]).Select(kind => (kind, "it has no velocity that shrinks by one factor")));

    private static readonly Scope<IOptimizer> Decaying = new(
        RuleDraw.All.Append(KeyValuePair.Create(nameof(DecoupledWeightDecay), from o in RuleDraw.Any.Select(Variants.Undecayed) from α in RuleDraw.AnyRate from λ in RuleDraw.Decay select (IOptimizer)o.WithDecoupledWeightDecay(α, λ)))
            .Append(KeyValuePair.Create(nameof(WeightDecay), from sgd in RuleDraw.All[nameof(Sgd)] from λ in RuleDraw.Decay select (IOptimizer)sgd.WithWeightDecay(λ))).ToDictionary(),
        RuleDraw.All.Keys.Except([nameof(AdamW), nameof(Lion), nameof(Asgd), nameof(Lamb)]).Select(kind => (kind, "it has no decay")));

    public static TheoryData<string> Staying => FromTheStart.Names;

    public static TheoryData<string> Moving => FromTheStart.Excepted;

    public static TheoryData<string> StayingAfter => Forgetting.Names;

    public static TheoryData<string> RollingOn => Forgetting.Excepted;

    public static TheoryData<string> WithVelocity => Rolling.Names;

    public static TheoryData<string> WithDecay => Decaying.Names;

    [Theory, MemberData(nameof(Staying))]
    public void From_the_start_theta_stays_in_every_bit(string kind) => Law.Holds(Walks.Of(FromTheStart[kind], 1), c => ZeroGradientChecks.StaysFromTheStart(c.Optimizer, c.θ, 5), Walk.Smaller, 30);

    [Theory, MemberData(nameof(Moving))]
    public void But_not_where_something_else_moves_it(string kind) => Assert.True(Law.Fails(Walks.Of(FromTheStart[kind], 1), c => ZeroGradientChecks.StaysFromTheStart(c.Optimizer, c.θ, 5), 30));

    [Theory, MemberData(nameof(StayingAfter))]
    public void What_remembers_no_velocity_stays_after_any_gradients(string kind) =>
        Law.Holds(Walks.WithExtremes(Forgetting[kind].Select(Variants.Undecayed).Where(rule => rule is not RmsProp { Momentum: > 0 })), c => ZeroGradientChecks.StaysAfter(c.Optimizer, c.θ, c.Gradients), Walk.Smaller, 30);

    [Theory, MemberData(nameof(RollingOn))]
    public void What_remembers_one_does_not(string kind) => Assert.True(Law.Fails(Walks.Of(Forgetting[kind].Select(Variants.Undecayed)), c => ZeroGradientChecks.StaysAfter(c.Optimizer, c.θ, c.Gradients), 30));

    [Theory, MemberData(nameof(WithVelocity))]
    public void Momentum_rolls_on_by_a_geometric_sum(string kind) =>
        Law.Holds(Walks.Of(Rolling[kind], 4), c => ZeroGradientChecks.Coasts(c.Optimizer, Variants.Constants(c.Optimizer).Coefficient, c.θ, c.Gradients, 10), Walk.Smaller, 30);

    [Theory, MemberData(nameof(WithDecay))]
    public void What_decays_does_so_by_its_closed_form(string kind) => Law.Holds(Walks.Of(Decaying[kind], 1), c => ZeroGradientChecks.Decays(c.Optimizer, DecayOf(c.Optimizer), c.θ, 20), Walk.Smaller, 30);

    [Fact]
    public void A_decoupled_decay_does_not_enter_the_moments() => Law.Holds(Walks.WithExtremes(RuleDraw.All[nameof(AdamW)]), c =>
    {
        var rule = (AdamW)c.Optimizer;
        ZeroGradientChecks.DecaysBesideItsState(rule, new Adam(rule.LearningRate, rule.Beta1, rule.Beta2, rule.Epsilon), c.θ, c.Gradients);
    }, Walk.Smaller, 40);

    [Fact]
    public void Nor_those_of_Lion() => Law.Holds(Walks.WithExtremes(RuleDraw.All[nameof(Lion)]), c => ZeroGradientChecks.DecaysBesideItsState(((Lion)c.Optimizer).With(weightDecay: 0.2), Variants.Undecayed(c.Optimizer), c.θ, c.Gradients), Walk.Smaller, 40);

    /// <summary>What step t, counted from 0, multiplies θ by.</summary>
    private static Func<int, double> DecayOf(IOptimizer optimizer) => optimizer switch
    {
        AdamW r => t => 1 - r.LearningRate.At(t) * r.WeightDecay,
        Lion r => t => 1 - r.LearningRate.At(t) * r.WeightDecay,
        Asgd r => t => 1 - r.Decay * r.LearningRate.At(t) / Math.Pow(1 + r.Decay * r.LearningRate.At(t) * t, r.Power),
        // λθ is all there is of u, so that it is made as long as θ, whatever λ is.
        Lamb r => t => r.WeightDecay > 0 ? 1 - r.LearningRate.At(t) : 1,
        DecoupledWeightDecay r => t => 1 - r.LearningRate.At(t) * r.Decay,
        WeightDecay { Inner: Sgd sgd } r => t => 1 - sgd.LearningRate.At(t) * r.Decay,
        _ => throw new ArgumentException($"{optimizer} does not decay.", nameof(optimizer)),
    };
}
