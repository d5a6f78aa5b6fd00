using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class BidirectionalTests
{
    private const int Steps = RecurrentCells.Steps, Units = RecurrentCells.Units;

    private static readonly Tensor<double> X = Numbers.Some<double>([3, Steps, RecurrentCells.Features], 3);
    private static readonly Tensor<double> Mask = Tensor.Matrix(new double[,] { { 1, 1, 1, 1, 1 }, { 1, 1, 1, 0, 0 }, { 0, 1, 0, 1, 0 } });

    public static TheoryData<string> Cells => [.. RecurrentCells.All.Keys];

    private static Model<double> Both(Recurrent layer) => Model<double>.Initialize(new Network([Steps, RecurrentCells.Features], new Bidirectional(layer)), RandomKey.FromSeed(1));

    /// <summary>One direction alone, with its part of the parameters.</summary>
    private static Model<double> Alone(Model<double> both, Recurrent layer, string direction)
    {
        var network = new Network([Steps, RecurrentCells.Features], layer);
        return new(network, new Parameters<double>(network.Layout, Tensor.Concat(0, network.Layout.Select(block => both.Parameters[block.Path.Replace("0.", $"0.{direction}.", StringComparison.Ordinal)].Reshape(-1)))));
    }

    [Theory, MemberData(nameof(Cells))]
    public void The_output_is_that_of_both_directions_side_by_side(string cell)
    {
        foreach (bool sequence in new[] { false, true })
        {
            var layer = RecurrentCells.All[cell].Layer with { ReturnSequence = sequence };
            var both = Both(layer);
            Tensor<double> forward = Alone(both, layer, "forward").Predict(X, Mask), backward = Alone(both, layer with { Reverse = true }, "backward").Predict(X, Mask);
            Assert.Equal(Tensor.Concat(-1, [forward, backward]), both.Predict(X, Mask));
        }
    }

    [Fact]
    public void The_last_state_of_the_reversed_run_stands_at_the_first_step()
    {
        var layer = new Gru(Units);
        var (last, all) = (Both(layer), Both(layer.With(returnSequence: true)));
        var y = all.Predict(X);
        Assert.Equal(Tensor.Concat(-1, [y.Slice(1, Steps - 1, 1).Slice(2, 0, Units), y.Slice(1, 0, 1).Slice(2, Units, Units)]).Reshape(3, 2 * Units), last.Predict(X));
    }

    [Fact]
    public void The_states_of_both_runs_are_further_outputs()
    {
        var both = Both(new Lstm(Units));
        var trace = both.Trace(X);
        Assert.Equal(both.Predict(X), Tensor.Concat(-1, [trace["0.forward.last_hidden"], trace["0.backward.last_hidden"]]));
        Assert.Equal(Shape.Of(3, Units), trace["0.backward.last_cell"].Shape);
    }

    [Fact]
    public void A_layer_that_runs_backward_already_is_refused() => Assert.Equal(
        "Bidirectional: wants the layer as it runs forward, got Gru(3, reversed). Leave Reverse out; the other direction is added here.",
        Assert.Throws<NNException>(() => new Bidirectional(new Gru(3, Reverse: true))).Message);
}
