namespace Functional.NN.Course;

/// <summary>Powers with whole exponents by multiplication alone, whose bits are the same on every machine; those of <see cref="Math.Pow"/> are the library's of the machine.</summary>
public static class Powers
{
    /// <summary>xⁿ = x·x⋯x, from the left; 1/x⁻ⁿ where n &lt; 0.</summary>
    public static double Of(double x, int n) => n < 0 ? 1 / Of(x, -n) : Enumerable.Repeat(x, n).Aggregate(1.0, (product, factor) => product * factor);
}
