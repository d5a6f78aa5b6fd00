namespace Functional.NN;

/// <summary>y = 1 where x &gt; 0, 0 where x &lt; 0, and H(0) = 1 unless told; the derivative is 0.</summary>
/// <remarks>The threshold unit of McCulloch and Pitts 1943, textbooks' hard limit: at the threshold it fires. Other conventions have H(0) = 0 or ½. Nothing is learned through it; the perceptron rule does not need its derivative.</remarks>
public sealed record Step : Activation
{
    /// <summary>A step.</summary>
    /// <param name="AtZero">the value at 0, usually 0, ½ or 1</param>
    public Step(double AtZero = 1) => this.AtZero = AtZero;

    /// <summary>The value at 0.</summary>
    public double AtZero { get; init => field = NN.Constants.Finite(value, nameof(Step), "the value at 0"); }

    /// <inheritdoc/>
    public override Var Apply(Var x) => AtZero == 0 ? Var.Step(x) : Var.Step(x) + AtZero * (1 - Var.Abs(Var.Sign(x)));

    private protected override FormattableString Constants => $"{AtZero}";
}
