using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Recurrent layers, in one direction and in both.</summary>
internal static class RecurrentVectors
{
    /// <summary>The options all of them understand.</summary>
    public static readonly ImmutableArray<string> Options = ["input_size", "hidden_size", "batch_first", "initial_state"];

    /// <summary>The names of their parameters.</summary>
    public static readonly ImmutableArray<string> Blocks = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"];

    /// <summary>Layers of so many units by the name of the operation; they return all states.</summary>
    public static readonly ImmutableSortedDictionary<string, Func<int, Recurrent>> Cells = new Dictionary<string, Func<int, Recurrent>>
    {
        ["rnn_tanh"] = units => new ElmanRnn(units, ReturnSequence: true),
        ["lstm"] = units => new Lstm(units, ReturnSequence: true),
        ["gru"] = units => new Gru(units, ReturnSequence: true),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The two directions: the name the library calls one by, and the end of the vectors' names.</summary>
    private static readonly ImmutableArray<(string Place, string Suffix)> Directions = [("forward", "_fwd"), ("backward", "_bwd")];

    public static IEnumerable<VectorOperation> All { get; } =
    [
        .. Cells.Select(cell => new VectorOperation("layer", cell.Key, Options, ["x", .. Blocks, "dy"], given => OneWay(given, cell.Value))),
        .. Cells.Select(cell => new VectorOperation("layer", "bidirectional_" + cell.Key, [.. Options, "output"], ["x", .. Directions.SelectMany(d => Blocks.Select(block => block + d.Suffix)), "dy"],
            given => BothWays(given, cell.Value))),
    ];

    /// <summary>Refuses what says that the layer is another.</summary>
    public static void Check(VectorOptions options)
    {
        options.Only("batch_first", true);
        options.OneOf("initial_state", "zero");
    }

    private static Computed OneWay(VectorCase given, Func<int, Recurrent> cell)
    {
        int units = Units(given, "");
        var all = LayerCase.Of(given, cell(units));
        var computed = all.Computed();
        computed.Add("h_n", LayerCase.Of(given, cell(units) with { ReturnSequence = false }).Forward().Output.Value<double>());
        States(computed, all.Forward(), "0", "");
        return computed;
    }

    private static Computed BothWays(VectorCase given, Func<int, Recurrent> cell)
    {
        given.Options.Text("output", "");
        int[] units = [.. Directions.Select(direction => Units(given, direction.Suffix))];
        if (units[0] != units[1]) throw VectorCase.Contradiction(Invariant.Text($"the two directions should have the same size, they have {units[0]} and {units[1]}"));
        var names = Directions.SelectMany(direction => Blocks.Select(block => KeyValuePair.Create($"{direction.Place}.{block}", new Binding(block + direction.Suffix))));
        var both = LayerCase.Of(given, new BoundLayer(new Bidirectional(cell(units[0])), names));
        var computed = both.Computed();
        foreach (var (place, suffix) in Directions) States(computed, both.Forward(), $"0.{place}", suffix);
        return computed;
    }

    /// <summary>The states after the run.</summary>
    private static void States(Computed computed, Applied forward, string place, string suffix)
    {
        foreach (var (name, path) in (ReadOnlySpan<(string, string)>)[("h_n", $"{place}.last_hidden"), ("c_n", $"{place}.last_cell")])
            if (forward.Outputs.FirstOrDefault(output => output.Path == path).Value is { } state) computed.Add(name + suffix, state.Value<double>());
    }

    private static int Units(VectorCase given, string suffix)
    {
        Check(given.Options);
        if (Blocks.Any(block => !given.Has(block + suffix))) throw new UnsupportedException("a recurrent layer without biases is not supported");
        if (given.Tensor("x").Shape is var x && x.Rank != 3) throw new UnsupportedException($"{given.Operation} of {x} is not supported, it takes N×T×features");
        var weight = given.Tensor("weight_hh" + suffix).Shape;
        if (weight.Rank != 2) throw VectorCase.Contradiction(Invariant.Text($"\"weight_hh{suffix}\" should have 2 axes, it is {weight}"));
        given.Agree("hidden_size", weight[1]);
        given.Agree("input_size", x[-1]);
        return weight[1];
    }
}
