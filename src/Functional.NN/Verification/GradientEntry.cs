using System.Globalization;

namespace Functional.NN;

/// <summary>One number of a gradient, as it is claimed and as it is measured.</summary>
/// <param name="Block">the parameter, state or input the derivative is with respect to, or <c>direction</c></param>
/// <param name="Shape">the block's shape</param>
/// <param name="Place">the row-major number of the coordinate in the block</param>
/// <param name="Analytic">the derivative as it is claimed</param>
/// <param name="Numeric">the derivative as it is measured; NaN where it could not be</param>
/// <param name="Bound">how far the measured number may lie from the true one</param>
/// <param name="Tolerance">how far the claimed number may lie from the true one, for its own rounding</param>
/// <param name="Verdict">right, wrong, kink or cannot tell</param>
public sealed record GradientEntry(string Block, Shape Shape, int Place, double Analytic, double Numeric, double Bound, double Tolerance, GradientVerdict Verdict)
{
    /// <summary>The slopes on the two sides, where they differ.</summary>
    public OneSidedSlopes? Sides { get; init; }

    /// <summary>|analytic − numeric|.</summary>
    public double Error => Math.Abs(Analytic - Numeric);

    /// <summary>The error in units of bound + tolerance; infinite where a number is not finite.</summary>
    public double Severity => !double.IsFinite(Error) ? double.PositiveInfinity : Error == 0 ? 0 : Error / (Bound + Tolerance);

    /// <summary>2·bound + tolerance: with a mistake larger than this the number would not have been called right.</summary>
    public double Detectable => 2 * Bound + Tolerance;

    /// <summary>The block with the coordinate's indices: <c>weight[2, 1]</c>.</summary>
    public string Coordinate => Shape.Rank == 0 ? Block : $"{Block}[{string.Join(", ", Index().Select(i => i.ToString(CultureInfo.InvariantCulture)))}]";

    /// <summary>The coordinate, both numbers, how sure, and the verdict.</summary>
    public override string ToString() => Verdict switch
    {
        GradientVerdict.Kink => Sentence.Of($"{Coordinate}: analytic {Analytic:G9}, slopes {Sides?.Left:G9} and {Sides?.Right:G9}, kink"),
        GradientVerdict.CannotTell when !double.IsFinite(Numeric) => Sentence.Of($"{Coordinate}: analytic {Analytic:G9}, no slope can be measured, cannot tell"),
        _ => Sentence.Of($"{Coordinate}: analytic {Analytic:G9}, numeric {Numeric:G9}, error {Error:0.0e+0}, bound {Bound:0.0e+0}, tolerance {Tolerance:0.0e+0}, {VerdictText.Of(Verdict)}"),
    };

    private int[] Index()
    {
        var index = new int[Shape.Rank];
        for (int axis = Shape.Rank - 1, rest = Place; axis >= 0; rest /= Shape[axis--]) index[axis] = rest % Shape[axis];
        return index;
    }
}

/// <summary>The slopes of a function on the two sides of a point.</summary>
/// <param name="Left">(f(x) − f(x − h))/h as h → 0</param>
/// <param name="Right">(f(x + h) − f(x))/h as h → 0</param>
public readonly record struct OneSidedSlopes(double Left, double Right);
