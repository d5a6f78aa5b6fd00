using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>The spectral radius of every recurrent matrix of a network: whether what it carries from step to step dies away or explodes.</summary>
/// <remarks>
/// Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks": with φ = tanh, a radius below 1 is enough for gradients to vanish over long spans, one above 1 is needed for them to explode.
/// An <see cref="ElmanRnn"/> has one matrix Wₕₕ; of an <see cref="Lstm"/> and a <see cref="Gru"/> each gate has a block of its own, which stands apart: <c>0.forget</c>.
/// </remarks>
public static class RecurrentRadius
{
    /// <summary>The radius of each, by the layer's path and the gate's name, in the order of the layers; NaN where a matrix is not finite; empty where the network has no recurrent layer.</summary>
    public static ImmutableArray<LayerMeasure> Of<T>(Model<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. BareLayer.Of(model.Network).Where(place => place.Layer is Recurrent).SelectMany(place => OfLayer(model.Parameters, place, (Recurrent)place.Layer))];
    }

    private static IEnumerable<LayerMeasure> OfLayer<T>(Parameters<T> θ, BareLayer place, Recurrent layer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var weight = place.Weight(θ, "weight_hh");
        return layer.Gates.Select((gate, number) => new LayerMeasure(layer.Gates.Length == 1 ? place.Path : $"{place.Path}.{gate.Name}", Radius(weight.Slice(1, number * layer.Units, layer.Units))));
    }

    private static double Radius<T>(Tensor<T> matrix) where T : unmanaged, IBinaryFloatingPointIeee754<T> => matrix.IsFinite ? Eigenvalues.SpectralRadius(matrix) : double.NaN;
}
