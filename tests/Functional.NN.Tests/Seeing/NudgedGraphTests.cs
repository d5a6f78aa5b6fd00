namespace Functional.NN.Tests.Seeing;

/// <summary>Every node's gradient is how the output changes when the node's value is nudged and everything after it is computed again.</summary>
public class NudgedGraphTests
{
    private const int Inputs = 3, Length = 4;

    private const double Nudge = 1e-5;

    private static readonly (string Name, int Arity, Func<Var[], Var> Of)[] Operations =
    [
        ("Add", 2, v => v[0] + v[1]), ("Subtract", 2, v => v[0] - v[1]), ("Multiply", 2, v => v[0] * v[1]), ("Sin", 1, v => Var.Sin(v[0])), ("Tanh", 1, v => Var.Tanh(v[0])), ("Sigmoid", 1, v => Var.Sigmoid(v[0])), ("Softmax", 1, v => Var.Softmax(v[0])),
        ("Slice", 2, v => Var.Concat(0, v[0].Slice(0, 1, 2), v[1].Slice(0, 0, 2))), ("MatMul", 2, v => Var.MatMul(v[0].Reshape(2, 2), v[1].Reshape(2, 2)).Reshape(Length)), ("Divide", 2, v => v[0] / (1.5 + v[1] * v[1])),
    ];

    private readonly record struct Step(int Operation, int A, int B);

    /// <summary>A program of generated steps: each takes two of the values before it; the last step's values are added up. A nudge is added to the value of one step or input.</summary>
    private static Var Run(IReadOnlyList<Var> inputs, Step[] steps, int nudged, Tensor<double>? nudge)
    {
        var values = new List<Var>();
        void Keep(Var value) => values.Add((values.Count == nudged && nudge is not null ? value + Var.Constant(nudge) : value).Named($"v{values.Count}"));
        foreach (var input in inputs) Keep(input);
        foreach (var (operation, a, b) in steps) Keep(Operations[operation].Of([values[a], values[b]]));
        return (values[^1] * values[^1]).Sum();
    }

    private static Step[] Generated(RandomKey key, int count)
    {
        double[] drawn = key.Uniform<double>([3 * count]).ToArray();
        return [.. Enumerable.Range(0, count).Select(i => new Step((int)(drawn[3 * i] * Operations.Length), (int)(drawn[3 * i + 1] * (Inputs + i)), Inputs + i - 1))];
    }

    [Fact]
    public void The_gradient_of_every_node_of_generated_graphs_is_what_a_nudge_of_its_value_says()
    {
        int compared = 0;
        for (int seed = 0; seed < 25; seed++)
        {
            var key = RandomKey.FromSeed(seed);
            var steps = Generated(key.Fold("steps"), 9);
            Tensor<double>[] at = [.. Enumerable.Range(0, Inputs).Select(i => key.Fold(i).Normal<double>([Length]))];
            var graph = Grad.TraceAll(v => Run(v, steps, -1, null), at.Select((value, i) => new NamedInput<double>($"x{i}", value)));
            foreach (var node in graph.Nodes.Where(n => n.Label?[0] == 'v'))
                for (int i = 0; i < Length; i++, compared++)
                    Assert.Equal(Slope(at, steps, int.Parse(node.Label![1..], System.Globalization.CultureInfo.InvariantCulture), i), node.Gradient[i], 1e-6 * (1 + Math.Abs(node.Gradient[i])));
        }
        Assert.True(compared > 500, $"{compared} were compared");
    }

    private static double Slope(Tensor<double>[] at, Step[] steps, int nudged, int element)
    {
        double Value(double by) => Run([.. at.Select(Var.Of)], steps, nudged, Tensor.Generate(Shape.Of(Length), i => i == element ? by : 0.0)).Value<double>().ToScalar();
        return (Value(Nudge) - Value(-Nudge)) / (2 * Nudge);
    }
}
