namespace Functional.NN;

/// <summary>How many inputs and outputs a weight connects: fan-in and fan-out.</summary>
public sealed record Fans(int In, int Out)
{
    /// <summary>The fans of a weight of shape (inputs, outputs); of a vector, its length for both.</summary>
    public static Fans Of(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Rank switch { 0 => new(1, 1), 1 => new(shape[0], shape[0]), _ => new(shape[^2], shape[^1]) };
    }

    /// <summary>The fans of a convolution's weight (out × in/groups × k…): in·∏k and out·∏k, in counted within a group.</summary>
    public static Fans OfConvolution(Shape weight)
    {
        ArgumentNullException.ThrowIfNull(weight);
        int kernel = weight.Range(2, weight.Rank).Size;
        return new(weight[1] * kernel, weight[0] * kernel);
    }
}
