using Functional.NN.Tests.Images;
using static Functional.NN.Tests.Optimizers.OptimizerCases;

namespace Functional.NN.Tests.Optimizers;

/// <summary>Closed forms that the trajectories must follow.</summary>
public sealed class OptimizerLawTests
{
    private static readonly Parameters<double> Start = Vector(1, -2, 0.5), G = Vector(0.3, -0.7, 2);

    private static Updated<double> Walk(IOptimizer optimizer, int steps) => OptimizerCases.Walk(optimizer, Start, steps, _ => G);

    private static void Near(Parameters<double> expected, Parameters<double> got, double relative = 1e-12) => Numbers.Near(expected.Vector, got.Vector, relative, 1e-14);

    public static TheoryData<string> Names => [.. All.Keys];

    [Fact]
    public void Sgd_goes_against_the_gradient_times_the_rate() => Near(Start - 0.1 * 5.0 * G, Walk(new Sgd(0.1), 5).Parameters);

    [Fact]
    public void Sgd_on_a_parabola_shrinks_by_one_minus_alpha_every_step() => Near(Math.Pow(0.9, 20) * Start, OptimizerCases.Walk(new Sgd(0.1), Start, 20, θ => θ).Parameters);

    // v_t = αg(1 + η + … + η^{t−1}).
    [Theory, InlineData(1), InlineData(2), InlineData(10), InlineData(300)]
    public void Under_a_constant_gradient_the_velocity_is_a_geometric_sum(int t)
    {
        const double α = 0.1, η = 0.9;
        var (θ, state) = Walk(new Momentum(α, η), t);
        Near(α * (1 - Math.Pow(η, t)) / (1 - η) * G, state["velocity"], 1e-11);
        Near(Start - α / (1 - η) * (t - η * (1 - Math.Pow(η, t)) / (1 - η)) * G, θ, 1e-11);
    }

    [Fact]
    public void Momentum_without_a_coefficient_is_Sgd()
    {
        Near(Walk(new Sgd(0.1), 7).Parameters, Walk(new Momentum(0.1, 0), 7).Parameters);
        Near(Walk(new Sgd(0.1), 7).Parameters, Walk(new Nesterov(0.1, 0), 7).Parameters);
    }

    // Nesterov's own form: v ← ηv − αg(θ + ηv), θ ← θ + v; ours keeps the look-ahead point θ + ηv.
    [Fact]
    public void Nesterov_walks_over_the_look_ahead_points_of_the_classical_form()
    {
        const double α = 0.1, η = 0.8;
        Parameters<double> Gradient(Parameters<double> θ) => θ * Vector(1, 3, 0.5);
        Parameters<double> θ = Start, v = Start.Zero;
        for (int i = 0; i < 12; i++)
        {
            v = η * v - α * Gradient(θ + η * v);
            θ += v;
        }
        Near(θ + η * v, OptimizerCases.Walk(new Nesterov(α, η), Start, 12, Gradient).Parameters, 1e-11);
    }

    [Fact]
    public void AdaGrad_under_a_constant_gradient_sums_one_over_the_root_of_t()
    {
        double sum = Enumerable.Range(1, 9).Sum(t => 1 / Math.Sqrt(t));
        Near(Start - 0.1 * sum * Vector(1, -1, 1), Walk(new AdaGrad(0.1, 0), 9).Parameters);
    }

    [Fact]
    public void The_accumulator_of_AdaGrad_never_falls()
    {
        var optimizer = new AdaGrad(0.1);
        var at = new Updated<double>(Start, optimizer.Start(Start));
        for (int i = 0; i < 30; i++)
        {
            var next = optimizer.Step(at.Parameters, Vector(Math.Sin(i), 0, Math.Cos(3 * i)), at.State);
            Assert.All(next.State["square"].Vector.ToArray().Zip(at.State["square"].Vector.ToArray()), pair => Assert.True(pair.First >= pair.Second));
            at = next;
        }
    }

    [Fact]
    public void Epsilon_is_outside_the_root()
    {
        const double ε = 0.5;
        var (α, g) = (0.1, 0.3);
        Assert.Equal(1 - α * g / (g + ε), Walk(new AdaGrad(α, ε), 1).Parameters.Vector[0], 1e-15);
        Assert.Equal(1 - α * g / (Math.Sqrt(0.1 * g * g) + ε), Walk(new RmsProp(α, 0.9, ε), 1).Parameters.Vector[0], 1e-15);
        Assert.Equal(1 - α * g / (g + ε), Walk(new Adam(α, Epsilon: ε), 1).Parameters.Vector[0], 1e-15);
    }

    // r_t = (1 − ρᵗ)g².
    [Fact]
    public void The_accumulator_of_RmsProp_is_a_moving_mean_of_squares() => Near((1 - Math.Pow(0.9, 15)) * G * G, Walk(new RmsProp(0.1), 15).State["square"]);

    [Fact]
    public void The_first_step_of_Adam_has_the_size_of_the_rate_in_every_coordinate() => Near(Start - 0.1 * Vector(1, -1, 1), Walk(new Adam(0.1, Epsilon: 0), 1).Parameters);

    [Fact]
    public void Under_a_constant_gradient_every_step_of_Adam_has_the_size_of_the_rate() => Near(Start - 0.1 * 25.0 * Vector(1, -1, 1), Walk(new Adam(0.1, Epsilon: 0), 25).Parameters, 1e-10);

    [Fact]
    public void Under_a_constant_gradient_the_moments_of_Adam_are_one_minus_beta_to_the_t_of_it()
    {
        var state = AdamState<double>.Of(Walk(new Adam(0.1), 12).State);
        Assert.Equal(12, state.Step);
        Near((1 - Math.Pow(0.9, 12)) * G, state.Mean);
        Near((1 - Math.Pow(0.999, 12)) * G * G, state.Square, 1e-11);
    }

    [Fact]
    public void Steps_of_Adam_do_not_depend_on_the_scale_of_the_gradient() =>
        Near(Walk(new Adam(0.1, Epsilon: 0), 9).Parameters, OptimizerCases.Walk(new Adam(0.1, Epsilon: 0), Start, 9, _ => 1024.0 * G).Parameters);

    // With g = 0 only the decay is left: θ_t = (1 − αλ)ᵗθ₀.
    [Fact]
    public void AdamW_without_a_gradient_decays_by_one_minus_alpha_lambda_every_step() =>
        Near(Math.Pow(1 - 0.1 * 0.05, 40) * Start, OptimizerCases.Walk(new AdamW(0.1, 0.05), Start, 40, θ => θ.Zero).Parameters);

    [Fact]
    public void AdamW_without_decay_is_Adam() => Assert.Equal(Walk(new Adam(0.1), 10).Parameters, Walk(new AdamW(0.1, 0), 10).Parameters);

    [Fact]
    public void The_decay_of_AdamW_does_not_enter_its_moments() => Assert.Equal(Walk(new Adam(0.1), 10).State, Walk(new AdamW(0.1, 0.3), 10).State);

    [Fact]
    public void A_schedule_gives_each_step_its_own_rate()
    {
        var schedule = new LinearDecay(1, 4, 0);
        Near(Start - (1 + 0.75 + 0.5 + 0.25) * G, Walk(new Sgd(schedule), 6).Parameters);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_step_leaves_what_it_was_given(string name)
    {
        var optimizer = All[name];
        var (θ, state) = Walk(optimizer, 3);
        var (copy, vectors) = (θ.Vector.ToArray(), state.Vectors.ToDictionary(v => v.Key, v => v.Value.Vector.ToArray()));
        var next = optimizer.Step(θ, G, state);
        Assert.NotEqual(θ, next.Parameters);
        Assert.Equal(copy, θ.Vector.ToArray());
        Assert.All(vectors, v => Assert.Equal(v.Value, state[v.Key].Vector.ToArray()));
        Assert.Equal((3, 4), (state.Step, next.State.Step));
        Assert.Equal(next, optimizer.Step(θ, G, state));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_parabola_is_descended(string name) =>
        Assert.True(OptimizerCases.Walk(All[name], Start, 400, θ => θ).Parameters.Norm < 0.2 * Start.Norm);

    public static TheoryData<string> Undecayed => [.. All.Keys.Where(name => All[name] is not (AdamW or Asgd or Lion { WeightDecay: > 0 }))];

    [Theory, MemberData(nameof(Undecayed))]
    public void Without_a_gradient_and_decay_nothing_moves(string name) => Assert.Equal(Start, OptimizerCases.Walk(All[name], Start, 5, θ => θ.Zero).Parameters);

    [Theory, MemberData(nameof(Names))]
    public void A_rate_of_zero_moves_nothing(string name)
    {
        dynamic optimizer = All[name];
        IOptimizer still = optimizer is Rprop ? new Rprop(0, SmallestStep: 0) : optimizer is Sgd ? new Sgd(0) : optimizer.With(learningRate: new Constant(0));
        Assert.Equal(Start, Walk(still, 3).Parameters);
    }
}
