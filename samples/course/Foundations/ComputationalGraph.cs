namespace Functional.NN.Course;

/// <summary>A formula as a graph: e = (a + b)·(b + 1) at a = 2, b = 1. One pass from the output back gives ∂e/∂v for every node v; where a number goes two ways, as b does, the derivatives of the ways add up.</summary>
public sealed record ComputationalGraph() : Sample("graph", "A formula as a graph, with the derivative by every node", "Linnainmaa 1970; Griewank and Walther 2008, chapter 3; Olah 2015")
{
    /// <summary>What traces a function of named numbers: values and derivatives of every node.</summary>
    public Func<Func<IReadOnlyList<Var>, Var>, IReadOnlyList<NamedInput<double>>, TracedGraph<double>> Trace { get; init; } = (f, at) => Grad.TraceAll(f, at);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var graph = Trace(x => ((x[0] + x[1]).Named("c") * (x[1] + 1).Named("d")).Named("e"), [new("a", Tensor.Scalar(2.0)), new("b", Tensor.Scalar(1.0))]);
        double Value(string name) => graph.Nodes.Single(node => node.Name == name).Value.ToScalar();
        double Slope(string name) => graph.Nodes.Single(node => node.Name == name).Gradient.ToScalar();

        double byC = Value("d"), byD = Value("c");   // the derivatives of a product by its two factors
        string[] names = ["a", "b", "c", "d", "e"];
        return new(
        [
            Claim.Of("graph.every-node", "One pass back gives the derivative by every node, those in between as well.", (Slope("e"), Slope("c"), Slope("d"), Slope("a")) == (1, byC, byD, byC * 1),
                $"{string.Join(", ", names.Select(name => Written.Of($"∂e/∂{name} = {Slope(name)}")))}", names.Select(name => (name, Slope(name)))),
            Claim.Of("graph.ways-add-up", "Where a number reaches the output by several ways, their derivatives add up.", Slope("b") == byC * 1 + byD * 1,
                $"∂e/∂b = {Slope("b")} = {byC} by c + {byD} by d", ("sum", Slope("b")), ("by c", byC), ("by d", byD)),
        ],
        [
            new PictureExhibit("The graph of (a + b)·(b + 1)", graph.ToSvg()),
            TableExhibit.Of("Its nodes", ["node", "value", "derivative of e by it"], names.Select(name => (string[])[name, Written.Short(Value(name)), Written.Short(Slope(name))])),
        ]);
    }
}
