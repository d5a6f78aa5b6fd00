namespace Functional.NN;

/// <summary>y = A·tanh(S·x).</summary>
/// <remarks>LeCun, Bottou, Bengio and Haffner 1998: with A = 1.7159 and S = 2/3, y(±1) = ±1 and the second derivative is largest there.</remarks>
public sealed record ScaledTanh : Activation
{
    /// <summary>A scaled hyperbolic tangent.</summary>
    /// <param name="Amplitude">A</param>
    /// <param name="Slope">S</param>
    public ScaledTanh(double Amplitude = 1.7159, double Slope = 2.0 / 3) => (this.Amplitude, this.Slope) = (Amplitude, Slope);

    /// <summary>A.</summary>
    public double Amplitude { get; init => field = NN.Constants.Finite(value, nameof(ScaledTanh), "the amplitude"); }

    /// <summary>S.</summary>
    public double Slope { get; init => field = NN.Constants.Finite(value, nameof(ScaledTanh), "the slope"); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public ScaledTanh With(double? amplitude = null, double? slope = null) => this with { Amplitude = amplitude ?? Amplitude, Slope = slope ?? Slope };

    /// <inheritdoc/>
    public override Var Apply(Var x) => Amplitude * Var.Tanh(Slope * x);

    private protected override FormattableString Constants => $"{Amplitude}, {Slope}";
}
