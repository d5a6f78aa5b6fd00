namespace Functional.NN;

/// <summary>y = min(b, max(a, x)), a = −1 and b = 1 unless told.</summary>
/// <remarks>Collobert 2004; the saturating linear functions of textbooks are (−1, 1) and (0, 1). The derivative at both corners is 0.</remarks>
public sealed record HardTanh : Activation
{
    /// <summary>A line cut off on both sides.</summary>
    /// <param name="Minimum">the least value</param>
    /// <param name="Maximum">the greatest value, above the least one</param>
    public HardTanh(double Minimum = -1, double Maximum = 1)
    {
        (this.Minimum, this.Maximum) = (Minimum, Maximum);
        Check();
    }

    /// <summary>The least value.</summary>
    public double Minimum { get; init => field = NN.Constants.Finite(value, nameof(HardTanh), "the minimum"); }

    /// <summary>The greatest value.</summary>
    public double Maximum { get; init => field = NN.Constants.Finite(value, nameof(HardTanh), "the maximum"); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public HardTanh With(double? minimum = null, double? maximum = null) => new(minimum ?? Minimum, maximum ?? Maximum);

    /// <inheritdoc/>
    public override Var Apply(Var x)
    {
        Check();
        return Var.Clamp(x, Minimum, Maximum);
    }

    private protected override FormattableString Constants => $"{Minimum}, {Maximum}";

    // Each constant can be set alone, so both are looked at together where they are used as well.
    private void Check()
    {
        if (Minimum >= Maximum) throw new NNException(Sentence.Of($"HardTanh: the minimum must be below the maximum, got {Minimum} and {Maximum}."));
    }
}
