namespace Functional.NN;

/// <summary>Logarithms of probabilities that may be 0.</summary>
internal static class Logarithm
{
    /// <summary>max(ln p, smallest). The derivative is 1/p, and 0 where the logarithm is clamped, p = 0 included. What is no probability gives what ln gives: NaN.</summary>
    public static Var Of(Var p, double smallest) => Var.Max(Var.Where(p, Var.Log(Var.Where(p, p, 1)), smallest), smallest);

    /// <summary>max(ln(1 − p), smallest), accurate for small p.</summary>
    public static Var OfRest(Var p, double smallest)
    {
        var rest = 1 - p;
        return Var.Max(Var.Where(rest, Var.Log1p(Var.Where(rest, -p, 0)), smallest), smallest);
    }

    /// <summary>x·ln x, which is 0 at 0.</summary>
    public static Var Times(Var x)
    {
        var safe = Var.Where(x, x, 1);
        return safe * Var.Log(safe);
    }
}
