using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A layer's output for a batch, and the derivative of the objective with respect to it.</summary>
/// <param name="Path">where the layer is</param>
/// <param name="Output">a, the activation: (N × output shape)</param>
/// <param name="Gradient">∂J/∂a, of the same shape; zeros where J does not depend on it</param>
public sealed record TracedLayer<T>(string Path, Tensor<T> Output, Tensor<T> Gradient) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>What goes through a network forward and backward for one batch: every layer's activation a and the gradient ∂J/∂a by path, and ∇J(θ). Made by <see cref="Trainer{T}.Trace(TrainState{T}, Batch{T})"/> and <see cref="Model{T}.Trace(IObjective, Batch{T}, RandomKey, bool)"/>.</summary>
/// <remarks>The gradients belong to the objective of the batch as it is, a mean as a rule: those of one sample are smaller by the number of samples. An objective that applies the network more than once shows the last time.</remarks>
public sealed class ActivationTrace<T> : IEquatable<ActivationTrace<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal ActivationTrace(Network network, double loss, TracedLayer<T> input, ImmutableArray<TracedLayer<T>> layers, Parameters<T> gradient) =>
        (Network, Loss, Input, Layers, Gradient) = (network, loss, input, layers, gradient);

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>J.</summary>
    public double Loss { get; }

    /// <summary>The batch's inputs and ∂J/∂inputs; its path is empty.</summary>
    public TracedLayer<T> Input { get; }

    /// <summary>The layers in the order in which they finished, those inside others before them.</summary>
    public ImmutableArray<TracedLayer<T>> Layers { get; }

    /// <summary>∇J(θ), with zeros for what is frozen.</summary>
    public Parameters<T> Gradient { get; }

    /// <summary>A layer by its path.</summary>
    /// <exception cref="NNException">There is no such layer.</exception>
    public TracedLayer<T> this[string path] =>
        Layers.FirstOrDefault(layer => layer.Path == path) ?? throw new NNException($"ActivationTrace: there is no layer \"{path}\"; there are {string.Join(", ", Layers.Select(l => l.Path))}.");

    /// <summary>A table with a line for each layer: its path, activation and gradient, all numbers where they are few, else the shape, mean, norm and range.</summary>
    public string ToText() => TextTable.Of(["path", "activation", "gradient"], [.. Layers.Prepend(Input with { Path = "input" }).Select(layer => (ImmutableArray<string>)[layer.Path, NumbersText.Of(layer.Output), NumbersText.Of(layer.Gradient)])]);

    /// <summary>The network's graph in the DOT language of Graphviz, with each layer's activation and gradient.</summary>
    public string ToDot() => DotText.Of(NetworkGraph.Of(Network, Lines));

    /// <summary>The network's graph as a picture in SVG, which has the same bytes everywhere, with each layer's activation and gradient: all numbers where they are few, else mean and norm.</summary>
    public string ToSvg() => Drawing.GraphPicture.Of(Sentence.Of($"Activations a and gradients ∂J/∂a, J = {NumbersText.Number(Loss, 6)}"),
        Sentence.Of($"A network of {Layers.Length} layers, the input above; each box has the layer's activations for a batch of {Input.Output.Shape[0]} and the gradient of the objective with respect to them."), NetworkGraph.Of(Network, Lines)).ToSvg();

    /// <summary>True when everything is the same, numbers bit for bit.</summary>
    public bool Equals(ActivationTrace<T>? other) => other is not null && Network == other.Network && Loss.Equals(other.Loss) && Input == other.Input && Layers.SequenceEqual(other.Layers) && Gradient == other.Gradient;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ActivationTrace<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Loss, Gradient);

    /// <summary>The table.</summary>
    public override string ToString() => ToText();

    private IEnumerable<string> Lines(LayerNode node)
    {
        var layer = node.Path == "" ? Input : Layers.FirstOrDefault(l => l.Path == node.Path);
        return layer is null ? [] : [$"a {NumbersText.Brief(layer.Output)}", $"∂ {NumbersText.Brief(layer.Gradient)}"];
    }
}
