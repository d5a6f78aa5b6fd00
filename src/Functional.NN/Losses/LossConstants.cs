namespace Functional.NN;

/// <summary>What the constants of losses may be.</summary>
internal static class LossConstants
{
    public static double Positive(double value, string who, string what) =>
        value > 0 && double.IsFinite(value) ? value : throw new NNException(Sentence.Of($"{who}: {what} must be positive, got {value}."));

    // Adding +0 makes −0 the 0 it is equal to, so that equal constants are written alike.
    public static double Share(double value, string who, string what) =>
        value is >= 0 and <= 1 ? value + 0.0 : throw new NNException(Sentence.Of($"{who}: {what} must be from 0 to 1, got {value}."));

    /// <summary>A logarithm from which on smaller ones are taken for it.</summary>
    public static double SmallestLog(double value, string who) =>
        value < 0 && double.IsFinite(value) ? value : throw new NNException(Sentence.Of($"{who}: the smallest logarithm must be a finite number below 0, got {value}."));

    /// <summary>One number a class or output, none negative.</summary>
    public static Tensor<double>? Weights(Tensor<double>? value, string who) =>
        value is null ? null
        : value.Shape.Rank != 1 || value.Shape.Size == 0 ? throw new NNException($"{who}: weights are a list of numbers, got {value.Shape}.")
        : value.ToArray().FirstOrDefault(weight => !(weight >= 0 && double.IsFinite(weight)), 0) is var wrong && wrong != 0 ? throw new NNException(Sentence.Of($"{who}: weights must be finite numbers that are not negative, got {wrong}."))
        : value + 0.0;
}
