namespace Functional.NN.Properties.Optimizers;

/// <summary>Numbers that agree up to rounding, with a sentence where they do not.</summary>
internal static class Near
{
    /// <summary>|got − expected| ≤ tolerance; a NaN agrees with nothing.</summary>
    public static void Number(double expected, double got, double tolerance, string what) =>
        Assert.True(Math.Abs(got - expected) <= tolerance, FormattableString.Invariant($"{what}: expected {expected:R} within {tolerance:R}, got {got:R}."));

    /// <summary>The same for each number of a vector, with a tolerance relative to it and one that is absolute.</summary>
    public static void Vector(Parameters<double> expected, Parameters<double> got, double relative, string what, double absolute = 0)
    {
        Assert.Equal(expected.Layout, got.Layout);
        for (int i = 0; i < expected.Layout.Size; i++)
            Number(expected.Vector[i], got.Vector[i], relative * Math.Abs(expected.Vector[i]) + absolute, FormattableString.Invariant($"{what}, number {i}"));
    }

    public static void AtMost(double bound, double got, string what) => Assert.True(got <= bound, FormattableString.Invariant($"{what}: at most {bound:R}, got {got:R}."));
}
