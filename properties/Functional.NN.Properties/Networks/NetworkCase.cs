using System.Collections.Immutable;
using System.Text;
using Functional.NN.Properties.Generators;

namespace Functional.NN.Properties;

/// <summary>A random network under a loss that suits it, and what its parameters and batch are drawn from.</summary>
/// <param name="Input">the shape of a sample</param>
/// <param name="Body">the layers before those that make the loss's predictions</param>
/// <param name="Criterion">the loss, with its targets</param>
/// <param name="Samples">how many a batch has</param>
/// <param name="Key">of everything drawn</param>
internal sealed record NetworkCase(Shape Input, ImmutableArray<ILayer> Body, LossCase Criterion, int Samples, RandomKey Key)
{
    public bool Training { get; init; }

    /// <summary>Samples weigh from ½ to 2.</summary>
    public bool Weighed { get; init; }

    /// <summary>Samples are sequences, some of whose steps do not count.</summary>
    public bool Masked { get; init; }

    /// <summary>Inputs are whole numbers from 0 to below this; normal numbers where there is none.</summary>
    public int? Tokens { get; init; }

    public ILoss Loss => Criterion.Loss;

    /// <summary>The body, and a dense layer that makes what the loss wants.</summary>
    public ImmutableArray<ILayer> Layers => Criterion.Under(Input, Body);

    public Network Network => new(Input, Layers);

    /// <summary>The network with every block that a coin falls for frozen, and no other.</summary>
    public Network FrozenInPart
    {
        get
        {
            var network = Network;
            return network.Freeze(network.Layout.Select(block => block.Path).Where(path => Key.Below(path, 2) == 0).ToArray() is { Length: > 0 } frozen ? BlockSelection.Under(frozen) : BlockSelection.None);
        }
    }

    /// <summary>The mean loss and a penalty.</summary>
    public Supervised Objective => NN.Objective.Supervised(Loss, new L2(0.1));

    /// <summary>As the initialisers draw them, and moved a little, so that zeros and ones are nothing special.</summary>
    public Parameters<double> Parameters
    {
        get
        {
            var drawn = Network.Initialize<double>(Key.Fold("initialize"));
            return drawn.OfVector(drawn.Vector + Key.Fold("moved").Normal<double>(drawn.Vector.Shape, 0, 0.1));
        }
    }

    public Model<double> Model => new(Network, Parameters);

    /// <summary>The network at its θ, in its mode.</summary>
    public NetworkFunction Function => new(Model, StepKey, Training, Tokens is not null);

    /// <summary>The key of a step.</summary>
    public RandomKey StepKey => Key.Fold("step");

    /// <summary>The objective of a batch with its gradients, the case's own batch unless told.</summary>
    public NetworkGradient Gradient(Batch<double>? batch = null) => Function.Gradient(batch ?? Batch, Objective);

    /// <summary>How far rounding may move a number of the gradient.</summary>
    public double Rounding() => Function.Rounding(Batch, Objective);

    /// <summary>Inputs, and targets, weights and masks as the loss and the case want them.</summary>
    public Batch<double> Batch => new(Inputs, Criterion.Targets(Key.Fold("targets"), Samples), Mask, Weighed ? Key.Fold("weights").Uniform<double>([Samples], 0.5, 2) : null);

    /// <summary>The same samples as a dataset.</summary>
    public Dataset<double> Data
    {
        get
        {
            var batch = Batch;
            return Dataset.FromTensors(batch.Inputs, batch.Targets, mask: batch.Mask, weights: batch.Weights);
        }
    }

    /// <summary>In this mode no sample has anything to do with another: the batch's loss is the mean of theirs, weighed by what each counts.</summary>
    public bool SamplesAreApart => !Layers.Any(LayerTraits.AsksAPrice) && PlacesAreAlike && !(Training && Layers.Any(LayerTraits.MixesSamples));

    /// <summary>In this mode it does not matter at which place of the batch a sample stands.</summary>
    public bool PlacesAreAlike => !(Training && Layers.Any(LayerTraits.DrawsForEachSample));

    /// <summary>True when the network takes its batch, and makes a number of it: some layers know no masks, some want more samples, and some logarithm may have nothing to be taken of.</summary>
    public bool Fits => Draw.IsCase(() =>
    {
        var (function, batch) = (Function, Batch);
        return function.Evaluate([.. function.Point(batch).Select(Var.Of)], batch, Objective).Loss.Value<double>().IsFinite;
    });

    public override string ToString() => new StringBuilder().AppendJoin(", ", Layers).Insert(0, $"{(Tokens is { } tokens ? $"tokens below {tokens}, " : "")}{Input}: ")
        .Append(Sentence.Of($"; {Loss}; {Samples} samples{(Weighed ? ", weighed" : "")}{(Masked ? ", masked" : "")} in {(Training ? "training" : "evaluation")}, key {Key}")).ToString();

    private Tensor<double> Inputs => Tokens is { } tokens ? Tensor.Of(Input.Prepend(Samples), Key.Fold("inputs").Integers(Samples * Input.Size, tokens).Select(i => (double)i))
        : Key.Fold("inputs").Normal<double>(Input.Prepend(Samples));

    /// <summary>Ones for the first steps of each sequence; one at least, and all of the first one's.</summary>
    private Tensor<double>? Mask
    {
        get
        {
            if (!Masked) return null;
            var lengths = Key.Fold("lengths").Integers(Samples, Input[0]);
            return Tensor.Generate([Samples, Input[0]], i => i < Input[0] || i % Input[0] <= lengths[i / Input[0]] ? 1.0 : 0);
        }
    }
}
