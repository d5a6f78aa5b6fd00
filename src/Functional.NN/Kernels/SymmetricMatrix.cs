namespace Functional.NN.Kernels;

/// <summary>What Newton's method needs of a small symmetric matrix (n × n), in double and in one written-down order.</summary>
internal static class SymmetricMatrix
{
    private const int MostSweeps = 60;

    /// <summary>L of A = L·Lᵀ, lower triangular; none when A is not positive definite.</summary>
    public static double[]? Cholesky(ReadOnlySpan<double> a, int n)
    {
        var l = new double[n * n];
        for (int j = 0; j < n; j++)
        {
            double pivot = a[j * n + j];
            for (int k = 0; k < j; k++) pivot -= l[j * n + k] * l[j * n + k];
            if (!(pivot > 0) || !double.IsFinite(pivot)) return null;
            l[j * n + j] = Math.Sqrt(pivot);
            for (int i = j + 1; i < n; i++)
            {
                double sum = a[i * n + j];
                for (int k = 0; k < j; k++) sum -= l[i * n + k] * l[j * n + k];
                l[i * n + j] = sum / l[j * n + j];
            }
        }
        return l;
    }

    /// <summary>x of L·Lᵀ·x = b.</summary>
    public static double[] Solve(double[] l, ReadOnlySpan<double> b, int n)
    {
        double[] x = b.ToArray();
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++) x[i] -= l[i * n + k] * x[k];
            x[i] /= l[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++) x[i] -= l[k * n + i] * x[k];
            x[i] /= l[i * n + i];
        }
        return x;
    }

    /// <summary>The eigenvalues of A, and its eigenvectors, one a row: cyclic Jacobi rotations (Golub and Van Loan, 8.5).</summary>
    public static (double[] Values, double[] Vectors) Eigen(ReadOnlySpan<double> a, int n)
    {
        double[] d = a.ToArray(), v = new double[n * n];
        for (int i = 0; i < n; i++) v[i * n + i] = 1;
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            bool turned = false;
            for (int p = 0; p < n; p++)
                for (int q = p + 1; q < n; q++)
                    turned |= Rotate(d, v, n, p, q);
            if (!turned) break;
        }
        return ([.. Enumerable.Range(0, n).Select(i => d[i * n + i])], v);
    }

    /// <summary>Makes the element (p, q) zero, unless it is so small beside the diagonal that nothing would change.</summary>
    private static bool Rotate(double[] d, double[] v, int n, int p, int q)
    {
        double off = d[p * n + q], app = d[p * n + p], aqq = d[q * n + q];
        if (Math.Abs(app) + Math.Abs(off) == Math.Abs(app) && Math.Abs(aqq) + Math.Abs(off) == Math.Abs(aqq)) return false;
        double τ = (aqq - app) / (2 * off), t = (τ >= 0 ? 1 : -1) / (Math.Abs(τ) + Math.Sqrt(1 + τ * τ));
        double cos = 1 / Math.Sqrt(1 + t * t), sin = t * cos;
        for (int k = 0; k < n; k++)
        {
            double kp = d[k * n + p], kq = d[k * n + q];
            (d[k * n + p], d[k * n + q]) = (cos * kp - sin * kq, sin * kp + cos * kq);
        }
        for (int k = 0; k < n; k++)
        {
            double pk = d[p * n + k], qk = d[q * n + k];
            (d[p * n + k], d[q * n + k]) = (cos * pk - sin * qk, sin * pk + cos * qk);
            (pk, qk) = (v[p * n + k], v[q * n + k]);
            (v[p * n + k], v[q * n + k]) = (cos * pk - sin * qk, sin * pk + cos * qk);
        }
        (d[p * n + q], d[q * n + p]) = (0, 0);
        return true;
    }
}
