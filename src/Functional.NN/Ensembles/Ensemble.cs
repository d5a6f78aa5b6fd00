using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Several models that answer together: ŷ(x) = (1/k)·Σᵢ ŷᵢ(x).</summary>
/// <remarks>Goodfellow et al. 2016, section 7.11. Outputs are added in the order of the models. Immutable, and safe to use from many threads.</remarks>
public sealed class Ensemble<T> : IEquatable<Ensemble<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Models with the same inputs and outputs; their networks may differ.</summary>
    public Ensemble(params IEnumerable<Model<T>> models)
    {
        Models = [.. models];
        if (Models.IsEmpty) throw new NNException("Ensemble: needs one model or more, got none.");
        var first = Models[0].Network;
        if (Models.FirstOrDefault(model => model.Network.Input != first.Input || model.Network.Output != first.Output) is { } odd)
            throw new ShapeException($"Ensemble: all models take and give the same shapes; one makes {first.Output} of {first.Input}, another {odd.Network.Output} of {odd.Network.Input}.");
    }

    /// <summary>The models.</summary>
    public ImmutableArray<Model<T>> Models { get; }

    /// <summary>The mean of the models' outputs for a batch: for numbers, or for probabilities.</summary>
    /// <param name="inputs">(N × input shape)</param>
    /// <param name="mask">(N × T) for sequences of different lengths, or none</param>
    public Tensor<T> Predict(Tensor<T> inputs, Tensor<T>? mask = null) => Mean(model => model.Predict(inputs, mask));

    /// <summary>The mean of the models' probabilities, where their outputs are logits over the last axis.</summary>
    /// <param name="inputs">(N × input shape)</param>
    /// <param name="mask">(N × T) for sequences of different lengths, or none</param>
    public Tensor<T> Probabilities(Tensor<T> inputs, Tensor<T>? mask = null) => Mean(model => Var.Softmax(Var.Of(model.Predict(inputs, mask))).Value<T>());

    /// <summary>The class most models name for each sample, a model naming that of its largest output; of several the one with the smallest index.</summary>
    /// <param name="inputs">(N × input shape)</param>
    /// <returns>class indices, of the outputs' shape without its last axis</returns>
    public Tensor<T> Vote(Tensor<T> inputs)
    {
        var votes = Models.Select(model =>
        {
            var outputs = Var.Of(model.Predict(inputs));
            return Var.FirstLargest(outputs, outputs.Shape.Rank - 1);
        }).Aggregate((a, b) => a + b).Value<T>();
        return votes.ArgMax(votes.Shape.Rank - 1).Cast<T>();
    }

    /// <summary>True when the models are equal.</summary>
    public bool Equals(Ensemble<T>? other) => other is not null && Models.SequenceEqual(other.Models);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Ensemble<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => Models.Length;

    private Tensor<T> Mean(Func<Model<T>, Tensor<T>> answer) => Models.Skip(1).Aggregate(answer(Models[0]), (sum, model) => sum + answer(model)) / T.CreateChecked(Models.Length);
}
