namespace Functional.NN.Properties.Mutants;

/// <summary>Functions that are right in their value and wrong in their derivative.</summary>
internal static class Forged
{
    /// <summary>The value of one function with the derivative of another.</summary>
    public static Var Instead(Var value, Var derivative) => Var.StopGradient(value) + (derivative - Var.StopGradient(derivative));

    /// <summary>x, which passes back its cotangent times a factor.</summary>
    public static Var Times(double factor, Var x) => Instead(x, factor * x);

    /// <summary>x, which passes back a thousandth more at its first place.</summary>
    public static Var FirstPlaceThousandthMore(Var x) => Instead(x, x * Var.Constant(Tensor.Generate(x.Shape, i => i == 0 ? 1.001 : 1)));
}
