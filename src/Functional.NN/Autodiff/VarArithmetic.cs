namespace Functional.NN;

public sealed partial class Var
{
    /// <summary>a + b, elementwise and broadcasted.</summary>
    public static Var operator +(Var a, Var b) => Apply(new Primitives.Add(), a, b);

    /// <summary>a − b, elementwise and broadcasted.</summary>
    public static Var operator -(Var a, Var b) => Apply(new Primitives.Subtract(), a, b);

    /// <summary>a ⊙ b, elementwise and broadcasted; the matrix product is <see cref="MatMul"/>.</summary>
    public static Var operator *(Var a, Var b) => Apply(new Primitives.Multiply(), a, b);

    /// <summary>a ⊘ b, elementwise and broadcasted.</summary>
    public static Var operator /(Var a, Var b) => Apply(new Primitives.Divide(), a, b);

    /// <summary>−a.</summary>
    public static Var operator -(Var a) => Apply(new Primitives.Negate(), a);

    /// <summary>a + b with a number b.</summary>
    public static Var operator +(Var a, double b) => a + Constant(b);

    /// <summary>a − b with a number b.</summary>
    public static Var operator -(Var a, double b) => a - Constant(b);

    /// <summary>a·b with a number b.</summary>
    public static Var operator *(Var a, double b) => a * Constant(b);

    /// <summary>a/b with a number b.</summary>
    public static Var operator /(Var a, double b) => a / Constant(b);

    /// <summary>a + b with a number a.</summary>
    public static Var operator +(double a, Var b) => Constant(a) + b;

    /// <summary>a − b with a number a.</summary>
    public static Var operator -(double a, Var b) => Constant(a) - b;

    /// <summary>a·b with a number a.</summary>
    public static Var operator *(double a, Var b) => Constant(a) * b;

    /// <summary>a/b with a number a.</summary>
    public static Var operator /(double a, Var b) => Constant(a) / b;

    /// <summary>The larger of each two elements, broadcasted; at a tie the derivative is a's.</summary>
    public static Var Max(Var a, Var b) => Apply(new Primitives.Maximum(), a, b);

    /// <summary>The smaller of each two elements, broadcasted; at a tie the derivative is a's.</summary>
    public static Var Min(Var a, Var b) => Apply(new Primitives.Minimum(), a, b);

    /// <summary>1 where a &gt; b, else 0; its derivative is 0.</summary>
    public static Var Greater(Var a, Var b) => Apply(new Primitives.GreaterThan(), a, b);

    /// <summary>a where the mask is not 0, else b; broadcasted.</summary>
    public static Var Where(Var mask, Var whenTrue, Var whenFalse)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(whenTrue);
        ArgumentNullException.ThrowIfNull(whenFalse);
        var shape = Shape.Broadcast(mask.Shape, Shape.Broadcast(whenTrue.Shape, whenFalse.Shape));
        return Apply(new Primitives.Where(), mask.BroadcastTo(shape), whenTrue.BroadcastTo(shape), whenFalse.BroadcastTo(shape));
    }

    /// <summary>The matrix product over the last two axes, with either matrix transposed first if asked.</summary>
    /// <param name="a">(… × m × k), or (… × k × m) with <paramref name="transposeA"/></param>
    /// <param name="b">(… × k × n), or (… × n × k) with <paramref name="transposeB"/></param>
    /// <param name="transposeA">read a transposed</param>
    /// <param name="transposeB">read b transposed</param>
    public static Var MatMul(Var a, Var b, bool transposeA = false, bool transposeB = false) => Apply(new Primitives.MatMul(transposeA, transposeB), a, b);

    /// <summary>Z = X·W + b, the bias added to every row after the product.</summary>
    /// <param name="x">(batch × inputs)</param>
    /// <param name="weight">(inputs × outputs)</param>
    /// <param name="bias">(outputs), or none</param>
    public static Var Affine(Var x, Var weight, Var? bias) => bias is null ? MatMul(x, weight) : MatMul(x, weight) + bias;
}
