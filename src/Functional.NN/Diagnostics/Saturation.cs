using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>The share of saturated activations: so near an end of its function's range that hardly a gradient passes.</summary>
/// <remarks>
/// Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", section 3, watch sigmoid and tanh layers saturate; Karpathy, Johnson and Li 2015 the gates of recurrent ones. An activation counts when
/// it is within a margin of an end of the range, by default 5 % of the range: σ &lt; 0.05 or σ &gt; 0.95, and |tanh| &gt; 0.9. As tanh z = 2σ(2z) − 1 these are the same places of the curve, where its slope is below 19 % of its largest.
/// Looked at are <see cref="Sigmoid"/>, <see cref="HardSigmoid"/>, <see cref="Tanh"/>, <see cref="ScaledTanh"/>, <see cref="HardTanh"/> and <see cref="Softsign"/>, also as gates or activations of recurrent layers, each gate by its name:
/// <c>0.forget</c>. Every number of every sample is one activation; steps that are masked do not count. The network is in evaluation mode.
/// </remarks>
public static class Saturation
{
    /// <summary>The usual margin, as a share of a function's range.</summary>
    public const double UsualMargin = 0.05;

    /// <summary>How many activations of every sigmoid-like layer or gate are saturated on a batch, by path in the order of the layers; empty where the network has none.</summary>
    /// <param name="model">the model</param>
    /// <param name="batch">the samples, whose targets do not matter</param>
    /// <param name="margin">how near an end of the range is near, as a share of the range, from 0 to ½</param>
    public static ImmutableArray<LayerShare> Of<T>(Model<T> model, Batch<T> batch, double margin = UsualMargin) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!(margin is >= 0 and <= 0.5)) throw new NNException(Sentence.Of($"Saturation: the margin must be from 0 to 0.5, as a share of the function's range, got {margin}."));
        return [.. Activity.Of(model, batch).SelectMany(activity => Range(activity.Function) is { } range ? new[] { Saturated(activity, range.Low, range.High, margin * (range.High - range.Low)) } : [])];
    }

    private static LayerShare Saturated(Activity activity, double low, double high, double margin)
    {
        var near = activity.Values.Map(y => y < low + margin || y > high - margin ? 1.0 : 0);
        if (activity.Counts is not { } counts) return new(activity.Path, (long)near.Sum().ToScalar(), near.Shape.Size);
        var counted = counts.Map(c => c == 0 ? 0.0 : 1).BroadcastTo(near.Shape);
        return new(activity.Path, (long)(near * counted).Sum().ToScalar(), (long)counted.Sum().ToScalar());
    }

    /// <summary>The range of a function that has two ends.</summary>
    private static (double Low, double High)? Range(Activation function) => function switch
    {
        Sigmoid or HardSigmoid => (0, 1),
        Tanh or Softsign => (-1, 1),
        ScaledTanh scaled => (-Math.Abs(scaled.Amplitude), Math.Abs(scaled.Amplitude)),
        HardTanh hard => (hard.Minimum, hard.Maximum),
        _ => null,
    };
}
