namespace Functional.NN;

/// <summary>What the constants of schedules may be, and the two ways from one rate to another.</summary>
internal static class Rates
{
    // Adding +0 makes −0 the 0 it is equal to, so that equal constants are written alike.
    public static double Rate(double rate, string who) =>
        rate >= 0 && double.IsFinite(rate) ? rate + 0.0 : throw new NNException(Sentence.Of($"{who}: a learning rate must be a finite number that is not negative, got {rate}."));

    public static long Steps(long steps, string who) => steps > 0 ? steps : throw new NNException(Sentence.Of($"{who}: the number of steps must be positive, got {steps}."));

    public static double Shrinking(double factor, string who) =>
        factor is > 0 and <= 1 ? factor : throw new NNException(Sentence.Of($"{who}: the factor must be above 0 and at most 1, got {factor}."));

    public static double Positive(double value, string who, string what) =>
        value > 0 && double.IsFinite(value) ? value : throw new NNException(Sentence.Of($"{who}: {what} must be a finite number above 0, got {value}."));

    /// <summary>The rate that a change makes of another.</summary>
    public static Schedule Changed(Schedule rate, Func<Schedule, Schedule> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change(rate) ?? throw new ArgumentNullException(nameof(change), "The change of a rate gives a schedule, got null.");
    }

    /// <summary>(1 − q)·a + q·b, exactly a and b at the ends.</summary>
    public static double Linear(double a, double b, double q) => (1 - q) * a + q * b;

    /// <summary>b + ½(a − b)(1 + cos πq): half a wave from a to b, exactly a and b at the ends.</summary>
    public static double Cosine(double a, double b, double q) => Linear(a, b, (1 - Kernels.Elementary.Cos(Math.PI * q)) / 2);
}
