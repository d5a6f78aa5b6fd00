namespace Functional.NN;

/// <summary>What the constants of descriptions may be.</summary>
internal static class Constants
{
    // Adding +0 makes −0 the 0 it is equal to, so that equal constants are written alike.
    public static double Decay(double value, string who) =>
        value is >= 0 and < 1 ? value + 0.0 : throw new NNException(Sentence.Of($"{who}: a decay or momentum coefficient must be from 0 to below 1, got {value}."));

    public static double NotNegative(double value, string who, string what) =>
        value >= 0 && double.IsFinite(value) ? value + 0.0 : throw new NNException(Sentence.Of($"{who}: {what} must be a finite number that is not negative, got {value}."));

    public static double Positive(double value, string who, string what) =>
        value > 0 && double.IsFinite(value) ? value : throw new NNException(Sentence.Of($"{who}: {what} must be a finite positive number, got {value}."));

    public static double Finite(double value, string who, string what) =>
        double.IsFinite(value) ? value + 0.0 : throw new NNException(Sentence.Of($"{who}: {what} must be a finite number, got {value}."));

    /// <summary>The fraction of something that is dropped.</summary>
    public static double Rate(double value, string who) =>
        value is >= 0 and < 1 ? value + 0.0 : throw new NNException(Sentence.Of($"{who}: the rate must be from 0 to below 1, got {value}."));
}
