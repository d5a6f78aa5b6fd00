namespace Functional.NN.Kernels;

/// <summary>QR by Householder reflections in double, in one written-down order, with no library whose bits could differ.</summary>
internal static class Householder
{
    /// <summary>Q of A = Q·R with R's diagonal positive, for a tall matrix A (m × n, m ≥ n): Q is m × n with orthonormal columns.</summary>
    public static Tensor<double> Orthonormal(Tensor<double> a)
    {
        int m = a.Shape[0], n = a.Shape[1];
        double[] r = a.ToArray(), q = new double[m * n];
        var diagonal = new double[n];
        for (int j = 0; j < n; j++) diagonal[j] = Reflect(r, m, n, j);
        for (int j = 0; j < n; j++) q[j * n + j] = diagonal[j] < 0 ? -1 : 1;
        for (int j = n - 1; j >= 0; j--)
            for (int column = j; column < n; column++)
                Apply(r, m, n, j, q, column);
        return Tensor<double>.Own(a.Shape, q);
    }

    /// <summary>Makes column j zero below its diagonal, keeps the reflection's unit vector v in its place, and returns R's diagonal.</summary>
    public static double Reflect(double[] r, int m, int n, int j)
    {
        double norm = Norm(r, m, n, j);
        if (norm == 0) return 0;
        double α = r[j * n + j] > 0 ? -norm : norm;
        r[j * n + j] -= α;
        double length = Norm(r, m, n, j);
        for (int i = j; i < m; i++) r[i * n + j] /= length;
        for (int column = j + 1; column < n; column++) Apply(r, m, n, j, r, column);
        return α;
    }

    /// <summary>column ← column − 2v(v·column), with v in rows j.. of column j of r; the column is one of a matrix of so many columns, n when none are given.</summary>
    public static void Apply(double[] r, int m, int n, int j, double[] to, int column, int? columns = null)
    {
        int width = columns ?? n;
        double dot = 0;
        for (int i = j; i < m; i++) dot += r[i * n + j] * to[i * width + column];
        for (int i = j; i < m; i++) to[i * width + column] -= 2 * dot * r[i * n + j];
    }

    /// <summary>The norm of rows j.. of column <paramref name="column"/>; of column j when none is given.</summary>
    public static double Norm(double[] r, int m, int n, int j, int? column = null)
    {
        int at = column ?? j;
        double square = 0;
        for (int i = j; i < m; i++) square += r[i * n + at] * r[i * n + at];
        return Math.Sqrt(square);
    }
}
