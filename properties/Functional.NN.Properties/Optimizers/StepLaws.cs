using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>The lengths of steps that papers and textbooks state, by the names of the optimizers they are about.</summary>
public class StepLaws
{
    private static FsCheck.Gen<TRule> Steady<TRule>() where TRule : IOptimizer => RuleDraw.Steady[typeof(TRule).Name].Select(rule => (TRule)Variants.Undecayed(rule));

    private static void OfEach<TRule>(Action<TRule, Parameters<double>> law, int tests = 30) where TRule : IOptimizer =>
        Law.Holds(Walks.Of(Steady<TRule>().Select(rule => (IOptimizer)rule), 1), c => law((TRule)c.Optimizer, c.Gradients[0]), Walk.Smaller, tests);

    /// <summary>α|g|/(|g| + ε).</summary>
    private static Func<double, double> OfFirst(Schedule α, double ε) => g => α.At(0) * g / (g + ε);

    [Fact]
    public void The_first_step_of_Adam_and_its_kin_is_the_rate_times_the_gradient_over_itself_and_epsilon() => Law.Holds(Walks.WithExtremes(
        Gen.OneOf(new[] { nameof(Adam), nameof(AdamW), nameof(AmsGrad), nameof(AdaMax) }.Select(kind => RuleDraw.All[kind])).Select(Variants.Undecayed), 1), c => StepChecks.FirstStepIs(c.Optimizer, c.Optimizer switch
        {
            Adam r => OfFirst(r.LearningRate, r.Epsilon),
            AdamW r => OfFirst(r.LearningRate, r.Epsilon),
            AmsGrad r => OfFirst(r.LearningRate, r.Epsilon),
            AdaMax r => OfFirst(r.LearningRate, r.Epsilon),
            _ => throw new InvalidOperationException(),
        }, c.Gradients[0]), Walk.Smaller);

    [Fact]
    public void On_a_linear_loss_two_steps_of_gradient_descent_are_one_of_twice_the_rate() =>
        Law.Holds(Walks.Of(Steady<Sgd>().Select(rule => (IOptimizer)rule), 1), c => StepChecks.TwoStepsAreOneOfTwiceTheRate(c.Optimizer, new Sgd(2 * Variants.Constants(c.Optimizer).Rate), c.θ, c.Gradients[0]), Walk.Smaller);

    private static readonly Scope<IOptimizer> SameAgain = new(RuleDraw.Steady,
        (nameof(Momentum), Gathers), (nameof(MomentumByAddition), Gathers), (nameof(Nesterov), Gathers), (nameof(DampenedMomentum), Gathers), (nameof(AdaGrad), Gathers), (nameof(AdaGradEpsilonInside), Gathers),
        (nameof(RmsProp), Uncorrected), (nameof(RmsPropEpsilonInside), Uncorrected), (nameof(AdaDelta), Uncorrected), (nameof(AdamEpsilonHat), "its ε is uncorrected"),
        (nameof(NAdam), "its coefficients grow from step to step"), (nameof(RAdam), "its first steps are not rectified"), (nameof(Rprop), "its steps grow by η⁺"));

    private const string Gathers = "it gathers gradients", Uncorrected = "its mean begins at 0";

    public static TheoryData<string> Repeating => SameAgain.Names;

    public static TheoryData<string> NotRepeating => SameAgain.Excepted;

    [Theory, MemberData(nameof(Repeating))]
    public void Under_a_constant_gradient_corrected_moments_make_the_first_step_again_and_again(string kind) =>
        Law.Holds(Walks.Of(SameAgain[kind].Select(Variants.Undecayed), 1), c => StepChecks.EveryStepIsTheFirst(c.Optimizer, c.Gradients[0], 30), Walk.Smaller, 30);

    [Theory, MemberData(nameof(NotRepeating))]
    public void What_corrects_nothing_does_not(string kind) => Assert.True(Law.Fails(Walks.Of(SameAgain[kind], 1), c => StepChecks.EveryStepIsTheFirst(c.Optimizer, c.Gradients[0], 30)));

    [Theory, InlineData(nameof(Momentum)), InlineData(nameof(MomentumByAddition)), InlineData(nameof(Nesterov)), InlineData(nameof(DampenedMomentum))]
    public void Momentum_tends_to_the_rate_over_one_minus_eta_under_a_constant_gradient_and_over_one_plus_eta_under_an_alternating_one(string kind) => Law.Holds(Walks.Of(RuleDraw.Steady[kind], 1), c =>
    {
        var (α, η) = Variants.Constants(c.Optimizer);
        int steps = 30 + (int)(24 / -Math.Log(Math.Max(η, 1e-9)));
        StepChecks.TendsTo(c.Optimizer, g => α * Gain(c.Optimizer, η, 1) * g, c.Gradients[0], alternating: false, steps);
        StepChecks.TendsTo(c.Optimizer, g => α * Gain(c.Optimizer, η, -1) * g, c.Gradients[0], alternating: true, steps);
    }, Walk.Smaller, 20);

    /// <summary>1/(1 − sη) where gradients change by the factor s; with a look ahead, 1 + η times that.</summary>
    private static double Gain(IOptimizer optimizer, double η, int s) => optimizer switch
    {
        Nesterov => 1 + η / (1 - s * η),
        DampenedMomentum { LooksAhead: true } r => 1 + η * (1 - r.Dampening) / (1 - s * η),
        DampenedMomentum r => (1 - r.Dampening) / (1 - s * η),
        _ => 1 / (1 - s * η),
    };

    [Fact]
    public void RmsProp_tends_to_the_rate_against_the_sign_of_the_gradient() => OfEach<RmsProp>((rule, g) =>
    {
        var plain = rule.With(centered: false, momentum: 0);
        int steps = (int)(30 / -Math.Log(rule.Decay));
        StepChecks.TendsTo(plain, x => plain.LearningRate.At(0) * x / (x + plain.Epsilon), g, alternating: false, steps);
        StepChecks.TendsTo(plain, x => plain.LearningRate.At(0) * x / (x + plain.Epsilon), g, alternating: true, steps);
    }, 10);

    [Fact]
    public void Under_an_alternating_gradient_Adam_steps_by_one_minus_beta1_over_one_plus_beta1_of_the_rate() => OfEach<Adam>((rule, g) =>
    {
        int steps = 30 + (int)(24 / -Math.Log(Math.Max(rule.Beta1, 1e-9)));
        if (rule.Beta1 < 0.99) StepChecks.TendsTo(rule, x => rule.LearningRate.At(0) * (1 - rule.Beta1) / (1 + rule.Beta1) * x / (x + rule.Epsilon), g, alternating: true, steps);
    }, 10);

    [Fact]
    public void AdaGrad_slows_down_as_one_over_the_root_of_the_step() => OfEach<AdaGrad>((rule, g) =>
        StepChecks.TendsTo(rule, x => rule.LearningRate.At(0) * x / (Math.Sqrt(rule.InitialSquare + 100 * x * x) + rule.Epsilon), g, alternating: true, 100), 10);

    [Fact]
    public void Every_coordinate_moves_by_the_rate_of_Lion() => OfEach<Lion>((rule, g) => StepChecks.FirstStepIs(rule, x => x == 0 ? 0 : rule.LearningRate.At(0), g));

    // Kingma and Ba 2015, section 2.1: a gradient that was 0 until now makes a step of α(1 − β₁)/√(1 − β₂), but for the corrections.
    [Fact]
    public void After_zeros_alone_Adam_steps_by_one_minus_beta1_over_the_root_of_one_minus_beta2() => OfEach<Adam>((rule, g) =>
    {
        const int t = 40;
        double longest = rule.LearningRate.At(0) * (1 - rule.Beta1) / (1 - Math.Pow(rule.Beta1, t)) / Math.Sqrt((1 - rule.Beta2) / (1 - Math.Pow(rule.Beta2, t)));
        var last = Walks.Held(rule.With(epsilon: 1e-300), g.Zero, [.. Enumerable.Repeat(g.Zero, t - 1), g]).Last().Parameters;
        Near.Vector(g.OfVector(Tensor.Generate(g.Vector.Shape, i => -Math.Sign(g.Vector[i]) * longest)), last, 1e-9, $"{rule}, a step after zeros");
    });

    [Fact]
    public void The_exact_bound_on_steps_of_Adam_is_attained_and_is_above_the_one_of_its_paper()
    {
        const double α = 0.01, β1 = 0.9, β2 = 0.999;
        const int t = 3000;
        var adam = new Adam(α, β1, β2, 0);
        var gradients = StepBounds.Extremal(β1, β2, t).Select(g => Parameters<double>.Of(Tensor.Vector(g))).ToList();
        double length = Math.Abs(Walks.Held(adam, gradients[0].Zero, gradients).Last().Parameters.Vector[0]);
        Near.Number(α * StepBounds.OfMoments(β1, β2, t), length, 1e-12, "the longest step");
        Assert.True(length > 2 * α * (1 - β1) / Math.Sqrt(1 - β2), FormattableString.Invariant($"the paper's bound is {α * (1 - β1) / Math.Sqrt(1 - β2):R}, the step {length:R}"));
    }

    [Fact]
    public void Rprop_goes_by_its_three_cases() => Law.Holds(Walks.WithExtremes(RuleDraw.All[nameof(Rprop)], 12), c => RpropChecks.GoesByItsCases(c.Optimizer, (Rprop)c.Optimizer, c.θ, c.Gradients), Walk.Smaller);

    [Fact]
    public void Every_block_is_moved_by_its_own_norm_times_the_rate_of_Lamb() => Law.Holds(Walks.Of(RuleDraw.All[nameof(Lamb)], 6), c => LambChecks.StepsByTheNormOfTheBlock(c.Optimizer, (Lamb)c.Optimizer, c.θ, c.Gradients), Walk.Smaller, 60);
}
