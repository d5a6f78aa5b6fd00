using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Every schedule, by the name of its class, with random constants.</summary>
internal static class ScheduleDraw
{
    private static readonly Gen<double> Rate = Gen.Frequency((9, RuleDraw.Between(1e-6, 10)), (1, Gen.Constant(0.0))), Factor = Gen.Choose(1, 100).Select(i => i / 100.0), Power = RuleDraw.Between(0.1, 4);

    private static readonly Gen<long> Steps = Gen.Frequency((3, Gen.Choose(1, 50)), (1, Gen.Choose(51, 100000))).Select(i => (long)i);

    private static readonly Gen<ImmutableArray<long>> Places = Gen.Choose(1, 400).ListOf().Select(all => all.Take(5).Select(i => (long)i).Distinct().Order().ToImmutableArray());

    /// <summary>Those made of no others.</summary>
    private static readonly Dictionary<string, Gen<Schedule>> Simple = new()
    {
        [nameof(Constant)] = Rate.Select(rate => (Schedule)new Constant(rate)),
        [nameof(LinearDecay)] = from a in Rate from τ in Steps from b in Rate select (Schedule)new LinearDecay(a, τ, b),
        [nameof(PolynomialDecay)] = from a in Rate from τ in Steps from p in Power from b in Rate select (Schedule)new PolynomialDecay(a, τ, p, b),
        [nameof(CosineDecay)] = from a in Rate from τ in Steps from b in Rate from periodic in Draw.Coin select (Schedule)new CosineDecay(a, τ, b, periodic),
        [nameof(CosineRestarts)] = from a in Rate from τ in Steps from m in Gen.Choose(1, 4) from b in Rate select (Schedule)new CosineRestarts(a, τ, m, b),
        [nameof(Cyclic)] = from a in Rate from b in Rate from up in Steps from down in Steps from c in Factor from γ in Gen.Elements(1, 0.999, 0.5) select (Schedule)new Cyclic(a, b, up, down, c, γ),
        [nameof(ExponentialDecay)] = from a in Rate from γ in Factor select (Schedule)new ExponentialDecay(a, γ),
        [nameof(StepDecay)] = from a in Rate from s in Steps from γ in Factor select (Schedule)new StepDecay(a, s, γ),
        [nameof(MultiStepDecay)] = from a in Rate from places in Places from γ in Factor select (Schedule)new MultiStepDecay(a, places, γ),
        [nameof(InverseTimeDecay)] = from a in Rate from λ in RuleDraw.Between(1e-3, 10) from s in Steps from stairs in Draw.Coin select (Schedule)new InverseTimeDecay(a, λ, s, stairs),
        [nameof(PowerDecay)] = from a in Rate from p in Power select (Schedule)new PowerDecay(a, p),
        [nameof(Piecewise)] = from a in Rate from places in Places from rates in Rate.ArrayOf(5) select (Schedule)new Piecewise(a, places.Zip(rates, (step, rate) => new RateFrom(step, rate))),
        [nameof(OneCycle)] = from a in Rate from k in Steps from p in Gen.Choose(0, 10) from d in RuleDraw.Between(0.5, 50) from f in RuleDraw.Between(0.5, 1e4) from how in Gen.Elements(Enum.GetValues<Annealing>()) select (Schedule)new OneCycle(a, k, p / 10.0, d, f, how),
    };

    private static readonly Gen<Schedule> AnySimple = Gen.OneOf(Simple.Values);

    public static ImmutableSortedDictionary<string, Gen<Schedule>> All { get; } = new Dictionary<string, Gen<Schedule>>(Simple)
    {
        [nameof(Multiple)] = from a in AnySimple from f in Rate select (Schedule)new Multiple(a, f),
        [nameof(Joined)] = from a in AnySimple from s in Steps from b in AnySimple select (Schedule)new Joined(a, s, b),
        [nameof(WarmUp)] = from s in Steps from b in AnySimple from a in Rate select (Schedule)new WarmUp(s, b, a),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
