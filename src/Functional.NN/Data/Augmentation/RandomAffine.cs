using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Images turned, shifted, scaled and sheared: p′ = c + t + s·R(φ)·S(k)·(p − c) with c the centre, R(φ) a turn and S(k) the shear x + k·y; numbers between pixels are interpolated bilinearly.</summary>
/// <remarks>φ, t, s − 1 and k are independent and uniform within the given bounds. Computed in <c>double</c>, rounded once. A φ above 0 turns against the clock as the image is seen, y pointing down.</remarks>
public sealed record RandomAffine : FillingAugmentation
{
    /// <summary>Images turned, shifted, scaled and sheared at random.</summary>
    /// <param name="Rotation">the largest turn to either side, in degrees</param>
    /// <param name="Shift">the largest shift along each axis, in pixels</param>
    /// <param name="Scale">the largest change of size: s is from 1 − Scale to 1 + Scale</param>
    /// <param name="Shear">the largest |k|</param>
    /// <param name="Fill">what stands where there is nothing of the image</param>
    public RandomAffine(double Rotation = 0, double Shift = 0, double Scale = 0, double Shear = 0, double Fill = 0) : base(Fill) =>
        (this.Rotation, this.Shift, this.Scale, this.Shear) = (Rotation, Shift, Scale, Shear);

    /// <summary>The largest turn to either side, in degrees.</summary>
    public double Rotation { get; init => field = NotNegative(value, nameof(RandomAffine), "the rotation"); }

    /// <summary>The largest shift along each axis, in pixels.</summary>
    public double Shift { get; init => field = NotNegative(value, nameof(RandomAffine), "the shift"); }

    /// <summary>The largest change of size, below 1.</summary>
    public double Scale { get; init => field = value is >= 0 and < 1 ? value : throw new NNException(Sentence.Of($"RandomAffine: the change of size must be from 0 to below 1, got {value}.")); }

    /// <summary>The largest |k|.</summary>
    public double Shear { get; init => field = NotNegative(value, nameof(RandomAffine), "the shear"); }

    private protected override void Change<T>(ReadOnlySpan<T> image, Shape shape, RandomKey key, Span<T> to)
    {
        var drawn = key.Uniform<double>([5], -1, 1).AsSpan();
        ImageChanges.Warp(image, shape, AffineMap.Of(drawn[0] * Rotation, drawn[1] * Shift, drawn[2] * Shift, 1 + drawn[3] * Scale, drawn[4] * Shear, shape[1], shape[2]), Fill, to);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"RandomAffine({Rotation}, {Shift}, {Scale}, {Shear})");
}
