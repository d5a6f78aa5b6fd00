using MathNet.Numerics.Distributions;

namespace Functional.NN.Experiments;

/// <summary>Student's t distribution.</summary>
internal static class Student
{
    private const double UpperPoint = 0.975;   // of a two-sided interval of 95 %

    /// <summary>The 97.5 % point.</summary>
    public static double Quantile(int freedom) => StudentT.InvCDF(0, 1, freedom, UpperPoint);

    /// <summary>How likely |T| is to be as large as this, or larger.</summary>
    public static double TwoSided(double t, int freedom) => Math.Min(1, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t)));
}
