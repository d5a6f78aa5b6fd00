namespace Functional.NN;

/// <summary>How controllers reduce the factor of the rate.</summary>
internal static class RateReduction
{
    /// <summary>max(γf, f_min), and never more than f.</summary>
    public static double Of(double f, double γ, double minimum) => Math.Min(f, Math.Max(γ * f, minimum));

    public static double Factor(double factor, string who) => factor is > 0 and < 1 ? factor : throw new NNException(Sentence.Of($"{who}: the factor must be above 0 and below 1, got {factor}."));

    public static double Minimum(double minimum, string who) =>
        minimum is >= 0 and <= 1 ? minimum + 0.0 : throw new NNException(Sentence.Of($"{who}: the minimum is a part of the scheduled rate, from 0 to 1; got {minimum}."));
}
