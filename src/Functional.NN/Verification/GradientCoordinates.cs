namespace Functional.NN;

/// <summary>Which numbers of a gradient are checked.</summary>
public abstract record GradientCoordinates
{
    private protected GradientCoordinates() { }

    /// <summary>Every coordinate of every block.</summary>
    public static GradientCoordinates All { get; } = new AllCoordinates();

    /// <summary>So many coordinates of each block, drawn without replacement; all of a block that has no more.</summary>
    public static GradientCoordinates Sample(int perBlock) => new SampledCoordinates(perBlock);

    /// <summary>⟨g, u⟩ for so many random directions u through all blocks at once.</summary>
    /// <remarks>
    /// uᵢ = ±max(1, |xᵢ|)·U[½, 1½). A mistake m in one coordinate shows in a direction as m·uᵢ, and that is seen when it is larger than <see cref="GradientEntry.Detectable"/>:
    /// <see cref="ExpectedDirections"/> says how many directions that takes on average. Mistakes in several coordinates cancel with probability zero.
    /// </remarks>
    public static GradientCoordinates Directions(int count) => new RandomDirections(count);

    /// <summary>1/P(|u| &gt; d/m) with |u| uniform in [½, 1½): how many directions it takes on average to see a mistake in one coordinate; ∞ when none would show it.</summary>
    /// <param name="mistake">m, the size of the mistake, times max(1, |x|) of its coordinate</param>
    /// <param name="detectable">d, the smallest difference in a direction that is certainly seen</param>
    public static double ExpectedDirections(double mistake, double detectable) => 1 / Math.Clamp(1.5 - Math.Abs(detectable / mistake), 0, 1);

    internal static int Positive(int count, string what) => count > 0 ? count : throw new NNException(Sentence.Of($"GradientCoordinates: there must be at least one {what}, got {count}."));
}

internal sealed record AllCoordinates : GradientCoordinates
{
    public override string ToString() => "all coordinates";
}

internal sealed record SampledCoordinates(int PerBlock) : GradientCoordinates
{
    public int PerBlock { get; } = Positive(PerBlock, "coordinate of a block");

    public override string ToString() => Sentence.Of($"{PerBlock} coordinates of each block");
}

internal sealed record RandomDirections(int Count) : GradientCoordinates
{
    public int Count { get; } = Positive(Count, "direction");

    public override string ToString() => Sentence.Of($"{Count} random directions");
}
