namespace Functional.NN;

public sealed partial class Var
{
    /// <summary>eˣ.</summary>
    public static Var Exp(Var x) => Apply(new Primitives.Exp(), x);

    /// <summary>eˣ − 1, accurate near 0.</summary>
    public static Var Expm1(Var x) => Apply(new Primitives.Expm1(), x);

    /// <summary>ln x.</summary>
    public static Var Log(Var x) => Apply(new Primitives.Log(), x);

    /// <summary>ln(1 + x), accurate near 0.</summary>
    public static Var Log1p(Var x) => Apply(new Primitives.Log1p(), x);

    /// <summary>√x.</summary>
    public static Var Sqrt(Var x) => Apply(new Primitives.Sqrt(), x);

    /// <summary>x².</summary>
    public static Var Square(Var x) => x * x;

    /// <summary>xᵖ for a constant p.</summary>
    public static Var Pow(Var x, double exponent) => Apply(new Primitives.Power(exponent), x);

    /// <summary>sin x.</summary>
    public static Var Sin(Var x) => Apply(new Primitives.Sin(), x);

    /// <summary>cos x.</summary>
    public static Var Cos(Var x) => Apply(new Primitives.Cos(), x);

    /// <summary>arctan x, from −π/2 to π/2.</summary>
    public static Var Atan(Var x) => Apply(new Primitives.Atan(), x);

    /// <summary>tanh x.</summary>
    public static Var Tanh(Var x) => Apply(new Primitives.Tanh(), x);

    /// <summary>The logistic function 1/(1 + e⁻ˣ).</summary>
    public static Var Sigmoid(Var x) => Apply(new Primitives.Sigmoid(), x);

    /// <summary>ζ(x) = ln(1 + eˣ).</summary>
    public static Var Softplus(Var x) => Apply(new Primitives.Softplus(), x);

    /// <summary>The error function.</summary>
    public static Var Erf(Var x) => Apply(new Primitives.Erf(), x);

    /// <summary>1 − erf x, accurate where it is small.</summary>
    public static Var Erfc(Var x) => Apply(new Primitives.Erfc(), x);

    /// <summary>max(0, x); the derivative at 0 is 0.</summary>
    public static Var Relu(Var x) => Apply(new Primitives.Relu(), x);

    /// <summary>x/(1 + |x|).</summary>
    public static Var Softsign(Var x) => Apply(new Primitives.Softsign(), x);

    /// <summary>x − tanh x, accurate near 0.</summary>
    public static Var TanhShrink(Var x) => Apply(new Primitives.TanhShrink(), x);

    /// <summary>min(high, max(low, x)); the derivative at both corners is 0.</summary>
    public static Var Clamp(Var x, double low, double high) => Max(low, Min(high, x));

    /// <summary>|x|; the derivative at 0 is 0.</summary>
    public static Var Abs(Var x) => Apply(new Primitives.Abs(), x);

    /// <summary>1 where x &gt; 0, else 0; its derivative is 0.</summary>
    public static Var Step(Var x) => Apply(new Primitives.Heaviside(), x);

    /// <summary>−1, 0 or 1; its derivative is 0.</summary>
    public static Var Sign(Var x) => Apply(new Primitives.Sign(), x);

    /// <summary>Softmax over the last axis, shifted by the maximum.</summary>
    public static Var Softmax(Var x) => Apply(new Primitives.Softmax(), x);

    /// <summary>The logarithm of softmax over the last axis, stable for any finite x.</summary>
    public static Var LogSoftmax(Var x) => Apply(new Primitives.LogSoftmax(), x);

    /// <summary>The same value, as a constant: nothing is passed back through it.</summary>
    public static Var StopGradient(Var x) => Apply(new Primitives.StopGradient(), x);

    /// <summary>The same value under a name that <see cref="Grad.Trace{T}(Func{Var, Var}, Tensor{T}, Tensor{T}?)"/> shows: <c>(w * x + b).Named("z")</c>.</summary>
    public Var Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Apply(new Primitives.Labelled(name), this);
    }
}
