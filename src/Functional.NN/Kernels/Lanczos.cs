using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>What Lanczos' method has found of a symmetric matrix after some products with it.</summary>
/// <param name="Values">the Ritz values, ascending</param>
/// <param name="Bounds">βₘ|sₘᵢ| of each: within so much of it is an eigenvalue</param>
internal sealed record RitzValues(double[] Values, double[] Bounds)
{
    /// <summary>The largest Ritz value by its size.</summary>
    public double Scale => Math.Max(Math.Abs(Values[0]), Math.Abs(Values[^1]));

    /// <summary>Whether the smallest and the largest are within a share of the scale.</summary>
    public bool Within(double tolerance) => Math.Max(Bounds[0], Bounds[^1]) <= tolerance * Scale;
}

/// <summary>Lanczos' method (Lanczos 1950; Paige 1972; Parlett 1980) with every new vector made orthogonal to all before it, twice; in double and in one written-down order.</summary>
internal static class Lanczos
{
    /// <summary>The Ritz values of A after as many products as it takes; none where a product is not finite.</summary>
    /// <param name="multiply">v ↦ A·v</param>
    /// <param name="start">the first direction, of any length but 0</param>
    /// <param name="most">how many products at most, from 1 on</param>
    /// <param name="tolerance">of the smallest and the largest, as a share of the scale</param>
    public static RitzValues? Of(Func<double[], double[]> multiply, double[] start, int most, double tolerance)
    {
        List<double[]> basis = [Unit(start, Norm(start))];
        List<double> diagonal = [], beside = [];
        while (true)
        {
            double[] w = multiply(basis[^1]);
            diagonal.Add(DotProduct.Of<double>(basis[^1], w));
            MakeOrthogonal(w, basis);
            MakeOrthogonal(w, basis);
            double β = Norm(w);
            if (!double.IsFinite(β) || !double.IsFinite(diagonal[^1])) return null;
            var (values, last) = TridiagonalMatrix.Eigen([.. diagonal], [.. beside]);
            var found = new RitzValues(values, [.. last.Select(s => β * Math.Abs(s))]);
            if (basis.Count == Math.Min(most, start.Length) || found.Within(tolerance)) return found;
            beside.Add(β);
            basis.Add(Unit(w, β));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MakeOrthogonal(double[] w, List<double[]> basis)
    {
        foreach (double[] v in basis)
        {
            double along = DotProduct.Of<double>(v, w);
            for (int i = 0; i < w.Length; i++) w[i] -= along * v[i];
        }
    }

    private static double Norm(double[] v) => Math.Sqrt(DotProduct.Of<double>(v, v));

    private static double[] Unit(double[] v, double norm) => [.. v.Select(x => x / norm)];
}
