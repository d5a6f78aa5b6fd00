using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Every optimizer that is no transformation, by the name of its class, with random constants.</summary>
internal static class RuleDraw
{
    /// <summary>Ten to a power that is drawn evenly.</summary>
    public static Gen<double> Between(double low, double high) => Gen.Choose(0, 1000).Select(i => low * Math.Pow(high / low, i / 1000.0));

    /// <summary>The usual coefficients, 0, and others below 1.</summary>
    public static Gen<double> Beta { get; } = Gen.Frequency((1, Gen.Elements(0, 0.5, 0.9, 0.99, 0.999)), (1, Gen.Choose(0, 990).Select(i => i / 1000.0)));

    public static Gen<double> Epsilon { get; } = Between(1e-12, 1e-2);

    public static Gen<double> Rate { get; } = Between(1e-4, 0.5);

    public static Gen<double> Decay { get; } = Between(1e-4, 0.5);

    private static readonly Gen<double> Fraction = Gen.Choose(0, 10).Select(i => i / 10.0), Coefficient = Gen.Choose(0, 95).Select(i => i / 100.0);

    /// <summary>Constant, falling and warming rates.</summary>
    public static Gen<Schedule> AnyRate { get; } = from rate in Rate
                                                   from form in Gen.Choose(0, 5)
                                                   select form switch { 0 => new LinearDecay(rate, 6), 1 => new WarmUp(3, new Constant(rate), rate / 10), _ => (Schedule)new Constant(rate) };

    private static readonly Gen<Schedule> AnyCoefficient = from η in Coefficient
                                                           from falls in Gen.Choose(0, 3)
                                                           select falls == 0 ? new LinearDecay(η, 5, η / 2) : (Schedule)new Constant(η);

    /// <summary>With rates and coefficients of momentum that may change from step to step.</summary>
    public static ImmutableSortedDictionary<string, Gen<IOptimizer>> All { get; } = Table(AnyRate, AnyCoefficient);

    /// <summary>With constant ones.</summary>
    public static ImmutableSortedDictionary<string, Gen<IOptimizer>> Steady { get; } = Table(Rate.Select(α => (Schedule)new Constant(α)), Coefficient.Select(η => (Schedule)new Constant(η)));

    public static Gen<IOptimizer> Any { get; } = Gen.Elements(All.Values.AsEnumerable()).SelectMany(rule => rule);

    private static Gen<IOptimizer> OfMomentum(Gen<Schedule> rate, Gen<Schedule> coefficient, Func<Schedule, Schedule, IOptimizer> make) => from α in rate
                                                                                                                                           from η in coefficient
                                                                                                                                           select make(α, η);

    /// <summary>α, a decay of at least a half, and ε.</summary>
    private static Gen<IOptimizer> OfScale(Gen<Schedule> rate, Func<Schedule, double, double, IOptimizer> make) => from α in rate
                                                                                                                   from ρ in Gen.Choose(500, 990)
                                                                                                                   from δ in Epsilon
                                                                                                                   select make(α, ρ / 1000.0, δ);

    /// <summary>α, β₁, β₂ and ε.</summary>
    private static Gen<IOptimizer> OfAdam(Gen<Schedule> rate, Func<Schedule, double, double, double, IOptimizer> make) => from α in rate
                                                                                                                          from β1 in Beta
                                                                                                                          from β2 in Beta
                                                                                                                          from ε in Epsilon
                                                                                                                          select make(α, β1, β2, ε);

    private static ImmutableSortedDictionary<string, Gen<IOptimizer>> Table(Gen<Schedule> rate, Gen<Schedule> coefficient) => new Dictionary<string, Gen<IOptimizer>>
    {
        [nameof(Sgd)] = rate.Select(α => (IOptimizer)new Sgd(α)),
        [nameof(Momentum)] = OfMomentum(rate, coefficient, (α, η) => new Momentum(α, η)),
        [nameof(MomentumByAddition)] = OfMomentum(rate, coefficient, (ε, α) => new MomentumByAddition(ε, α)),
        [nameof(Nesterov)] = OfMomentum(rate, coefficient, (α, η) => new Nesterov(α, η)),
        [nameof(DampenedMomentum)] = from τ in Fraction from ahead in Draw.Coin from rule in OfMomentum(rate, coefficient, (α, μ) => new DampenedMomentum(α, μ, τ, ahead)) select rule,
        [nameof(AdaGrad)] = from r in Gen.Elements(0, 0.1) from rule in OfScale(rate, (α, _, ε) => new AdaGrad(α, ε, r)) select rule,
        [nameof(AdaGradEpsilonInside)] = OfScale(rate, (α, _, ε) => new AdaGradEpsilonInside(α, ε)),
        [nameof(RmsProp)] = from centred in Draw.Coin from μ in Gen.Elements(0, 0.8) from rule in OfScale(rate, (α, ρ, δ) => new RmsProp(α, ρ, δ, centred, μ)) select rule,
        [nameof(RmsPropEpsilonInside)] = OfScale(rate, (α, ρ, δ) => new RmsPropEpsilonInside(α, ρ, δ)),
        [nameof(AdaDelta)] = OfScale(rate, (α, ρ, ε) => new AdaDelta(α, ρ, ε)),
        [nameof(Adam)] = OfAdam(rate, (α, β1, β2, ε) => new Adam(α, β1, β2, ε)),
        [nameof(AdamEpsilonHat)] = OfAdam(rate, (α, β1, β2, ε) => new AdamEpsilonHat(α, β1, β2, ε)),
        [nameof(AdamW)] = from λ in Decay from rule in OfAdam(rate, (α, β1, β2, ε) => new AdamW(α, λ, β1, β2, ε)) select rule,
        [nameof(AmsGrad)] = OfAdam(rate, (α, β1, β2, ε) => new AmsGrad(α, β1, β2, ε)),
        [nameof(AdaMax)] = OfAdam(rate, (α, β1, β2, ε) => new AdaMax(α, β1, β2, ε)),
        [nameof(NAdam)] = OfAdam(rate, (α, β1, β2, ε) => new NAdam(α, β1, β2, ε)),
        [nameof(RAdam)] = OfAdam(rate, (α, β1, β2, ε) => new RAdam(α, β1, β2, ε)),
        [nameof(Lion)] = from λ in Gen.Elements(0, 0.1) from rule in OfAdam(rate, (α, β1, β2, _) => new Lion(α, β1, β2, λ)) select rule,
        [nameof(Rprop)] = from Δ in Between(1e-4, 1) from least in Between(1e-6, 1e-3) from most in Between(0.1, 10) from up in Gen.Choose(100, 200) from down in Gen.Choose(10, 100) select (IOptimizer)new Rprop(Δ, down / 100.0, up / 100.0, least, most),
        [nameof(Asgd)] = from α in rate from λ in Decay from κ in Fraction from t0 in Gen.Choose(0, 5) select (IOptimizer)new Asgd(α, λ, κ, t0),
        [nameof(Lamb)] = from λ in Gen.Elements(0, 0.1) from rule in OfAdam(rate, (α, β1, β2, ε) => new Lamb(α, λ, β1, β2, ε)) select rule,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
