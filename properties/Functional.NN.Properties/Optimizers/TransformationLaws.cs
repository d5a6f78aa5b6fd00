using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>What stands around an optimizer does what it says and nothing else.</summary>
public class TransformationLaws
{
    public static TheoryData<string> Neutral => [.. NeutralForms.All.Select(form => form.Name)];

    [Fact]
    public void Every_transformation_is_drawn() => Assert.Equal(ExportedKinds.Of<IOptimizer>().Where(ExportedKinds.IsTransformation).Select(type => type.Name).Order(StringComparer.Ordinal), TransformationDraw.All.Keys);

    [Fact]
    public void Every_transformation_has_a_neutral_form() => Assert.Equal(TransformationDraw.All.Keys, NeutralForms.All.Select(form => form.Kind).Distinct().Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Neutral))]
    public void Where_it_is_neutral_it_changes_no_bit(string name)
    {
        var form = NeutralForms.All.First(form => form.Name == name);
        var inner = form.Inner is null ? RuleDraw.Any : Gen.Frequency((2, RuleDraw.Any), (1, TransformationDraw.Any));
        Law.Holds(Walks.WithExtremes(inner, 5).Where(c => !form.WithoutMatrices || c.θ.Layout.All(block => block.Shape.Rank == 1)), c => TransformationChecks.ChangesNoBit(c.Optimizer, form.Around(c.Optimizer), form.Inner, c.θ, c.Gradients), Walk.Smaller, 40);
    }

    [Fact]
    public void Elsewhere_every_one_of_them_changes_something() => Assert.All(TransformationDraw.All.Keys.Except([nameof(Ema), nameof(Swa), nameof(SkipNotFinite)]), kind =>
        Assert.True(Law.Fails(Walks.Of(TransformationDraw.Around(RuleDraw.Any)[kind], 5), c => TransformationChecks.ChangesNoBit(c.Optimizer is ParameterGroups groups ? groups.Rest : ((OptimizerTransformation)c.Optimizer).Inner, c.Optimizer, null, c.θ, c.Gradients)), kind));

    [Fact]
    public void Inside_each_other_they_are_as_pure_and_as_finite() => Law.Holds(Walks.WithExtremes(TransformationDraw.Nested, 5), c =>
    {
        SymmetryChecks.IsPure(c.Optimizer, c.θ, c.Gradients);
        StateChecks.StaysFinite(c.Optimizer, c.θ, c.Gradients);
    }, Walk.Smaller, 150);

    [Fact]
    public void Averages_and_skipping_change_nothing_but_their_own_state() => Law.Holds(Walks.WithExtremes(Gen.OneOf(new[] { nameof(Ema), nameof(Swa), nameof(SkipNotFinite) }.Select(kind => TransformationDraw.All[kind]))),
        c => TransformationChecks.ChangesNoBit(((OptimizerTransformation)c.Optimizer).Inner, c.Optimizer, "inner", c.θ, c.Gradients), Walk.Smaller);

    [Fact]
    public void Clipping_the_norm_never_makes_it_longer_and_keeps_the_direction() => Law.Holds(Around<ClipByGlobalNorm>(new Sgd(1)), c =>
        TransformationChecks.ClipsNorms(c.Optimizer, ((ClipByGlobalNorm)c.Optimizer).Limit, ((ClipByGlobalNorm)c.Optimizer).Epsilon, byBlock: false, c.Gradients[0]), Walk.Smaller);

    [Fact]
    public void Clipping_the_norms_of_blocks_does_so_in_each() => Law.Holds(Around<ClipByNorm>(new Sgd(1)), c =>
        TransformationChecks.ClipsNorms(c.Optimizer, ((ClipByNorm)c.Optimizer).Limit, ((ClipByNorm)c.Optimizer).Epsilon, byBlock: true, c.Gradients[0]), Walk.Smaller);

    [Fact]
    public void Clipping_values_changes_only_what_is_too_large() => Law.Holds(Walks.WithExtremes(TransformationDraw.Around(Gen.Constant<IOptimizer>(new Sgd(1)))[nameof(ClipByValue)], 1), c =>
        TransformationChecks.ClipsValues(c.Optimizer, ((ClipByValue)c.Optimizer).Limit, c.Gradients[0]), Walk.Smaller);

    [Fact]
    public void A_bound_on_norms_shortens_units_and_nothing_else() => Law.Holds(Walks.Of(TransformationDraw.All[nameof(MaxNorm)], 1), c =>
        TransformationChecks.BoundsUnits(c.Optimizer, ((MaxNorm)c.Optimizer).Inner, ((MaxNorm)c.Optimizer).Limit, c.θ, c.Gradients[0]), Walk.Smaller);

    [Fact]
    public void What_is_bounded_already_is_bounded_again_in_no_digit() => Law.Holds(Around<MaxNorm>(new Sgd(0)), c =>
    {
        var once = c.Optimizer.Step(c.θ, c.θ.Zero, c.Optimizer.Start(c.θ)).Parameters;
        Near.Vector(once, c.Optimizer.Step(once, c.θ.Zero, c.Optimizer.Start(c.θ)).Parameters, 1e-15, $"{c.Optimizer}, again");
    }, Walk.Smaller);

    [Fact]
    public void Centralisation_takes_the_mean_of_each_unit_off() => Law.Holds(Around<GradientCentralization>(new Sgd(1)), c => TransformationChecks.TakesTheMeanOff(c.Optimizer, c.Gradients[0]), Walk.Smaller);

    [Fact]
    public void A_coupled_decay_is_a_gradient() => Law.Holds(Walks.WithExtremes(TransformationDraw.All[nameof(WeightDecay)]), c =>
    {
        var decay = (WeightDecay)c.Optimizer;
        TransformationChecks.StepsBy(decay, decay.Inner, (θ, g) => Chosen(decay.Blocks, g + decay.Decay * θ, g), c.θ, c.Gradients);
    }, Walk.Smaller, 60);

    [Fact]
    public void Noise_is_a_gradient_of_the_step_and_the_place_alone() => Law.Holds(Walks.Of(TransformationDraw.Around(RuleDraw.Any)[nameof(GradientNoise)], 5), c =>
    {
        var noise = (GradientNoise)c.Optimizer;
        var drawn = Walks.Held(noise.With(inner: new Sgd(1)), c.θ.Zero, c.Gradients.Select(_ => c.θ.Zero)).Select(at => -at.Parameters).ToList();
        int t = 0;
        TransformationChecks.StepsBy(noise, noise.Inner, (_, g) => g + drawn[t++], c.θ, c.Gradients);
        Assert.Equal(drawn.Count, drawn.Distinct().Count());
        var louder = Walks.Held(noise.With(inner: new Sgd(1), variance: 4 * noise.Variance), c.θ.Zero, c.Gradients.Select(_ => c.θ.Zero)).Select(at => -at.Parameters);
        Assert.All(drawn.Zip(louder), pair => Near.Vector(2 * pair.First, pair.Second, 1e-14, $"{noise}, four times the variance"));
    }, Walk.Smaller, 60);

    [Fact]
    public void A_decoupled_decay_is_beside_the_step() => Law.Holds(Walks.WithExtremes(TransformationDraw.All[nameof(DecoupledWeightDecay)]), c =>
    {
        var decay = (DecoupledWeightDecay)c.Optimizer;
        TransformationChecks.ChangesTheStep(decay, decay.Inner, (t, θ, next) => Chosen(decay.Blocks, next - decay.LearningRate.At(t) * decay.Decay * θ, next), c.θ, c.Gradients);
    }, Walk.Smaller, 60);

    [Fact]
    public void A_factor_makes_the_step_so_many_times_as_long() => Law.Holds(Walks.WithExtremes(TransformationDraw.All[nameof(ScaledStep)]), c =>
    {
        var scaled = (ScaledStep)c.Optimizer;
        TransformationChecks.ChangesTheStep(scaled, scaled.Inner, (_, θ, next) => scaled.Factor == 1 ? next : Chosen(scaled.Blocks, θ + scaled.Factor * (next - θ), next), c.θ, c.Gradients);
    }, Walk.Smaller, 60);

    [Fact]
    public void Accumulated_gradients_count_as_their_mean() => Law.Holds(Walks.Of(TransformationDraw.All[nameof(GradientAccumulation)], 9), c =>
        TransformationChecks.Accumulates(c.Optimizer, ((GradientAccumulation)c.Optimizer).Inner, ((GradientAccumulation)c.Optimizer).Steps, c.θ, c.Gradients), Walk.Smaller, 60);

    [Fact]
    public void Gradients_that_are_not_finite_leave_no_trace_but_a_count() => Law.Holds(Walks.Of(TransformationDraw.All[nameof(SkipNotFinite)]), c =>
    {
        double[] bad = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        var gradients = c.Gradients.Select((g, t) => c.Key.Unit(t) < 0.4 ? g.OfVector(Tensor.Generate(g.Vector.Shape, i => i == c.Key.Below("place", c.θ.Layout.Size) ? bad[t % 3] : g.Vector[i])) : g);
        TransformationChecks.PassesOver(c.Optimizer, ((SkipNotFinite)c.Optimizer).Inner, c.θ, [.. gradients]);
    }, Walk.Smaller, 60);

    [Fact]
    public void A_moving_average_weighs_every_theta_by_a_power_of_beta() => Law.Holds(Walks.Of(TransformationDraw.All[nameof(Ema)]), c =>
    {
        var (β, debiased) = (((Ema)c.Optimizer).Decay, ((Ema)c.Optimizer).Debiased);
        TransformationChecks.Averages(c.Optimizer, walked =>
        {
            int t = walked.Count - 1;
            double[] weights = [.. walked.Select((_, i) => i == 0 ? debiased && t > 0 ? 0 : debiased ? 1 : Math.Pow(β, t) : (1 - β) * Math.Pow(β, t - i))];
            return walked.Select((θ, i) => weights[i] / weights.Sum() * θ).Aggregate((a, b) => a + b);
        }, c.θ, c.Gradients);
    }, Walk.Smaller, 60);

    [Fact]
    public void Stochastic_weight_averaging_is_the_mean_of_every_cth_theta() => Law.Holds(Walks.Of(TransformationDraw.All[nameof(Swa)], 12), c =>
    {
        var swa = (Swa)c.Optimizer;
        TransformationChecks.Averages(swa, walked => walked.Count - 1 <= swa.From ? walked[^1] : Mean(walked.Skip((int)swa.From).Where((_, i) => i % swa.Period == 0)), c.θ, c.Gradients);
    }, Walk.Smaller, 60);

    [Fact]
    public void Averaged_gradient_descent_is_the_mean_from_its_step_on() => Law.Holds(Walks.Of(RuleDraw.All[nameof(Asgd)], 12), c =>
        TransformationChecks.Averages(c.Optimizer, walked => Mean(walked.Skip(Math.Min(walked.Count - 1, (int)((Asgd)c.Optimizer).AverageFrom + 2))), c.θ, c.Gradients), Walk.Smaller, 60);

    [Fact]
    public void Slow_weights_follow_a_part_of_the_way_every_kth_step() => Law.Holds(Walks.Of(TransformationDraw.All[nameof(Lookahead)], 12), c =>
    {
        var lookahead = (Lookahead)c.Optimizer;
        var slow = c.θ;
        TransformationChecks.ChangesTheStep(lookahead, lookahead.Inner, (t, _, next) => (t + 1) % lookahead.Steps != 0 ? next : slow = lookahead.Rate == 1 ? next : slow + lookahead.Rate * (next - slow), c.θ, c.Gradients);
    }, Walk.Smaller, 60);

    [Fact]
    public void Each_group_goes_as_its_optimizer_alone() => Law.Holds(Walks.WithExtremes(TransformationDraw.Around(Gen.OneOf(RuleDraw.Any, TransformationDraw.All[nameof(ClipByGlobalNorm)]))[nameof(ParameterGroups)]), c =>
    {
        var groups = (ParameterGroups)c.Optimizer;
        var group = groups.Groups[0];
        TransformationChecks.MovesGroupsApart(groups, [(group.Optimizer, group.Blocks.Contains), (groups.Rest, block => !group.Blocks.Contains(block))], c.θ, c.Gradients);
    }, Walk.Smaller, 60);

    private static Gen<Walk> Around<TTransformation>(IOptimizer inner) => Walks.Of(TransformationDraw.Around(Gen.Constant(inner))[typeof(TTransformation).Name], 1);

    private static Parameters<double> Mean(IEnumerable<Parameters<double>> all)
    {
        var list = all.ToImmutableArray();
        return list.Skip(1).Aggregate(list[0], (a, b) => a + b) / list.Length;
    }

    /// <summary>The numbers of one vector in the chosen blocks, and of another in the rest.</summary>
    private static Parameters<double> Chosen(BlockSelection blocks, Parameters<double> there, Parameters<double> elsewhere) =>
        elsewhere.OfVector(Tensor.Concat(0, elsewhere.Layout.Select(block => (blocks.Contains(block) ? there : elsewhere)[block.Path].Reshape(-1))));
}
