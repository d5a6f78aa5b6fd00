using System.Collections.Immutable;

namespace Functional.NN.Properties.Catalogue;

/// <summary>A layer with samples that suit it, for the laws that every layer of the catalogue obeys.</summary>
/// <param name="Layer">the layer</param>
/// <param name="Input">the shape of one sample</param>
internal sealed record LayerCase(ILayer Layer, Shape Input)
{
    private static readonly RandomKey Key = RandomKey.FromSeed(4).Fold("layers");

    /// <summary>Whether the gradient's own derivative is checked as well.</summary>
    public bool SecondOrder { get; init; }

    /// <summary>Samples are sequences, some of whose steps do not count.</summary>
    public bool Masked { get; init; }

    /// <summary>Inputs are whole numbers from 0 to below this, and only parameters have gradients; none where inputs are normal numbers.</summary>
    public int? Indices { get; init; }

    /// <summary>Inputs are normal numbers times this.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>How many samples a batch of the gradient checks has.</summary>
    public int Samples { get; init; } = 3;

    public Network Network { get; } = new(Input, Layer);

    public Tensor<double> Inputs(int samples) => Indices is { } indices
        ? Tensor.Of(Input.Prepend(samples), Key.Fold("indices").Integers(samples * Input.Size, indices).Select(i => (double)i))
        : Key.Fold("inputs").Normal<double>(Input.Prepend(samples)) * Scale;

    /// <summary>Ones for the first steps of each sequence; one step at least, and all of the first one's.</summary>
    public Tensor<double>? Mask(int samples)
    {
        if (!Masked) return null;
        var lengths = Key.Fold("lengths").Integers(samples, Input[0]);
        return Tensor.Generate([samples, Input[0]], i => i < Input[0] || i % Input[0] <= lengths[i / Input[0]] ? 1.0 : 0);
    }

    /// <summary>Initial parameters, moved a little, so that zeros and ones are nothing special.</summary>
    public Parameters<double> Parameters
    {
        get
        {
            var drawn = Network.Initialize<double>(Key.Fold("initialize"));
            return drawn.OfVector(drawn.Vector + Key.Fold("moved").Normal<double>(drawn.Vector.Shape, 0, 0.1));
        }
    }

    /// <summary>What the layer is differentiated by: its inputs, unless they are indices, and its parameters.</summary>
    public ImmutableArray<Tensor<double>> Point => [.. Indices is null ? [Inputs(Samples)] : Array.Empty<Tensor<double>>(), .. Network.Layout.Select(Parameters.Block)];

    /// <summary>Everything the layer gives, in one row: its output, its further outputs, and its penalty.</summary>
    public Var Outputs(IReadOnlyList<Var> point, bool training)
    {
        int first = Indices is null ? 1 : 0;
        var inputs = first == 1 ? point[0] : Var.Of(Inputs(Samples));
        var run = new LayerContext.Run(new ParameterVars(Network.Layout, [.. point.Skip(first)]), Key.Fold("step"), training, Mask(Samples) is { } mask ? Var.Of(mask) : null, FirstSample: 0, Tracing: false);
        var state = Network.InitialState<double>().Blocks.ToImmutableDictionary(b => b.Key, b => Var.Of(b.Value));
        return Row(Network.Apply(run, state, inputs));
    }

    /// <summary>Everything a layer gave, in one row.</summary>
    public static Var Row(Applied applied)
    {
        IEnumerable<Var> all = [applied.Output, .. applied.Outputs.Select(o => o.Value), .. applied.Penalty is { } penalty ? [penalty] : Array.Empty<Var>()];
        return Var.Concat(0, all.Select(y => y.Reshape(y.Shape.Size)));
    }

    /// <summary>The layer with a dense one after it, to be trained on ten samples in batches of four.</summary>
    public PlannedRun Run => new(new Network(Input, [Layer, .. Network.Output.Rank == 1 ? Array.Empty<ILayer>() : Network.Output.Rank == 0 ? [new Reshape([1])] : [new Flatten()], new Dense(2)]),
        Objective.Supervised(new MeanSquaredError()), new Sgd(0.01), Inputs(PlannedRun.Count), Key.Fold("targets").Normal<double>([PlannedRun.Count, 2]), Mask(PlannedRun.Count));

    public override string ToString() => $"{Layer} on {Input}{(Masked ? ", masked" : "")}";
}
