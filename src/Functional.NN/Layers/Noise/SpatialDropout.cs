namespace Functional.NN;

/// <summary>In training y = x ⊙ m/(1 − rate), m being 1 with probability 1 − rate and else 0, one for each whole channel of a sample; in evaluation y = x.</summary>
/// <remarks>
/// Tompson, Goroshin, Jain, LeCun and Bregler 2015: neighbouring places of a channel tell much the same, so <see cref="Dropout"/> of single ones takes little away. In the inverted form.
/// Channels are axis 1 of the batch (N × channels × …) unless told.
/// </remarks>
public sealed record SpatialDropout : ILayer
{
    /// <summary>Dropout of whole channels.</summary>
    /// <param name="Rate">the fraction of channels that are dropped</param>
    /// <param name="ChannelAxis">the axis of the channels in the batch: 1 for images, −1 (the last) for sequences</param>
    public SpatialDropout(double Rate = 0.5, int ChannelAxis = 1) => (this.Rate, this.ChannelAxis) = (Rate, ChannelAxis);

    /// <summary>The fraction of channels that are dropped, from 0 to below 1.</summary>
    public double Rate { get; init => field = Constants.Rate(value, nameof(SpatialDropout)); }

    /// <summary>The axis of the channels in the batch, whose axis 0 is the samples; a negative one counts from the end.</summary>
    public int ChannelAxis { get; init => field = NN.ChannelAxis.Checked(value, nameof(SpatialDropout)); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public SpatialDropout With(double? rate = null, int? channelAxis = null) => this with { Rate = rate ?? Rate, ChannelAxis = channelAxis ?? ChannelAxis };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input) => NN.ChannelAxis.In(input, ChannelAxis);

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        int channels = x.Shape.Axis(ChannelAxis);
        var each = Shape.Of([.. x.Shape.Select((n, axis) => axis == 0 || axis == channels ? n : 1)]);
        return Dropout.Masked(context, x, each, Rate);
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"SpatialDropout({Rate}{(ChannelAxis == 1 ? "" : Sentence.Of($", channel axis {ChannelAxis}"))})");
}
