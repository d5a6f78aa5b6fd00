namespace Functional.NN;

/// <summary>
/// How the kernel of a 2-D convolution walks over an image. The output has ⌊(n + before + after − dilation·(k − 1) − 1)/stride⌋ + 1 cells
/// along an axis of n.
/// </summary>
public sealed record Conv2DGeometry
{
    /// <summary>A geometry, checked.</summary>
    /// <param name="stride">cells from one place of the kernel to the next; 1 unless told</param>
    /// <param name="padding">zeros around the image; none unless told</param>
    /// <param name="dilation">cells from one tap of the kernel to the next; 1 unless told</param>
    /// <param name="groups">into how many independent groups the channels fall; 1 unless told</param>
    /// <exception cref="ShapeException">A stride, dilation or group count is below 1, or a padding below 0.</exception>
    public Conv2DGeometry(Extent2D? stride = null, Padding2D padding = default, Extent2D? dilation = null, int groups = 1)
    {
        Stride = (stride ?? 1).AtLeastOne("Conv2D: the stride");
        Padding = padding.NotNegative("Conv2D");
        Dilation = (dilation ?? 1).AtLeastOne("Conv2D: the dilation");
        Groups = groups >= 1 ? groups : throw new ShapeException(Sentence.Of($"Conv2D: there must be 1 group or more, got {groups}."));
    }

    /// <summary>Stride 1, no padding, no dilation, one group.</summary>
    public static Conv2DGeometry Plain { get; } = new();

    /// <summary>Cells from one place of the kernel to the next.</summary>
    public Extent2D Stride { get; }

    /// <summary>Zeros around the image.</summary>
    public Padding2D Padding { get; }

    /// <summary>Cells from one tap of the kernel to the next.</summary>
    public Extent2D Dilation { get; }

    /// <summary>Into how many independent groups the channels fall; the output channels of a group see the input channels of that group only.</summary>
    public int Groups { get; }

    /// <summary>The height and width of the output.</summary>
    /// <exception cref="ShapeException">The kernel does not fit into the padded image.</exception>
    public Extent2D OutputSize(Extent2D image, Extent2D kernel) => Windows.Count("Conv2D", "kernel", image, kernel, Stride, Padding, Dilation);

    /// <summary>The shape of the output.</summary>
    /// <param name="x">N×C×H×W</param>
    /// <param name="weight">out × C/groups × kh × kw</param>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    public Shape OutputShape(Shape x, Shape weight)
    {
        Windows.CheckImages("Conv2D", x);
        ArgumentNullException.ThrowIfNull(weight);
        if (weight.Rank != 4) throw new ShapeException(Sentence.Of($"Conv2D: expected a weight out × in/groups × height × width, got {weight}."));
        if (x[1] % Groups != 0 || weight[0] % Groups != 0)
            throw new ShapeException(Sentence.Of($"Conv2D: {x[1]} input and {weight[0]} output channels do not fall into {Groups} equal groups."));
        if (weight[1] != x[1] / Groups)
            throw new ShapeException(Sentence.Of($"Conv2D: the weight {weight} takes {weight[1]} channels, the images {x} have {x[1] / Groups} in each of {Groups} groups."));
        var size = OutputSize(new(x[2], x[3]), new(weight[2], weight[3]));
        return Shape.Of(x[0], weight[0], size.Y, size.X);
    }
}
