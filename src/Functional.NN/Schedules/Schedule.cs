namespace Functional.NN;

/// <summary>A rate as a pure function of the step, counted from 0.</summary>
/// <remarks>A number is a constant schedule: <c>new Adam(0.001)</c>.</remarks>
public abstract record Schedule
{
    /// <summary>The rate that step number <paramref name="step"/> uses.</summary>
    public abstract double At(long step);

    /// <summary>The same rate in every step.</summary>
    public static implicit operator Schedule(double rate) => new Constant(rate);

    /// <summary>The same rate in every step.</summary>
    public static Schedule FromDouble(double rate) => new Constant(rate);

    internal static double Rate(double rate, string who) =>
        rate >= 0 && double.IsFinite(rate) ? rate + 0.0 : throw new NNException(Sentence.Of($"{who}: a learning rate must be a finite number that is not negative, got {rate}."));
}
