using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>What looks at losses only ever lowers the rate, within its bounds, and when it should.</summary>
public class ControllerLaws
{
    private static readonly Gen<double> Factor = Gen.Choose(1, 99).Select(i => i / 100.0), Minimum = Gen.Frequency((1, Gen.Constant(0.0)), (2, Gen.Choose(1, 100).Select(i => i / 100.0)));

    private static readonly Dictionary<string, Gen<RateController>> Controllers = new()
    {
        [nameof(ReduceOnPlateau)] = from γ in Factor
                                    from patience in Gen.Choose(0, 4)
                                    from t in Gen.Elements(0, 1e-4, 0.1)
                                    from absolute in Draw.Coin
                                    from rest in Gen.Choose(0, 3)
                                    from least in Minimum
                                    from change in Gen.Elements(0, 1e-8, 0.05)
                                    select (RateController)new ReduceOnPlateau(γ, patience, t, absolute, rest, least, change),
        [nameof(ReduceOnStandstill)] = from t in RuleDraw.Between(1e-4, 1) from γ in Factor from least in Minimum select (RateController)new ReduceOnStandstill(t, γ, least),
    };

    private static readonly Gen<ImmutableArray<double>> Losses = Gen.Frequency((6, Gen.Choose(-20, 20).Select(i => i / 10.0)), (1, Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300, double.Epsilon))).ListOf().Select(all => all.ToImmutableArray());

    public static TheoryData<string> All => [.. Controllers.Keys];

    private static Gen<(RateController Controller, ImmutableArray<double> Losses)> Cases(string kind) => from controller in Controllers[kind] from losses in Losses select (controller, losses);

    [Fact]
    public void Every_controller_is_drawn() => Assert.Equal(ExportedKinds.Of<RateController>().Select(type => type.Name).Order(StringComparer.Ordinal), Controllers.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(All))]
    public void The_factor_only_ever_falls_by_its_rule_and_not_below_its_minimum(string kind) =>
        Law.Holds(Cases(kind), c => ControllerChecks.OnlyLowers(c.Controller, FactorOf(c.Controller), MinimumOf(c.Controller), c.Losses));

    [Theory, MemberData(nameof(All))]
    public void Losses_that_fall_fast_enough_leave_it_alone(string kind) =>
        Law.Holds(Controllers[kind], controller => ControllerChecks.LeavesAlone(controller, [.. Enumerable.Range(1, 20).Select(i => -2.0 * i * i)]), tests: 30);

    [Fact]
    public void A_plateau_is_reduced_on_after_one_epoch_more_than_the_patience_and_then_after_its_rest() =>
        Law.Holds(Controllers[nameof(ReduceOnPlateau)].Select(controller => ((ReduceOnPlateau)controller).With(minimum: 0, smallestChange: 0)), c =>
            ControllerChecks.ReducesEvery(c, c.Patience + 1, c.Patience + 1 + c.Rest), tests: 60);

    [Fact]
    public void A_standstill_is_reduced_on_from_the_second_epoch_in_every_one() =>
        Law.Holds(Controllers[nameof(ReduceOnStandstill)].Select(controller => ((ReduceOnStandstill)controller).With(minimum: 0)), c => ControllerChecks.ReducesEvery(c, 1, 1), tests: 60);

    private static double FactorOf(RateController controller) => controller switch { ReduceOnPlateau c => c.Factor, ReduceOnStandstill c => c.Factor, _ => double.NaN };

    private static double MinimumOf(RateController controller) => controller switch { ReduceOnPlateau c => c.Minimum, ReduceOnStandstill c => c.Minimum, _ => double.NaN };
}
