using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Images mirrored left to right with one probability, and top to bottom with another.</summary>
public sealed record RandomFlip : ImageAugmentation
{
    /// <summary>Images mirrored at random.</summary>
    /// <param name="Horizontal">the probability of left and right being exchanged</param>
    /// <param name="Vertical">the probability of top and bottom being exchanged</param>
    public RandomFlip(double Horizontal = 0.5, double Vertical = 0) => (this.Horizontal, this.Vertical) = (Horizontal, Vertical);

    /// <summary>The probability of left and right being exchanged.</summary>
    public double Horizontal { get; init => field = Probability(value); }

    /// <summary>The probability of top and bottom being exchanged.</summary>
    public double Vertical { get; init => field = Probability(value); }

    private protected override void Change<T>(ReadOnlySpan<T> image, Shape shape, RandomKey key, Span<T> to) =>
        ImageChanges.Flip(image, shape, key.Unit(0) < Horizontal, key.Unit(1) < Vertical, to);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"RandomFlip({Horizontal}, {Vertical})");

    private static double Probability(double value) => value is >= 0 and <= 1 ? value : throw new NNException(Sentence.Of($"RandomFlip: a probability is from 0 to 1, got {value}."));
}
