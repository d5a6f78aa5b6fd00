namespace Functional.NN;

/// <summary>What the constants of descriptions may be.</summary>
internal static class Constants
{
    /// <summary>The momentum that textbooks and libraries take when nothing is said.</summary>
    public const double UsualMomentum = 0.9;

    // Adding +0 makes −0 the 0 it is equal to, so that equal constants are written alike.
    public static double Decay(double value, string who) =>
        value is >= 0 and < 1 ? value + 0.0 : throw new NNException(Sentence.Of($"{who}: a decay or momentum coefficient must be from 0 to below 1, got {value}."));

    /// <summary>A coefficient that may depend on the step; what does not is checked at once.</summary>
    public static Schedule Decay(Schedule value, string who)
    {
        if (value is Constant constant) Decay(constant.Value, who);
        return value;
    }

    public static double NotNegative(double value, string who, string what) =>
        value >= 0 && double.IsFinite(value) ? value + 0.0 : throw new NNException(Sentence.Of($"{who}: {what} must be a finite number that is not negative, got {value}."));

    public static double Positive(double value, string who, string what) =>
        value > 0 && double.IsFinite(value) ? value : throw new NNException(Sentence.Of($"{who}: {what} must be a finite positive number, got {value}."));

    public static double Finite(double value, string who, string what) =>
        double.IsFinite(value) ? value + 0.0 : throw new NNException(Sentence.Of($"{who}: {what} must be a finite number, got {value}."));

    /// <summary>The fraction of something that is dropped.</summary>
    public static double Rate(double value, string who) =>
        value is >= 0 and < 1 ? value + 0.0 : throw new NNException(Sentence.Of($"{who}: the rate must be from 0 to below 1, got {value}."));

    /// <summary>A limit; ∞ is none.</summary>
    public static double Limit(double value, string who, string what) =>
        value > 0 ? value : throw new NNException(Sentence.Of($"{who}: {what} must be a positive number, got {value}."));

    public static double Fraction(double value, string who, string what) =>
        value is >= 0 and <= 1 ? value + 0.0 : throw new NNException(Sentence.Of($"{who}: {what} must be from 0 to 1, got {value}."));

    public static double AtLeast(double least, double value, string who, string what) =>
        value >= least && double.IsFinite(value) ? value : throw new NNException(Sentence.Of($"{who}: {what} must be a finite number from {least} on, got {value}."));

    public static long AtLeast(long least, long value, string who, string what) =>
        value >= least ? value : throw new NNException(Sentence.Of($"{who}: {what} must be a whole number from {least} on, got {value}."));

    public static int AtLeast(int least, int value, string who, string what) => (int)AtLeast((long)least, value, who, what);
}
