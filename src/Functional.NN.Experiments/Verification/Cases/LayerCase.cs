using System.Collections.Immutable;

namespace Functional.NN.Experiments.Verification;

/// <summary>A layer with samples that suit it, for the laws that every layer of the catalogue obeys.</summary>
/// <param name="Layer">the layer</param>
/// <param name="Input">the shape of one sample</param>
internal sealed record LayerCase(ILayer Layer, Shape Input)
{
    /// <summary>The rule the case is of; the layer's type.</summary>
    public Type Rule { get; init; } = Layer.GetType();

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

    /// <summary>What inputs, masks, parameters and the layer's own random numbers follow from.</summary>
    public RandomKey Key { get; init; } = RandomKey.FromSeed(4).Fold("layers");

    public Network Network => new(Input, Layer);

    public Tensor<double> Inputs(int samples) => CaseInputs.Draw(Input, Key, samples, Indices, Scale);

    /// <summary>Ones for the first steps of each sequence; one step at least, and all of the first one's.</summary>
    public Tensor<double>? Mask(int samples) => Masked ? CaseInputs.Mask(samples, Input[0], Key) : null;

    /// <summary>Its gradient, in training or in evaluation.</summary>
    public GradientCase Gradient(bool training) => GradientCase.Layer(Layer, Input, training, Samples, Masked, Indices, Scale, Key);

    /// <summary>The layer on other samples, and more or fewer of them: every axis longer or shorter, where the layer takes that.</summary>
    public LayerCase Another(RandomKey key)
    {
        var same = this with { Key = key };
        var other = same with { Samples = 1 + GeneratedShapes.Below(key, Samples, Samples + 1) };
        return GeneratedShapes.Like(Input, key).Select(shape => other with { Input = shape }).Append(other).FirstOrDefault(c => c.IsTaken()) ?? same;
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
    public Var Outputs(IReadOnlyList<Var> point, bool training) => Outputs<double>(point, training);

    /// <summary>The same in either precision.</summary>
    public Var Outputs<T>(IReadOnlyList<Var> point, bool training) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        int first = Indices is null ? 1 : 0;
        var inputs = first == 1 ? point[0] : Var.Of(Inputs(Samples).Cast<T>());
        var run = new LayerContext.Run(new ParameterVars(Network.Layout, [.. point.Skip(first)]), Key.Fold("step"), training, Mask(Samples) is { } mask ? Var.Of(mask.Cast<T>()) : null, FirstSample: 0, Tracing: false);
        var state = Network.InitialState<T>().Blocks.ToImmutableDictionary(b => b.Key, b => Var.Of(b.Value));
        return Row(Network.Apply(run, state, inputs));
    }

    /// <summary>Everything a layer gave, in one row.</summary>
    public static Var Row(Applied applied)
    {
        IEnumerable<Var> all = [applied.Output, .. applied.Outputs.Select(o => o.Value), .. applied.Penalty is { } penalty ? [penalty] : Array.Empty<Var>()];
        return Var.Concat(0, all.Select(y => y.Reshape(y.Shape.Size)));
    }

    public override string ToString() => $"{Layer} on {Input}{(Masked ? ", masked" : "")}";

    /// <summary>Whether the layer takes such samples.</summary>
    private bool IsTaken()
    {
        try
        {
            return Outputs([.. Point.Select(Var.Of)], training: true).Shape.Size > 0;
        }
        catch (NNException)
        {
            return false;
        }
    }
}
