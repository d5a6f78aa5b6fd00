namespace Functional.NN.Kernels;

/// <summary>r(θ + d) ≈ A·d + r as a linear problem in the scaled step Dd, made ready for any damping.</summary>
internal sealed class LinearizedProblem
{
    private readonly double[] _a, _b, _gradient, _norms;
    private readonly int _rows, _columns;

    private LinearizedProblem(double[] a, double[] b, int rows, double[] gradient, double[] norms, double[] scale) => (_a, _b, _rows, _columns, _gradient, _norms, Scale) = (a, b, rows, scale.Length, gradient, norms, scale);

    /// <summary>D, by which each number of a step is measured; positive.</summary>
    public double[] Scale { get; }

    /// <summary>The columns' norms, and 1 where a column is 0.</summary>
    public static double[] Norms(double[] columns) => [.. columns.Select(norm => norm > 0 ? norm : 1)];

    /// <param name="linearized">r (M) and A (M × n)</param>
    /// <param name="scale">D from the norms of A's columns</param>
    public static LinearizedProblem Of<T>(ResidualsAndJacobian<T> linearized, Func<double[], double[]> scale) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] r = linearized.Residuals.Cast<double>().ToArray(), a = linearized.Jacobian.Cast<double>().Transpose().ToArray();
        int m = r.Length, n = linearized.Jacobian.Shape[1];
        double[] norms = [.. Enumerable.Range(0, n).Select(j => Householder.Norm(a, m, j, 0))], d = scale(norms), gradient = new double[n];
        for (int j = 0; j < n; j++)
            for (int i = 0; i < m; i++)
            {
                a[j * m + i] /= d[j];
                gradient[j] += a[j * m + i] * r[i];
            }
        var (reduced, b, rows) = LinearLeastSquares.Reduced(a, r, m, n);
        return new(reduced, b, rows, gradient, norms, d);
    }

    /// <summary>The d of min ‖A·d + r‖² + μ‖Dd‖²; exactly 0 where r does not change.</summary>
    public double[] Step(double μ)
    {
        double[] x = LinearLeastSquares.Damped(_a, _b, _rows, _columns, μ);
        for (int j = 0; j < x.Length; j++) x[j] = _norms[j] == 0 ? 0 : x[j] / Scale[j];
        return x;
    }

    /// <summary>½‖r‖² − ½‖A·d + r‖² for the d of a μ: ½dᵀ(μD²d − Aᵀr) (Madsen, Nielsen and Tingleff 2004, 3.14).</summary>
    public double Predicted(double[] d, double μ)
    {
        double sum = 0;
        for (int j = 0; j < d.Length; j++) sum += Scale[j] * d[j] * (μ * Scale[j] * d[j] - _gradient[j]);
        return 0.5 * sum;
    }
}
