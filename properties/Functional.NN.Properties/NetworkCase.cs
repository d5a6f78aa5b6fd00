using System.Collections.Immutable;

namespace Functional.NN.Properties;

/// <summary>A small network with a loss that suits it, and what its parameters and batch are drawn from.</summary>
internal sealed record NetworkCase(Shape Input, ImmutableArray<ILayer> Layers, ILoss Loss, bool Indices, int Samples, bool Training, RandomKey Key)
{
    public Network Network { get; } = new(Input, Layers);

    public Parameters<double> Parameters
    {
        get
        {
            var drawn = Network.Initialize<double>(Key.Fold("initialize"));
            return drawn.OfVector(drawn.Vector + Key.Fold("moved").Normal<double>(drawn.Vector.Shape, 0, 0.1));
        }
    }

    /// <summary>Normal inputs, and targets as the loss wants them: class indices, or numbers in (0, 1) whose rows sum to 1.</summary>
    public Batch<double> Batch
    {
        get
        {
            var inputs = Key.Fold("inputs").Normal<double>(Input.Prepend(Samples));
            var key = Key.Fold("targets");
            if (Indices) return new(inputs, Tensor.Of(Shape.Of(Samples), key.Integers(Samples, Network.Output[0]).Select(i => (double)i)));
            var raw = key.Uniform<double>(Network.Output.Prepend(Samples), 0.1, 0.9);
            return new(inputs, raw / raw.Sum(1).Reshape(Samples, 1));
        }
    }

    /// <summary>The same case with a layer less, or with fewer samples.</summary>
    public IEnumerable<NetworkCase> Smaller()
    {
        for (int i = 0; i < Layers.Length; i++)
            if (Fits(Layers.RemoveAt(i))) yield return new(Input, Layers.RemoveAt(i), Loss, Indices, Samples, Training, Key);
        if (Samples > 2) yield return new(Input, Layers, Loss, Indices, Samples - 1, Training, Key);
    }

    public override string ToString() => $"{Input}: {string.Join(", ", Layers)}; {Loss}{(Indices ? " of indices" : "")}; {Samples} samples in {(Training ? "training" : "evaluation")}, key {Key}";

    private bool Fits(ImmutableArray<ILayer> layers)
    {
        try
        {
            return new Network(Input, layers).Output.Rank == 1;
        }
        catch (NNException)
        {
            return false;
        }
    }
}
