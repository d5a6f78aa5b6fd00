namespace Functional.NN.Tests;

/// <summary>Activations near the ends of their function's range.</summary>
public class SaturationTests
{
    private static Batch<double> Batch(params double[] inputs) => new(Tensor.Of([inputs.Length, 1], inputs), Tensor.Zeros<double>([inputs.Length]));

    private static LayerShare Of(Activation function, params double[] inputs) => Assert.Single(Saturation.Of(Model<double>.Initialize(new Network([1], function), default), Batch(inputs)));

    [Fact]
    public void A_sigmoid_is_saturated_below_5_and_above_95_percent()
    {
        // σ(±2.9) = 0.052 and 0.948, σ(±3) = 0.047 and 0.953
        Assert.Equal(new LayerShare("0", 2, 5), Of(new Sigmoid(), -2.9, 2.9, -3, 3, 0));
    }

    [Fact]
    public void A_tanh_is_saturated_where_the_sigmoid_of_twice_its_input_is()
    {
        double[] inputs = [.. Enumerable.Range(-40, 81).Select(i => i / 10.0)];

        var tanh = Of(new Tanh(), inputs);

        Assert.Equal(Of(new Sigmoid(), [.. inputs.Select(x => 2 * x)]), tanh);
        Assert.Equal(inputs.Count(x => Math.Abs(Math.Tanh(x)) > 0.9), tanh.Found);
        Assert.Equal(tanh, Of(new ScaledTanh(Slope: 1), inputs));
    }

    [Fact]
    public void The_margin_can_be_told_and_cannot_be_more_than_half()
    {
        var model = Model<double>.Initialize(new Network([1], new Sigmoid()), default);

        Assert.Equal([new LayerShare("0", 2, 3)], Saturation.Of(model, Batch(-2.9, 0, 2.9), margin: 0.1).AsEnumerable());
        Assert.StartsWith("Saturation: the margin must be from 0 to 0.5", Assert.Throws<NNException>(() => Saturation.Of(model, Batch(0), margin: 0.6)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gates_stand_apart_by_their_names_and_masked_steps_do_not_count()
    {
        var network = new Network([3, 1], new Lstm(2).Named("memory"), new Dense(1));
        // Weights 0, biases of the input's side: input gate 9, forget gate -9, cell 0, output gate 0.
        var θ = Tensor.Concat(0, Tensor.Zeros<double>([8 + 16]), Tensor.Vector(9.0, 9, -9, -9, 0, 0, 0, 0), Tensor.Zeros<double>([8 + 3]));
        var model = new Model<double>(network, new Parameters<double>(network.Layout, θ));

        IEnumerable<LayerShare> Expected(long counted) => [new("memory.input", counted, counted), new("memory.forget", counted, counted), new("memory.cell", 0, counted), new("memory.output", 0, counted)];

        Assert.Equal(Expected(12), Saturation.Of(model, new Batch<double>(Tensor.Zeros<double>([2, 3, 1]), Tensor.Zeros<double>([2]))).AsEnumerable());
        Assert.Equal(Expected(8), Saturation.Of(model, new Batch<double>(Tensor.Zeros<double>([2, 3, 1]), Tensor.Zeros<double>([2]), Tensor.Of<double>([2, 3], 1, 1, 1, 1, 0, 0))).AsEnumerable());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_gates_of_a_GRU_are_reset_update_and_new(bool before)
    {
        var network = new Network([4, 2], new Bidirectional(new Gru(3, ReturnSequence: true, ResetBeforeProduct: before)), new ElmanRnn(2));
        var model = Model<float>.Initialize(network, RandomKey.FromSeed(4));

        var found = Saturation.Of(model, new Batch<float>(RandomKey.FromSeed(5).Normal<float>([6, 4, 2]) * 3, Tensor.Zeros<float>([6])));

        Assert.Equal(["0.forward.reset", "0.forward.update", "0.forward.new", "0.backward.reset", "0.backward.update", "0.backward.new", "1"], found.Select(share => share.Path));
        Assert.All(found.Take(6), share => Assert.Equal(6 * 4 * 3, share.Total));
        Assert.Contains(found, share => share.Found > 0);
    }

    [Fact]
    public void What_has_no_ends_is_not_looked_at() => Assert.Empty(Saturation.Of(Model<double>.Initialize(new Network([1], new Relu(), new Softplus()), default), Batch(9)));
}
