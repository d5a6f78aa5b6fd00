namespace Functional.NN;

/// <summary>A function of several blocks of numbers with the gradient somebody claims for it: what a check compares.</summary>
/// <param name="Subject">what it is, for people</param>
/// <param name="Names">what the blocks are called</param>
/// <param name="Point">where it is checked</param>
/// <param name="Value">f, all its numbers in a tensor</param>
/// <param name="Gradient">ȳ ↦ the claimed ∇⟨ȳ, f⟩ at the point, block by block</param>
internal sealed record GradientProblem(string Subject, string[] Names, Tensor<double>[] Point, Func<Tensor<double>[], Tensor<double>> Value, Func<Tensor<double>, Tensor<double>[]> Gradient)
{
    /// <summary>v ↦ J·v at the point by tangents, where there are any.</summary>
    public Func<Tensor<double>[], Tensor<double>>? Tangent { get; init; }

    /// <summary>Slopes along lines without differences, where the function offers them: of functions of complex numbers.</summary>
    public Func<Line, SlopeEstimate>? Slope { get; init; }

    /// <summary>The relative rounding error of one operation of the claimed gradient: 2⁻⁵² or 2⁻²³.</summary>
    public double Epsilon { get; init; } = Rounding.Double;

    /// <summary>How many roundings the claimed gradient may be off, for reasons of its own: 2¹⁴ in double.</summary>
    public double Roundings { get; init; } = 16384;

    /// <summary>ȳ ↦ samples of by how much rounding moves the claimed gradient, block by block each; none where <see cref="Roundings"/> say it.</summary>
    public Func<Tensor<double>, Tensor<double>[][]>? Roundoff { get; init; }

    /// <summary>ȳ ↦ samples of what rounding does to the value and to the claimed gradient, asked for before a number is called wrong; none where the operations are not known.</summary>
    public Func<Tensor<double>, RoundingSamples>? Samples { get; init; }

    /// <summary>What keeps the gradient from being looked at, if anything does: something is to be said of the function itself.</summary>
    public Func<GradientObjection?>? Objection { get; init; }

    /// <summary>What a reader of the report should know besides, such as why there is no shadow.</summary>
    public Func<string?>? Remark { get; init; }
}

/// <summary>By how much rounding moves the numbers of a value, and those of a gradient block by block, in each of several samples.</summary>
internal sealed record RoundingSamples(Tensor<double>[] Value, Tensor<double>[][] Gradient);

/// <summary>The verdict on a function whose gradient need not be looked at any more, and why.</summary>
internal sealed record GradientObjection(GradientVerdict Verdict, string Reason);

/// <summary>The distance from 1 to the next larger number.</summary>
internal static class Rounding
{
    public const double Double = 1.0 / (1L << 52), Single = 1.0 / (1 << 23);
}
