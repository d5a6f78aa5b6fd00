namespace Functional.NN.Course.Tests;

/// <summary>h ← hW: over t steps ∂h_t/∂h₀ is Wᵗ = V diag(λᵗ)V⁻¹ (Goodfellow et al. 2016, section 8.2.5). A state is a row, so the Jacobian (∂h_t over ∂h₀) is its transpose.</summary>
public class LinearRecurrenceTests
{
    private const int Units = 4;

    private static readonly Tensor<double> Eigenvalues = Tensor.Vector(1.1, 1, 0.9, -0.5);

    private static readonly Tensor<double> V = Tensor.Identity<double>(Units) + RandomKey.FromSeed(1).Uniform<double>([Units, Units], -0.3, 0.3);

    private static readonly Tensor<double> Inverse = Tensor.FromMathNet(V.ToMathNetMatrix().Inverse());

    private static Tensor<double> Power(int t) => (V * Eigenvalues.Map(λ => Math.Pow(λ, t)).Reshape(1, Units)).MatMul(Inverse);

    [Theory, InlineData(0), InlineData(1), InlineData(7), InlineData(50)]
    public void The_Jacobian_over_t_steps_is_V_times_the_powers_of_the_eigenvalues_times_the_inverse_of_V(int steps)
    {
        Var After(Var h) => Enumerable.Range(0, steps).Aggregate(h, (now, _) => Var.MatMul(now, Var.Of(Power(1))));
        var jacobian = Grad.Jacobian(After, RandomKey.FromSeed(2).Normal<double>([1, Units])).Reshape(Units, Units);
        Close.To(Power(steps).Transpose(), jacobian, relative: 1e-10, least: 1e-11);
    }

    [Theory, InlineData(1), InlineData(7), InlineData(50)]
    public void A_simple_recurrent_net_without_activation_carries_its_first_step_by_the_same_power(int steps)
    {
        // The first step puts the identity into the state, one row for each unit; t further steps follow without input.
        var network = new Network([steps + 1, Units], new ElmanRnn(Units, Activation: new Identity()).Named("rnn"));
        var θ = network.Initialize<double>(default).Zero.With("rnn.weight_ih", Tensor.Identity<double>(Units)).With("rnn.weight_hh", Power(1));
        var inputs = Tensor.Generate([Units, steps + 1, Units], i => i / Units % (steps + 1) == 0 && i / Units / (steps + 1) == i % Units ? 1.0 : 0);
        Close.To(Power(steps), new Model<double>(network, θ).Predict(inputs), relative: 1e-10, least: 1e-11);
    }
}
