using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>The share of dead ReLU units: a unit is dead on a batch when its output is 0 for every sample, so that no gradient passes it and nothing the batch says can change it.</summary>
/// <remarks>
/// Maas, Hannun and Ng 2013, "Rectifier nonlinearities improve neural network acoustic models"; Lu, Shin, Su and Karniadakis 2020, "Dying ReLU and initialization". A unit is what has weights of its own: a number of a vector, a channel of
/// an image or signal (its positions share the weights, so it is dead when its whole map is 0), a feature of a sequence (over all steps that count). Looked at are <see cref="Relu"/> and <see cref="Relu6"/>, also as the
/// activation of an <see cref="ElmanRnn"/>; the network is in evaluation mode, so without dropout.
/// </remarks>
public static class DeadUnits
{
    /// <summary>How many units of every ReLU layer are dead on a batch, by path in the order of the layers; empty where the network has none.</summary>
    /// <param name="model">the model</param>
    /// <param name="batch">the samples, whose targets do not matter</param>
    public static ImmutableArray<LayerShare> Of<T>(Model<T> model, Batch<T> batch) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Activity.Of(model, batch).Where(activity => activity.Function is Relu or Relu6).Select(Dead)];

    private static LayerShare Dead(Activity activity)
    {
        var values = activity.Counts is { } counts ? Tensor.Where(counts.BroadcastTo(activity.Values.Shape), activity.Values, Tensor.Zeros<double>(activity.Values.Shape)) : activity.Values;
        int axis = activity.UnitAxis, units = values.Shape[axis];
        int before = values.Shape.Range(0, axis).Size, behind = values.Shape.Range(axis + 1, values.Shape.Rank).Size;
        if (before * behind == 0) return new(activity.Path, 0, units);
        var most = values.Abs().Reshape(before, units, behind).Max(2).Max(0);
        return new(activity.Path, most.ToArray().Count(largest => largest == 0), units);
    }
}
