using Functional.NN.Tests.Images;
using static Functional.NN.Tests.Optimizers.OptimizerCases;

namespace Functional.NN.Tests.Optimizers;

/// <summary>The forms in which textbooks, papers and libraries write the optimizers, told apart by closed forms.</summary>
public sealed class OptimizerFormTests
{
    private static readonly Parameters<double> Start = Vector(1, -2, 0.5), G = Vector(0.3, -0.7, 2);

    private static Updated<double> Walk(IOptimizer optimizer, int steps) => OptimizerCases.Walk(optimizer, Start, steps, _ => G);

    private static void Near(Parameters<double> expected, Parameters<double> got, double relative = 1e-12) => Numbers.Near(expected.Vector, got.Vector, relative, 1e-14);

    [Fact]
    public void Momentum_by_addition_walks_the_same_path_with_the_velocity_turned_round()
    {
        var (added, subtracted) = (OptimizerCases.Walk(new MomentumByAddition(0.1, 0.8), Start, 15, θ => θ * G), OptimizerCases.Walk(new Momentum(0.1, 0.8), Start, 15, θ => θ * G));
        Assert.Equal(subtracted.Parameters, added.Parameters);
        Assert.Equal(-subtracted.State["velocity"], added.State["velocity"]);
    }

    [Fact]
    public void A_coefficient_that_is_a_schedule_gives_each_step_its_own()
    {
        // ηₖ = 0.8, 0.6, 0.4: v₁ = αg, v₂ = (1 + 0.6)αg, v₃ = (1 + 0.4·1.6)αg.
        var coefficient = new LinearDecay(0.8, 4, 0);
        Near(Start - 0.1 * (1 + 1.6 + 1.64) * G, Walk(new Momentum(0.1, coefficient), 3).Parameters);
        Near(Start - 0.1 * (1 + 1.6 + 1.64) * G, Walk(new DampenedMomentum(0.1, coefficient), 3).Parameters);
    }

    [Fact]
    public void A_schedule_that_leaves_the_range_of_a_coefficient_is_refused_when_it_does()
    {
        var optimizer = new Momentum(0.1, new LinearDecay(0.5, 1, 2));
        Assert.Equal("Momentum: a decay or momentum coefficient must be from 0 to below 1, got 2.", Assert.Throws<NNException>(() => Walk(optimizer, 2)).Message);
    }

    // b = g(μᵗ⁻¹ + (1 − τ)(1 + μ + … + μᵗ⁻²)).
    [Theory, InlineData(1), InlineData(2), InlineData(9)]
    public void Dampening_spares_the_first_gradient(int t)
    {
        const double μ = 0.9, τ = 0.4;
        Near((Math.Pow(μ, t - 1) + (1 - τ) * (1 - Math.Pow(μ, t - 1)) / (1 - μ)) * G, Walk(new DampenedMomentum(0.1, μ, τ), t).State["buffer"], 1e-11);
    }

    [Fact]
    public void At_a_constant_rate_momentum_outside_the_rate_is_momentum_inside_it()
    {
        Near(Walk(new Momentum(0.1, 0.8), 20).Parameters, Walk(new DampenedMomentum(0.1, 0.8), 20).Parameters, 1e-11);
        Near(Walk(new Nesterov(0.1, 0.8), 20).Parameters, Walk(new DampenedMomentum(0.1, 0.8, LooksAhead: true), 20).Parameters, 1e-11);
    }

    // With αₖ = 1, 0: inside, the velocity lives on; outside, nothing moves.
    [Fact]
    public void At_a_rate_that_falls_they_differ()
    {
        var falling = new LinearDecay(1, 1, 0);
        Near(Start - 1.9 * G, Walk(new Momentum(falling, 0.9), 2).Parameters);
        Near(Start - G, Walk(new DampenedMomentum(falling, 0.9), 2).Parameters);
    }

    [Fact]
    public void Epsilon_is_inside_the_root_where_the_name_says_so()
    {
        const double α = 0.1, ε = 0.5;
        double g = 0.3;
        Assert.Equal(1 - α * g / Math.Sqrt(g * g + ε), Walk(new AdaGradEpsilonInside(α, ε), 1).Parameters.Vector[0], 1e-15);
        Assert.Equal(1 - α * g / Math.Sqrt(0.1 * g * g + ε), Walk(new RmsPropEpsilonInside(α, 0.9, ε), 1).Parameters.Vector[0], 1e-15);
        Assert.Equal(1 - α * g * Math.Sqrt(ε) / Math.Sqrt(0.1 * g * g + ε), Walk(new AdaDelta(α, 0.9, ε), 1).Parameters.Vector[0], 1e-15);
    }

    [Fact]
    public void AdaGrad_begins_with_its_accumulator_and_its_rate_falls()
    {
        Near(Start - 0.1 * G / (G * G + 0.25).Sqrt(), Walk(new AdaGrad(0.1, 0, InitialSquare: 0.25), 1).Parameters);
        double sum = Enumerable.Range(1, 9).Sum(t => 1 / (1 + 0.5 * (t - 1)) / Math.Sqrt(t));
        Near(Start - 0.1 * sum * Vector(1, -1, 1), Walk(new AdaGrad(new InverseTimeDecay(0.1, 0.5), 0), 9).Parameters);
    }

    // r − μ̄² = (1 − ρᵗ)ρᵗg².
    [Fact]
    public void Centred_RmsProp_divides_by_the_root_of_a_variance()
    {
        const double ρ = 0.9;
        double sum = Enumerable.Range(1, 6).Sum(t => 1 / Math.Sqrt((1 - Math.Pow(ρ, t)) * Math.Pow(ρ, t)));
        Near(Start - 0.01 * sum * Vector(1, -1, 1), Walk(new RmsProp(0.01, ρ, 0, Centered: true), 6).Parameters, 1e-9);
    }

    [Fact]
    public void A_variance_that_rounds_below_zero_counts_as_zero()
    {
        // After many steps r and μ̄² are the same but for rounding.
        var (θ, _) = OptimizerCases.Walk(new RmsProp(1e-9, 0.5, 1, Centered: true), Start, 200, _ => Vector(0.1, 0.3, 0.7));
        Assert.True(θ.IsFinite);
    }

    [Fact]
    public void RmsProp_with_momentum_keeps_a_velocity_of_scaled_gradients()
    {
        const double ρ = 0.9, μ = 0.5;
        double b1 = 1 / Math.Sqrt(1 - ρ), b2 = μ * b1 + 1 / Math.Sqrt(1 - ρ * ρ);
        Near(Start - 0.01 * (b1 + b2) * Vector(1, -1, 1), Walk(new RmsProp(0.01, ρ, 0, Momentum: μ), 2).Parameters);
    }

    /// <summary>A step of RMSProp as some lecture notes print it.</summary>
    private static Parameters<double> Slip(Parameters<double> θ, Parameters<double> g, Func<Parameters<double>, Parameters<double>, Parameters<double>> step) => θ - 0.01 * step(g, 0.1 * g * g);

    [Fact]
    public void Without_the_root_a_gradient_ten_times_smaller_makes_a_step_ten_times_larger()
    {
        Parameters<double> WithoutRoot(Parameters<double> g) => Start - Slip(Start, g, (g, r) => g / r);
        Near(10.0 * WithoutRoot(G), WithoutRoot(0.1 * G));
        Parameters<double> Right(Parameters<double> g) => Start - OptimizerCases.Walk(new RmsProp(0.01, 0.9, 0), Start, 1, _ => g).Parameters;
        Near(Right(G), Right(0.1 * G));
    }

    [Fact]
    public void Without_the_gradient_everything_falls_whatever_its_sign()
    {
        var slip = Slip(Start, G, (_, r) => r.Filled(1) / r.Sqrt()) - Start;
        Assert.All(slip.Vector.ToArray(), step => Assert.True(step < 0));
        var right = OptimizerCases.Walk(new RmsProp(0.01), Start, 1, _ => G).Parameters - Start;
        foreach (var (step, g) in right.Vector.ToArray().Zip(G.Vector.ToArray())) Assert.Equal(-Math.Sign(g), Math.Sign(step));
    }

    [Fact]
    public void Epsilon_hat_stands_before_the_correction()
    {
        const double ε = 0.01;
        for (int t = 1; t < 6; t++)
        {
            var before = Walk(new AdamEpsilonHat(0.1, EpsilonHat: ε), t - 1);
            var adam = new Adam(0.1, Epsilon: ε / Math.Sqrt(1 - Math.Pow(0.999, t)));
            Near(adam.Step(before.Parameters, G, before.State).Parameters, new AdamEpsilonHat(0.1, EpsilonHat: ε).Step(before.Parameters, G, before.State).Parameters);
        }
        Assert.True((Walk(new Adam(0.1, Epsilon: ε), 3).Parameters - Walk(new AdamEpsilonHat(0.1, EpsilonHat: ε), 3).Parameters).Norm > 1e-3);
    }

    [Fact]
    public void AmsGrad_does_not_forget_a_large_gradient()
    {
        Updated<double> After(IOptimizer optimizer)
        {
            var large = optimizer.Step(Start, 100.0 * G, optimizer.Start(Start));
            return OptimizerCases.Walk(new Continuing(optimizer, large.State), large.Parameters, 60, _ => G);
        }
        var (adam, ams) = (After(new Adam(0.1, Beta2: 0.9)), After(new AmsGrad(0.1, Beta2: 0.9)));
        Near(0.1 * 10000 * G * G, ams.State["largest"]);
        Assert.All(adam.State["square"].Vector.ToArray().Zip(ams.State["largest"].Vector.ToArray()), pair => Assert.True(pair.First < pair.Second / 100));
    }

    [Fact]
    public void AmsGrad_under_growing_gradients_is_Adam()
    {
        Updated<double> Growing(IOptimizer optimizer) => Enumerable.Range(1, 12).Aggregate(new Updated<double>(Start, optimizer.Start(Start)), (at, t) => optimizer.Step(at.Parameters, (double)t * G, at.State));
        Assert.Equal(Growing(new Adam(0.1)).Parameters, Growing(new AmsGrad(0.1)).Parameters);
    }

    [Fact]
    public void Under_a_constant_gradient_every_step_of_AdaMax_has_the_size_of_the_rate() =>
        Near(Start - 0.1 * 12.0 * Vector(1, -1, 1), Walk(new AdaMax(0.1, Epsilon: 0), 12).Parameters, 1e-11);

    // μₜ = β₁/2 for ψ = 0: Πₜ = (β₁/2)ᵗ.
    [Fact]
    public void NAdam_keeps_the_product_of_its_momentum_factors()
    {
        Assert.Equal(Math.Pow(0.45, 7), Walk(new NAdam(MomentumDecay: 0), 7).State.Number("momentum_product"), 1e-15);
        double product = Enumerable.Range(1, 7).Aggregate(1.0, (p, t) => p * 0.9 * (1 - 0.5 * Math.Pow(0.96, 0.004 * t)));
        Assert.Equal(product, Walk(new NAdam(), 7).State.Number("momentum_product"), 1e-15);
    }

    // ρₜ passes 5 after the fifth step for β₂ = 0.999: until then it is corrected momentum, whose steps under a constant gradient are αg.
    [Fact]
    public void RAdam_begins_as_momentum_and_goes_on_as_Adam()
    {
        Near(Start - 0.1 * 5.0 * G, Walk(new RAdam(0.1), 5).Parameters, 1e-11);
        var (before, after) = (Walk(new RAdam(0.1), 5).Parameters, Walk(new RAdam(0.1), 6).Parameters);
        Assert.All((after - before).Vector.ToArray(), step => Assert.InRange(Math.Abs(step), 0.0001, 0.1));
    }

    [Fact]
    public void Every_number_of_Lion_moves_by_the_rate()
    {
        var at = OptimizerCases.Walk(new Lion(0.01), Start, 9, θ => θ * G);
        var next = new Lion(0.01).Step(at.Parameters, at.Parameters * G, at.State).Parameters;
        Assert.All((next - at.Parameters).Vector.ToArray(), step => Assert.Equal(0.01, Math.Abs(step), 1e-15));
        Near(Math.Pow(1 - 0.01 * 0.5, 8) * Start, OptimizerCases.Walk(new Lion(0.01, WeightDecay: 0.5), Start, 8, θ => θ.Zero).Parameters);
    }

    [Fact]
    public void The_steps_of_Rprop_grow_while_signs_stay_and_shrink_when_they_change()
    {
        Near(Start - 0.01 * (1 + 1.2 + 1.44) * Vector(1, -1, 1), Walk(new Rprop(), 3).Parameters);
        var optimizer = new Rprop();
        var forth = Walk(optimizer, 2);
        var back = optimizer.Step(forth.Parameters, -G, forth.State);
        Assert.Equal(forth.Parameters, back.Parameters);
        Near(Vector(1, 1, 1) * (0.01 * 1.2 * 0.5), back.State["step"]);
        Near(forth.Parameters + 0.01 * 0.6 * Vector(1, -1, 1), optimizer.Step(back.Parameters, -G, back.State).Parameters);
        Assert.All(Walk(new Rprop(LargestStep: 0.02), 9).State["step"].Vector.ToArray(), step => Assert.Equal(0.02, step));
    }

    [Theory, InlineData(0), InlineData(0.1)]
    public void A_block_moves_under_Lamb_by_the_rate_times_its_norm(double decay)
    {
        var network = new Network([4], new Dense(5), new Dense(2));
        var θ = network.Initialize<double>(RandomKey.FromSeed(1)) + 0.5;
        var optimizer = new Lamb(0.01, decay);
        var moved = optimizer.Step(θ, θ.OfVector(RandomKey.FromSeed(2).Normal<double>(θ.Vector.Shape)), optimizer.Start(θ)).Parameters - θ;
        foreach (var block in network.Layout) Assert.Equal(0.01 * Length(θ[block.Path]), Length(moved[block.Path]), 1e-12);
        // A block of zeros has no size to go by: its step is Adam's.
        var zeros = optimizer.With(weightDecay: 0).Step(θ.Zero, θ, optimizer.Start(θ)).Parameters;
        Near(new Adam(0.01, Epsilon: 1e-6).Step(θ.Zero, θ, new Adam(0.01).Start(θ)).Parameters, zeros);

        static double Length(Tensor<double> x) => Math.Sqrt(x.ToArray().Sum(y => y * y));
    }

    /// <summary>An optimizer that starts from a state.</summary>
    private sealed record Continuing(IOptimizer Inner, OptimizerState<double> From) : IOptimizer
    {
        public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => (OptimizerState<T>)(object)From;

        public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => Inner.Step(θ, g, state);
    }
}
