using System.Xml.Linq;

namespace Functional.NN.Tests.Seeing;

/// <summary>Networks as graphs.</summary>
public class NetworkGraphTests
{
    private static string[] Lines(Network network) => [.. network.ToDot().Split('\n').Skip(3).Where(line => line.StartsWith("  n", StringComparison.Ordinal)).Select(line => line.Trim(' ', ';'))];

    private static string[] Arrows(Network network) => [.. Lines(network).Where(line => line.Contains("->", StringComparison.Ordinal))];

    [Fact]
    public void Layers_one_after_another_are_a_chain_with_shapes_and_numbers_of_parameters()
    {
        var network = new Network([28, 28], new Flatten(), new Dense(128), new Relu(), new Dense(10).Named("head"));
        Assert.Equal(
        [
            "n0 [label=\"input\\n→ 28×28\", style=\"rounded\"]", "n1 [label=\"0  Flatten\\n→ 784\"]", "n2 [label=\"1  Dense(128)\\n→ 128 · 100,480 parameters\"]",
            "n3 [label=\"2  Relu\\n→ 128\"]", "n4 [label=\"head  Dense(10)\\n→ 10 · 1,290 parameters\", style=\"bold\"]", "n0 -> n1", "n1 -> n2", "n2 -> n3", "n3 -> n4",
        ], Lines(network).Select(line => line.Replace("Flatten()", "Flatten", StringComparison.Ordinal).Replace("Relu()", "Relu", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_residual_body_is_passed_by_and_joined() =>
        Assert.Equal(["n0 -> n1", "n1 -> n2", "n2 -> n3", "n3 -> n4", "n1 -> n4"], Arrows(new Network([3], new Dense(4), new Residual(new Dense(4), new Tanh()))));

    [Fact]
    public void Layers_side_by_side_part_and_join()
    {
        var network = new Network([3], new ParallelLayers([new Sequential(new Dense(4), new Tanh()), new Dense(2)]), new Dense(1));
        Assert.Equal(["n0 -> n1", "n1 -> n2", "n0 -> n3", "n2 -> n4", "n3 -> n4", "n4 -> n5"], Arrows(network));
        Assert.Contains("n4 [label=\"0  concatenate\\n→ 6\", style=\"rounded\"]", Lines(network));
        Assert.Contains("0  add", new Network([3], new ParallelLayers([new Dense(2), new Dense(2)], Join: Joining.Add)).ToDot(), StringComparison.Ordinal);
    }

    [Fact]
    public void Heads_are_outputs_and_the_first_goes_on()
    {
        var network = new Network([3], new Branch(new Dense(4).Named("class"), new Dense(2).Named("box")), new Softmax());
        Assert.Equal(["n0 -> n1", "n0 -> n2", "n1 -> n3"], Arrows(network));
        Assert.Equal(2, Lines(network).Count(line => line.Contains("bold", StringComparison.Ordinal)));
        Assert.Contains(Lines(network), line => line.StartsWith("n2 [label=\"0.box  Dense(2)", StringComparison.Ordinal) && line.Contains("bold", StringComparison.Ordinal));
    }

    [Fact]
    public void Shared_layers_are_dashed_count_once_and_frozen_ones_say_so()
    {
        var network = new Network([3], new Shared("w", new Dense(3)), new Shared("w", new Dense(3)), new Frozen(new Dense(2)));
        Assert.Contains("n1 [label=\"0  Shared(w, Dense(3))\\n→ 3 · 12 parameters\\nshared: w\", style=\"dashed\"]", Lines(network));
        Assert.Contains("n2 [label=\"1  Shared(w, Dense(3))\\n→ 3\\nshared: w\", style=\"dashed\"]", Lines(network));
        Assert.Contains("frozen", Lines(network)[3], StringComparison.Ordinal);
        Assert.DoesNotContain("frozen", Lines(network.Freeze(BlockSelection.None))[3].Replace("Frozen(", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_numbers_of_parameters_of_all_boxes_are_those_of_the_network()
    {
        foreach (var network in Many)
        {
            int counted = Lines(network).Select(line => line.Split(" · ")).Where(parts => parts.Length > 1).Sum(parts => int.Parse(parts[1].Split(' ')[0].Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(network.Layout.Size, counted);
        }
    }

    [Fact]
    public void In_a_picture_no_word_lies_on_another_and_the_paths_are_there()
    {
        foreach (var network in Many)
        {
            var picture = XDocument.Parse(network.ToSvg()).Root!;
            Assert.Empty(DrawnText.Faults(picture));
            string words = string.Join('\n', DrawnText.Words(picture));
            Assert.All(network.Body.Children(network.Input), child => Assert.Contains(child.Name, words, StringComparison.Ordinal));
            Assert.Equal(Arrows(network).Length, DrawnText.All(picture, "polygon").Count());
        }
    }

    [Fact]
    public void A_network_without_layers_is_its_input() => Assert.Equal(["n0 [label=\"input\\n→ 3\", style=\"bold\"]"], Lines(new Network([3])));

    private static Network[] Many =>
    [
        new([28, 28], new Flatten(), new Dense(128), new Relu(), new Dense(10)),
        new([1, 12, 12], new Conv2D(4, 3), new Residual(new Conv2D(4, 3, Padding: ImagePadding.Same), new Relu()), new ParallelLayers([new Conv2D(3, 1), new Sequential(new Conv2D(2, 1), new Conv2D(5, 3, Padding: ImagePadding.Same)), new Conv2D(2, 1)]), new Flatten(), new Branch(new Dense(4), new Dense(2))),
        new([5], new Repeat(new Residual(new Dense(5), new Residual(new Tanh(), new Dense(5))), 3), new Shared("a", new Dense(5)), new Shared("a", new Dense(5))),
        new([7, 3], new Bidirectional(new Lstm(4)), new Dense(2)),
    ];
}
