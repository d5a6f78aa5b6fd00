using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>The rate is the rate: of 0 nothing moves, and a factor is a factor at every step.</summary>
public class RateLaws
{
    private static readonly Dictionary<string, Gen<IOptimizer>> Everything = RuleDraw.All.Concat(TransformationDraw.Around(RuleDraw.Any.Where(rule => rule is not Rprop))).ToDictionary();

    private static readonly Scope<IOptimizer> Rated = new(Everything, (nameof(Rprop), "it has no rate"));

    private static readonly Scope<IOptimizer> Still = new(Everything, (nameof(Rprop), "it has no rate"), (nameof(MaxNorm), "it shortens what is too long at any rate"));

    private static readonly Scope<IOptimizer> Proportional = new(RuleDraw.All,
        (nameof(Rprop), "it has no rate"), (nameof(Asgd), "its rate falls by itself, the faster the larger it is"));

    public static TheoryData<string> StandingStill => Still.Names;

    public static TheoryData<string> All => Rated.Names;

    public static TheoryData<string> InProportion => Proportional.Names;

    [Theory, MemberData(nameof(StandingStill))]
    public void At_a_rate_of_zero_nothing_moves(string kind) => Law.Holds(Walks.Of(Still[kind], 5), c =>
    {
        var still = (IOptimizer)c.Optimizer.WithRateTimes(0);
        Near.Vector(c.θ, Walks.Fold(still, c.θ, c.Gradients).Parameters, 1e-15, $"{still}");
    }, Walk.Smaller, 20);

    [Theory, MemberData(nameof(All))]
    public void A_factor_of_one_changes_nothing(string kind) => Law.Holds(Rated[kind], optimizer => Assert.Equal(optimizer, optimizer.WithRateTimes(1)), tests: 10);

    // What is remembered has no rate in it, but for velocities that keep it inside; where θ is held, these are twice as long too.
    [Theory, MemberData(nameof(InProportion))]
    public void At_twice_the_rate_every_step_is_twice_as_long(string kind) => Law.Holds(Walks.Of(Proportional[kind], 6), c =>
    {
        var twice = (IOptimizer)c.Optimizer.WithRateTimes(2);
        foreach (var (step, longer) in Walks.Held(c.Optimizer, c.θ, c.Gradients).Zip(Walks.Held(twice, c.θ, c.Gradients)))
            Near.Vector(2 * (step.Parameters - c.θ), longer.Parameters - c.θ, 1e-12, $"{twice}, a step", 1e-14 * (c.θ.Norm + step.Parameters.Norm));
    }, Walk.Smaller, 30);
}
