using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Every optimizer, with random constants, steps as its paper says.</summary>
public class RuleLaws
{
    private static readonly Scope<IOptimizer> Forms = new(RuleDraw.All,
        (nameof(Rprop), "its step sizes are a machine of three cases and no sum; its own law states them"),
        (nameof(Lamb), "its step depends on a norm over the block; its own law states it"));

    private static readonly Scope<IOptimizer> Bounds = new(RuleDraw.All,
        (nameof(Sgd), Grows), (nameof(Momentum), Grows), (nameof(MomentumByAddition), Grows), (nameof(Nesterov), Grows), (nameof(DampenedMomentum), Grows), (nameof(Asgd), Grows),
        (nameof(AdaDelta), "its steps are as long as those before, which may have grown"), (nameof(RAdam), "its first steps are momentum's"), (nameof(Lamb), "its steps are as long as θ; its own law states it"));

    private const string Grows = "its steps are as long as the gradient";

    public static TheoryData<string> WithForm => Forms.Names;

    public static TheoryData<string> Bounded => Bounds.Names;

    [Fact]
    public void Every_optimizer_is_drawn() => Assert.Equal(ExportedKinds.Of<IOptimizer>().Where(type => !ExportedKinds.IsTransformation(type)).Select(type => type.Name).Order(StringComparer.Ordinal), RuleDraw.All.Keys);

    [Theory, MemberData(nameof(WithForm))]
    public void After_any_gradients_it_is_where_the_sums_over_them_put_it(string kind) =>
        Law.Holds(Walks.WithExtremes(Forms[kind], 10), c => StepChecks.FollowsItsSums(c.Optimizer, StepForms.Of(c.Optimizer)!, c.θ, c.Gradients), Walk.Smaller, 40);

    [Theory, MemberData(nameof(WithForm))]
    public void Under_a_constant_gradient_it_follows_the_same_sums(string kind) => Law.Holds(Walks.Of(Forms[kind], 1), c => StepChecks.FollowsItsSums(c.Optimizer, StepForms.Of(c.Optimizer)!, c.θ, [.. Enumerable.Repeat(c.Gradients[0], 15)]), Walk.Smaller, 20);

    [Theory, MemberData(nameof(WithForm))]
    public void So_it_does_under_an_alternating_one(string kind) =>
        Law.Holds(Walks.Of(Forms[kind], 1), c => StepChecks.FollowsItsSums(c.Optimizer, StepForms.Of(c.Optimizer)!, c.θ, [.. Enumerable.Range(0, 15).Select(i => i % 2 == 0 ? c.Gradients[0] : -c.Gradients[0])]), Walk.Smaller, 20);

    [Theory, MemberData(nameof(WithForm))]
    public void When_gradients_cease_it_rolls_on_by_the_same_sums(string kind) =>
        Law.Holds(Walks.Of(Forms[kind], 4), c => StepChecks.FollowsItsSums(c.Optimizer, StepForms.Of(c.Optimizer)!, c.θ, [.. c.Gradients, .. Enumerable.Repeat(c.θ.Zero, 8)]), Walk.Smaller, 20);

    [Theory, MemberData(nameof(Bounded))]
    public void No_step_is_longer_than_its_bound(string kind) => Law.Holds(
        Walks.WithExtremes(Bounds[kind].Select(Variants.Undecayed).Where(rule => StepBounds.Of(rule) is not null), 12), c => StepChecks.NoStepIsLongerThan(c.Optimizer, StepBounds.Of(c.Optimizer)!, c.Gradients), Walk.Smaller, 60);
}
