using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>What an activation function gave for a batch in evaluation mode: of an activation layer, or of a gate of a recurrent one.</summary>
/// <param name="Path">the layer's path, and the gate's name where there are several</param>
/// <param name="Function">the function</param>
/// <param name="Values">(N × …)</param>
/// <param name="Counts">(N × T × 1 × …), 1 for the steps that count; none where all do</param>
/// <param name="UnitAxis">the axis of a batch along which units with weights of their own stand; those at other places share them</param>
internal sealed record Activity(string Path, Activation Function, Tensor<double> Values, Tensor<double>? Counts, int UnitAxis)
{
    /// <summary>All of a model, in the order of its layers.</summary>
    public static ImmutableArray<Activity> Of<T>(Model<T> model, Batch<T> batch) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count == 0) throw new NNException("Diagnostics: a batch without samples has no activations; give at least one sample.");
        var (applied, gates) = model.Watched(batch.Inputs, batch.Mask);
        var found = ImmutableArray.CreateBuilder<Activity>();
        int? channels = null;   // the axis that the last layer with units of its own left them on
        foreach (var place in BareLayer.Of(model.Network))
        {
            channels = place.Layer is Reshape ? null : UnitsOf(place.Layer) ?? channels;
            if (place.Layer is Activation function && applied.Outputs.FirstOrDefault(o => o.Path == place.Path) is { Value: { } output }) found.Add(Of(place.Path, function, output.Value<T>(), batch.Mask, channels));
            if (place.Layer is Recurrent layer) found.AddRange(gates.Where(gate => layer.Gates.Any(g => gate.Path == (layer.Gates.Length == 1 ? place.Path : $"{place.Path}.{g.Name}"))).Select(gate => Of(gate.Path, gate.Function, gate.Value.Value<T>(), batch.Mask, -1)));
        }
        return found.ToImmutable();
    }

    private static Activity Of<T>(string path, Activation function, Tensor<T> output, Tensor<T>? mask, int? channels) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rank = output.Shape.Rank, axis = channels ?? (rank > 3 ? 1 : -1);
        bool stepwise = mask is not null && rank > 2 && output.Shape[1] == mask.Shape[1];
        return new(path, function, output.Cast<double>(), stepwise ? mask!.Cast<double>().Reshape(Shape.Of([mask.Shape[0], mask.Shape[1], .. Enumerable.Repeat(1, rank - 2)])) : null, axis < 0 ? rank - 1 : axis);
    }

    /// <summary>The axis on which a layer leaves its units, where it has some: the channels of a convolution, else the features.</summary>
    private static int? UnitsOf(ILayer layer) => layer switch { IConvolutionLayer => 1, Dense or Recurrent or Embedding or MultiHeadAttention or Flatten or DropConnect => -1, _ => null };
}
