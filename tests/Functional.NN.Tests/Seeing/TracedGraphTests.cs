using System.Globalization;
using System.Xml.Linq;

namespace Functional.NN.Tests.Seeing;

/// <summary>Graphs with the value and the gradient of every node.</summary>
public class TracedGraphTests
{
    private static Tensor<double> Number(double value) => Tensor.Scalar(value);

    private static string Written(TracedGraph<double> graph) =>
        string.Join("; ", graph.Nodes.Select(n => FormattableString.Invariant($"{n.Name} {n.Operation}({string.Join(',', n.Inputs)}) {n.Value.ToScalar()} {n.Gradient.ToScalar()}")));

    [Fact]
    public void The_textbook_graph_of_a_sum_times_a_number_has_the_numbers_computed_by_hand()
    {
        var graph = Grad.TraceAll(v => ((v[0] + v[1]).Named("q") * v[2]).Named("f"), new NamedInput<double>("x", Number(-2)), new("y", Number(5)), new("z", Number(-4)));
        Assert.Equal("x Input() -2 -4; y Input() 5 -4; z Input() -4 3; q Add(0,1) 3 -4; f Multiply(3,2) -12 1", Written(graph));
        Assert.Equal((-12.0, "f"), (graph.Output.Value.ToScalar(), graph.Output.Label));
        Assert.Equal(-4, graph["q"].Gradient.ToScalar());
    }

    [Fact]
    public void The_gradient_of_a_node_that_goes_into_two_operations_is_their_sum()
    {
        var graph = Grad.Trace((x, y) => x * y + Var.Sin(x), Number(2), Number(3));
        Assert.Equal(["x", "y", "#2", "#3", "#4"], graph.Nodes.Select(n => n.Name));
        Assert.Equal(3 + Math.Cos(2), graph["x"].Gradient.ToScalar(), 1e-15);
        Assert.Equal([2, 1, 1, 1], graph.Nodes.Skip(1).Select(n => n.Gradient.ToScalar()));
        Assert.Equal(["Multiply", "Sin", "Add"], graph.Nodes.Skip(2).Select(n => n.Operation));
    }

    [Fact]
    public void Constants_have_gradients_and_inputs_that_are_not_used_have_zeros()
    {
        var graph = Grad.Trace((x, y) => 3 * x, Number(2), Number(7));
        Assert.Equal("x Input() 2 3; y Input() 7 0; #2 Constant() 3 2; #3 Multiply(2,0) 6 1", Written(graph));
        Assert.Equal((TracedKind.Constant, TracedKind.Operation), (graph.Nodes[2].Kind, graph.Nodes[3].Kind));
    }

    [Fact]
    public void What_the_output_does_not_depend_on_is_left_out()
    {
        var graph = Grad.Trace(x => { _ = Var.Exp(x); return x * x; }, Number(3));
        Assert.Equal(["Input", "Multiply"], graph.Nodes.Select(n => n.Operation));
        Assert.Equal("0 0", string.Join(" ", graph.Nodes[1].Inputs));
        Assert.Equal(6, graph["x"].Gradient.ToScalar());
    }

    [Fact]
    public void A_function_may_give_its_input_back_or_ignore_it()
    {
        Assert.Equal("x Input() 3 1", Written(Grad.Trace(x => x, Number(3))));
        var ignored = Grad.Trace(_ => Var.Constant(4), Number(3));
        Assert.Equal("x Input() 3 0; #1 Constant() 4 1", Written(ignored));
        Assert.Equal(1, ignored.Output.Number);
    }

    [Fact]
    public void Where_the_output_is_several_numbers_the_gradients_are_of_their_sum_or_of_what_the_cotangent_says()
    {
        var x = Tensor.Vector(1.0, 2);
        Assert.Equal(Tensor.Vector(2.0, 4), Grad.Trace(v => v * v, x).Nodes[0].Gradient);
        var weighed = Grad.Trace(v => v * v, x, Tensor.Vector(10.0, -1));
        Assert.Equal(Tensor.Vector(20.0, -4), weighed["x"].Gradient);
        Assert.Equal(Tensor.Vector(10.0, -1), weighed.Output.Gradient);
        Assert.Contains("the cotangent has the shape of the function's value, 2; got 3", Assert.Throws<ShapeException>(() => Grad.Trace(v => v * v, x, Tensor.Vector(1.0, 1, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_of_inputs_have_the_bits_of_the_gradient()
    {
        var key = RandomKey.FromSeed(3);
        Tensor<float> x = key.Fold(0).Normal<float>([5, 4]), w = key.Fold(1).Normal<float>([4, 3]);
        Var Function(Var a, Var b) => (Var.Tanh(Var.MatMul(a, b)) * Var.MatMul(a, b)).Sum() + Var.LogSoftmax(Var.MatMul(a.Slice(0, 1, 2), b)).Sum() + a.Slice(0, 0, 1).Sum();
        var graph = Grad.Trace(Function, x, w);
        var gradients = Grad.Of(Function, x, w);
        Assert.Equal((gradients[0], gradients[1]), (graph["x"].Gradient, graph["y"].Gradient));
    }

    [Fact]
    public void A_traced_graph_is_a_value()
    {
        TracedGraph<double> Traced(double x) => Grad.Trace((a, b) => a * b + Var.Sin(a), Number(x), Number(3));
        Assert.Equal(Traced(2), Traced(2));
        Assert.NotEqual(Traced(2), Traced(2.5));
        Assert.Equal(Traced(2).GetHashCode(), Traced(2).GetHashCode());
    }

    [Fact]
    public void A_label_that_is_not_there_is_answered_with_those_that_are()
    {
        var graph = Grad.Trace(x => (x * x).Named("square"), Number(3));
        Assert.Equal("TracedGraph: no node is called \"cube\"; there are x, square.", Assert.Throws<NNException>(() => graph["cube"]).Message);
        Assert.Contains("two variables are called \"a\"", Assert.Throws<NNException>(() => Grad.TraceAll(v => v[0], new NamedInput<double>("a", Number(1)), new("a", Number(2)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void As_text_it_is_a_table_with_small_values_in_full_and_large_ones_summed_up()
    {
        var graph = Grad.TraceAll(v => (v[0] * v[1].Sum()).Named("f").Sum(), new NamedInput<double>("x", Tensor.Vector(1.5, -2)), new("big", Tensor.Full([10, 10], 2.0)));
        Assert.Equal(
            """
            node  operation                  value                                   gradient
            x     Input                      [1.5, −2]                               [200, 200]
            big   Input                      10×10, mean 2, norm 20, 2 to 2          10×10, mean −0.5, norm 5, −0.5 to −0.5
            #2    Sum over axes 0, 1(big)    200                                     −0.5
            f     Multiply(x, #2)            [300, −400]                             [1, 1]
            #4    Sum over axis 0(f)         −100                                    1
            """.ReplaceLineEndings("\n").Replace("Input                      [1.5, −2]                               [", "Input                    [1.5, −2]                      [", StringComparison.Ordinal)
            .Split('\n').Select(Squeezed), graph.ToText().Split('\n').Select(Squeezed));
    }

    private static string Squeezed(string line) => string.Join(" ", line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void As_dot_it_has_a_box_for_each_node_and_an_arrow_for_each_input()
    {
        string dot = Grad.TraceAll(v => v[0] * v[0] + 1, new NamedInput<double>("a \"b\"\\", Number(3))).ToDot();
        Assert.StartsWith("digraph {\n", dot, StringComparison.Ordinal);
        Assert.Contains("n0 [label=\"a \\\"b\\\"\\\\\\n3\\n∂ 6\", style=\"rounded\"];", dot, StringComparison.Ordinal);
        Assert.Equal(2, dot.Split("n0 -> n1;").Length - 1);
        Assert.Contains("n2 -> n3;", dot, StringComparison.Ordinal);
        Assert.Contains("n3 [label=\"Add\\n10\\n∂ 1\", style=\"bold\"];", dot, StringComparison.Ordinal);
    }

    [Fact]
    public void As_a_picture_every_arrow_goes_down_and_no_word_lies_on_another()
    {
        var key = RandomKey.FromSeed(1);
        var graph = Grad.TraceAll(v => Var.Softmax(Var.Tanh(Var.MatMul(v[0], v[1]) + v[2])).Sum() * Var.Exp(-v[2].Sum()) + v[0].Sum() / 3,
            new NamedInput<double>("x", key.Fold(0).Normal<double>([4, 3])), new("w", key.Fold(1).Normal<double>([3, 2])), new("b", key.Fold(2).Normal<double>([2])));
        var picture = XDocument.Parse(graph.ToSvg()).Root!;
        Assert.Empty(DrawnText.Faults(picture));
        var boxes = DrawnText.All(picture, "rect").Where(r => r.Attribute("class")!.Value.StartsWith("node", StringComparison.Ordinal)).ToList();
        Assert.Equal(graph.Nodes.Length, boxes.Count);
        Assert.Equal(graph.Nodes.Sum(n => n.Inputs.Length), DrawnText.All(picture, "polygon").Count());
        foreach (var node in graph.Nodes)
            foreach (int input in node.Inputs)
                Assert.True(DrawnText.Number(boxes[input], "y") + DrawnText.Number(boxes[input], "height") < DrawnText.Number(boxes[node.Number], "y"));
        Assert.Equal(graph.ToSvg(), graph.ToSvg());
    }

    [Fact]
    public void Nothing_written_depends_on_the_culture()
    {
        var graph = Grad.Trace((x, y) => Var.Pow(x, 1.5) * y + Var.Sin(x), Number(2), Number(3));
        string here = graph.ToText() + graph.ToDot() + graph.ToSvg();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(here, graph.ToText() + graph.ToDot() + graph.ToSvg());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
