namespace Functional.NN.Tests;

/// <summary>The spectral radius of every recurrent matrix.</summary>
public class RecurrentRadiusTests
{
    [Fact]
    public void Of_an_Elman_layer_it_is_that_of_its_matrix_wherever_the_numbers_lie()
    {
        var turn = Tensor.Matrix(new[,] { { 0.6, -0.8 }, { 0.8, 0.6 } }) * 1.1;
        var plain = new Network([3, 1], new ElmanRnn(2).Named("rnn"), new Dense(1));
        var shared = new Network([3, 2], new Shared("cell", new ElmanRnn(2, ReturnSequence: true)), new Shared("cell", new ElmanRnn(2, ReturnSequence: true)));

        Assert.Equal([("rnn", 1.1)], Radii(plain, "rnn.weight_hh", turn));
        Assert.Equal([("0", 1.1), ("1", 1.1)], Radii(shared, "cell.weight_hh", turn));
    }

    [Fact]
    public void Each_gate_has_its_own()
    {
        var gates = Tensor.Concat(1, Enumerable.Range(1, 4).Select(gate => Tensor.Identity<double>(2) * (0.5 * gate)));

        Assert.Equal([("0.input", 0.5), ("0.forget", 1), ("0.cell", 1.5), ("0.output", 2)], Radii(new Network([3, 1], new Lstm(2)), "0.weight_hh", gates));
        Assert.Equal([("0.forward.reset", 0.5), ("0.forward.update", 1), ("0.forward.new", 1.5)],
            Radii(new Network([3, 1], new Bidirectional(new Gru(2))), "0.forward.weight_hh", gates.Slice(1, 0, 6)).Take(3));
    }

    [Fact]
    public void A_matrix_that_is_not_finite_has_none_and_a_network_without_recurrence_nothing()
    {
        Assert.Equal([("0", double.NaN)], Radii(new Network([3, 1], new ElmanRnn(2)), "0.weight_hh", Tensor.Full([2, 2], double.NaN)));
        Assert.Empty(RecurrentRadius.Of(Model<double>.Initialize(new Network([3], new Dense(2)), default)));
    }

    private static IEnumerable<(string, double)> Radii(Network network, string path, Tensor<double> weight)
    {
        var model = Model<double>.Initialize(network, RandomKey.FromSeed(1));
        return [.. RecurrentRadius.Of(model.With(model.Parameters.With(path, weight))).Select(radius => (radius.Path, Math.Round(radius.Value, 12)))];
    }
}
