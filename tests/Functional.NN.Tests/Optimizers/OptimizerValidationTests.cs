namespace Functional.NN.Tests.Optimizers;

public sealed class OptimizerValidationTests
{
    /// <summary>A constructor or a <c>with</c> that must refuse, and the sentence it must say.</summary>
    public static TheoryData<string, Func<object>> Refused => new()
    {
        { "Constant: a learning rate must be a finite number that is not negative, got -0.5.", () => new Sgd(-0.5) },
        { "Constant: a learning rate must be a finite number that is not negative, got NaN.", () => new Adam(double.NaN) },
        { "Constant: a learning rate must be a finite number that is not negative, got Infinity.", () => new Momentum(double.PositiveInfinity) },
        { "LinearDecay: a learning rate must be a finite number that is not negative, got -1.", () => new LinearDecay(1, 10, -1) },
        { "LinearDecay: the number of steps must be positive, got 0.", () => new LinearDecay(1, 0) },
        { "Momentum: a decay or momentum coefficient must be from 0 to below 1, got 1.", () => new Momentum(0.1, 1) },
        { "Nesterov: a decay or momentum coefficient must be from 0 to below 1, got 1.5.", () => new Nesterov(0.1, 1.5) },
        { "RmsProp: a decay or momentum coefficient must be from 0 to below 1, got NaN.", () => new RmsProp(0.1, double.NaN) },
        { "RmsProp: epsilon must be a finite number that is not negative, got -1.", () => new RmsProp(0.1, Epsilon: -1) },
        { "AdaGrad: epsilon must be a finite number that is not negative, got NaN.", () => new AdaGrad(0.1, double.NaN) },
        { "Adam: a decay or momentum coefficient must be from 0 to below 1, got 1.5.", () => new Adam(0.1, 1.5) },
        { "Adam: a decay or momentum coefficient must be from 0 to below 1, got 1.", () => new Adam(0.1) with { Beta2 = 1 } },
        { "Adam: epsilon must be a finite number that is not negative, got Infinity.", () => new Adam(0.1, Epsilon: double.PositiveInfinity) },
        { "AdamW: a decay or momentum coefficient must be from 0 to below 1, got 1.5.", () => new AdamW(0.1, Beta1: 1.5) },
        { "AdamW: a decay or momentum coefficient must be from 0 to below 1, got NaN.", () => new AdamW(0.1, Beta2: double.NaN) },
        { "AdamW: a decay or momentum coefficient must be from 0 to below 1, got -1.", () => new AdamW(0.1) with { Beta1 = -1 } },
        { "AdamW: epsilon must be a finite number that is not negative, got -1E-08.", () => new AdamW(0.1, Epsilon: -1e-8) },
        { "AdamW: the weight decay must be a finite number that is not negative, got -0.01.", () => new AdamW(0.1, -0.01) },
        { "MomentumByAddition: a decay or momentum coefficient must be from 0 to below 1, got 1.", () => new MomentumByAddition(0.1, 1) },
        { "DampenedMomentum: the dampening must be from 0 to 1, got 1.5.", () => new DampenedMomentum(0.1, Dampening: 1.5) },
        { "AdaGrad: the initial square must be a finite number that is not negative, got -1.", () => new AdaGrad(0.1, InitialSquare: -1) },
        { "AdaGradEpsilonInside: epsilon must be a finite number that is not negative, got -1.", () => new AdaGradEpsilonInside(0.1, -1) },
        { "RmsProp: a decay or momentum coefficient must be from 0 to below 1, got 1.", () => new RmsProp(0.1, Momentum: 1) },
        { "RmsPropEpsilonInside: a decay or momentum coefficient must be from 0 to below 1, got -1.", () => new RmsPropEpsilonInside(0.1, -1) },
        { "AdaDelta: epsilon must be a finite number that is not negative, got NaN.", () => new AdaDelta(Epsilon: double.NaN) },
        { "AdamEpsilonHat: epsilon must be a finite number that is not negative, got -1.", () => new AdamEpsilonHat(0.1, EpsilonHat: -1) },
        { "AmsGrad: a decay or momentum coefficient must be from 0 to below 1, got 1.", () => new AmsGrad(0.1, Beta2: 1) },
        { "AdaMax: a decay or momentum coefficient must be from 0 to below 1, got 1.", () => new AdaMax(Beta1: 1) },
        { "NAdam: the decay of the momentum must be a finite number that is not negative, got -0.5.", () => new NAdam(MomentumDecay: -0.5) },
        { "RAdam: epsilon must be a finite number that is not negative, got -1.", () => new RAdam(0.1, Epsilon: -1) },
        { "Lion: the weight decay must be a finite number that is not negative, got -1.", () => new Lion(WeightDecay: -1) },
        { "Rprop: eta minus must be from 0 to 1, got 1.5.", () => new Rprop(EtaMinus: 1.5) },
        { "Rprop: eta plus must be a finite number from 1 on, got 0.5.", () => new Rprop(EtaPlus: 0.5) },
        { "Asgd: the power must be a finite number that is not negative, got -1.", () => new Asgd(Power: -1) },
        { "Lamb: the weight decay must be a finite number that is not negative, got -1.", () => new Lamb(0.1, -1) },
        { "ClipByValue: the limit must be a positive number, got 0.", () => new Sgd(0.1).ClippedByValue(0) },
        { "ClipByNorm: the limit must be a positive number, got NaN.", () => new Sgd(0.1).ClippedByNorm(double.NaN) },
        { "ClipByGlobalNorm: epsilon must be a finite number that is not negative, got -1.", () => new Sgd(0.1).ClippedByGlobalNorm(1, -1) },
        { "WeightDecay: the weight decay must be a finite number that is not negative, got -0.5.", () => new Sgd(0.1).WithWeightDecay(-0.5) },
        { "DecoupledWeightDecay: the weight decay must be a finite number that is not negative, got Infinity.", () => new Sgd(0.1).WithDecoupledWeightDecay(0.1, double.PositiveInfinity) },
        { "ScaledStep: the factor must be a finite number that is not negative, got -1.", () => new Sgd(0.1).WithRateFactor(-1) },
        { "GradientNoise: the variance must be a finite number that is not negative, got -1.", () => new Sgd(0.1).WithGradientNoise(-1) },
        { "GradientNoise: the seed must be a whole number from 0 on, got -1.", () => new Sgd(0.1).WithGradientNoise(seed: -1) },
        { "GradientAccumulation: the number of steps must be a whole number from 1 on, got 0.", () => new Sgd(0.1).Accumulated(0) },
        { "Ema: a decay or momentum coefficient must be from 0 to below 1, got 1.", () => new Sgd(0.1).WithEma(1) },
        { "Swa: the step to average from must be a whole number from 0 on, got -1.", () => new Sgd(0.1).WithSwa(-1) },
        { "Swa: the period must be a whole number from 1 on, got 0.", () => new Sgd(0.1).WithSwa(0, 0) },
        { "Lookahead: the rate must be from 0 to 1, got 2.", () => new Sgd(0.1).WithLookahead(5, 2) },
        { "Sam: rho must be a finite number that is not negative, got -0.5.", () => new Sgd(0.1).SharpnessAware(-0.5) },
    };

    [Theory, MemberData(nameof(Refused))]
    public void A_constant_out_of_its_range_is_refused_when_it_is_given(string sentence, Func<object> make) =>
        Assert.Equal(sentence, Cultures.Under("de-DE", () => Assert.Throws<NNException>(() => make()).Message));

    [Fact]
    public void A_negative_zero_is_the_zero_it_equals()
    {
        foreach (double zero in new[] { new Adam(-0.0, -0.0, -0.0, -0.0).Beta1, new AdamW(0.1, -0.0).WeightDecay, new Constant(-0.0).Value, new AdaGrad(0.1, -0.0).Epsilon })
            Assert.False(double.IsNegative(zero));
    }

    [Fact]
    public void Optimizers_are_equal_by_their_constants()
    {
        Assert.Equal(new Adam(0.1), new Adam(0.1));
        Assert.NotEqual(new Adam(0.1), new Adam(0.1, 0.8));
        Assert.NotEqual(new Sgd(0.1), new Sgd(new LinearDecay(0.1, 10)));
    }

    [Fact]
    public void Optimizers_print_the_same_under_every_culture() =>
        Assert.Equal("AdamW(0.001, 0.01, 0.9, 0.999, 1E-08) Momentum(LinearDecay(0.5, 10, 0.005), 0.9)",
            Cultures.Under("de-DE", () => $"{new AdamW(0.001)} {new Momentum(new LinearDecay(0.5, 10))}"));

    [Fact]
    public void The_state_of_another_optimizer_is_refused_with_a_hint()
    {
        var θ = OptimizerCases.Vector(1, 2);
        var refused = Assert.Throws<NNException>(() => new Adam(0.1).Step(θ, θ, new Momentum(0.1).Start(θ)));
        Assert.Equal("OptimizerState: there is no vector \"mean\"; there are velocity. Was the state made by another optimizer?", refused.Message);
    }

    [Fact]
    public void A_linear_decay_goes_along_its_line_and_stays()
    {
        var schedule = new LinearDecay(1, 10, 0.2);
        Assert.Equal([1, 0.6, 0.2, 0.2], new[] { schedule.At(0), schedule.At(5), schedule.At(10), schedule.At(99) });
        Assert.Equal(0.01, new LinearDecay(1, 10).Final);
    }
}
