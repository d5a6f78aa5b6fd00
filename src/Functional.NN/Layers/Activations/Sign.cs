namespace Functional.NN;

/// <summary>y = 1 where x &gt; 0, −1 where x &lt; 0, and sgn 0 = 0 unless told; the derivative is 0.</summary>
/// <remarks>Textbooks' symmetrical hard limit has 1 at 0: <c>new Sign(AtZero: 1)</c>. Nothing is learned through it; the perceptron rule does not need its derivative.</remarks>
public sealed record Sign : Activation
{
    /// <summary>A step.</summary>
    /// <param name="AtZero">the value at 0, usually −1, 0 or 1</param>
    public Sign(double AtZero = 0) => this.AtZero = AtZero;

    /// <summary>The value at 0.</summary>
    public double AtZero { get; init => field = NN.Constants.Finite(value, nameof(Sign), "the value at 0"); }

    /// <inheritdoc/>
    public override Var Apply(Var x) => AtZero == 0 ? Var.Sign(x) : Var.Sign(x) + AtZero * (1 - Var.Abs(Var.Sign(x)));

    private protected override FormattableString Constants => $"{AtZero}";
}
