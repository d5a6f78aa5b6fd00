namespace Functional.NN.Course.Tests;

/// <summary>Which gates of two inputs a threshold unit computes, and how two layers compute the others.</summary>
public class GateTests
{
    private static readonly Tensor<double> Corners = SyntheticData.Xor<double>().All().Inputs;

    public static TheoryData<int> Gates => [.. Enumerable.Range(0, 16)];

    [Theory, MemberData(nameof(Gates))]
    public void The_perceptron_rule_ends_on_a_gate_unless_the_inequalities_of_its_samples_add_up_to_a_contradiction(int gate)
    {
        var targets = Targets(gate);
        Assert.Equal(Contradiction(targets) ? PerceptronEnd.Cycling : PerceptronEnd.Converged, new PerceptronRule().Fit(Corners, targets).End);
    }

    [Fact]
    public void The_inequalities_contradict_each_other_for_exclusive_or_and_its_opposite_alone() =>
        Assert.Equal([0b0110, 0b1001], Enumerable.Range(0, 16).Where(gate => Contradiction(Targets(gate))));

    [Fact]
    public void Two_threshold_units_and_a_third_that_reads_them_are_exclusive_or()
    {
        // h₁ = x₁ or x₂, h₂ = x₁ and x₂, y = h₁ and not h₂.
        var network = new Network([2], new Dense(2).Named("hidden"), new Step(), new Dense(1).Named("readout"), new Step());
        var θ = network.Initialize<double>(default)
            .With("hidden.weight", Tensor.Full(Shape.Of(2, 2), 1.0)).With("hidden.bias", Tensor.Vector(-0.5, -1.5))
            .With("readout.weight", Tensor.Matrix(new double[,] { { 1 }, { -1 } })).With("readout.bias", Tensor.Vector(-0.5));
        Assert.Equal([0, 1, 1, 0], new Model<double>(network, θ).Predict(Corners).ToArray());
    }

    /// <summary>−1 and +1: the answer to sample i is bit i of the gate's number.</summary>
    private static Tensor<double> Targets(int gate) => Tensor.Generate(Shape.Of(4), i => (gate >> i & 1) == 1 ? 1.0 : -1.0);

    /// <summary>Sample i asks for tᵢ(w·xᵢ + b) &gt; 0. Where Σᵢ tᵢ(xᵢ, 1) = 0 the four left sides add up to 0 whatever w and b are, and cannot all be positive.</summary>
    private static bool Contradiction(Tensor<double> targets) =>
        (targets.Reshape(4, 1) * Tensor.Concat(1, Corners, Tensor.Full(Shape.Of(4, 1), 1.0))).Sum(0).ToArray().All(sum => sum == 0);
}
