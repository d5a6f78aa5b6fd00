using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>QR by Householder reflections in double, in one written-down order, with no library whose bits could differ. Matrices lie column after column.</summary>
internal static class Householder
{
    /// <summary>Q of A = Q·R with R's diagonal positive, for a tall matrix A (m × n, m ≥ n): Q is m × n with orthonormal columns.</summary>
    public static Tensor<double> Orthonormal(Tensor<double> a)
    {
        int m = a.Shape[0], n = a.Shape[1];
        double[] r = a.Transpose().ToArray(), q = new double[m * n];
        double[] diagonal = Triangularize(r, m, n, n);
        for (int j = 0; j < n; j++) q[j * m + j] = diagonal[j] < 0 ? -1 : 1;
        for (int j = n - 1; j >= 0; j--)
            for (int column = j; column < n; column++)
                Apply(r, m, j, q, column);
        return Tensor<double>.Own(Shape.Of(n, m), q).Transpose();
    }

    /// <summary>
    /// Makes the first n columns zero below their diagonal and turns the further ones along: above the diagonal stays R, in and below it the unit vectors of the reflections;
    /// R's diagonal is returned.
    /// </summary>
    public static double[] Triangularize(double[] a, int m, int n, int columns)
    {
        var diagonal = new double[n];
        for (int j = 0; j < n; j++) diagonal[j] = Reflect(a, m, columns, j);
        return diagonal;
    }

    /// <summary>Makes column j zero below its diagonal, keeps the reflection's unit vector v in its place, and returns R's diagonal.</summary>
    public static double Reflect(double[] r, int m, int columns, int j)
    {
        double norm = Norm(r, m, j);
        if (norm == 0) return 0;
        double α = r[j * m + j] > 0 ? -norm : norm;
        r[j * m + j] -= α;
        double length = Norm(r, m, j);
        for (int i = j; i < m; i++) r[j * m + i] /= length;
        for (int column = j + 1; column < columns; column++) Apply(r, m, j, r, column);
        return α;
    }

    /// <summary>column ← column − 2v(v·column), with v in rows j.. of column j of r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Apply(double[] r, int m, int j, double[] to, int column)
    {
        var v = new ReadOnlySpan<double>(r, j * m + j, m - j);
        var x = new Span<double>(to, column * m + j, m - j);
        double dot = 0;
        for (int i = 0; i < v.Length; i++) dot += v[i] * x[i];
        for (int i = 0; i < v.Length; i++) x[i] -= 2 * dot * v[i];
    }

    /// <summary>The norm of column j from row j on.</summary>
    private static double Norm(double[] r, int m, int j) => Norm(r, m, j, j);

    /// <summary>The norm of a column from a row on.</summary>
    public static double Norm(double[] r, int m, int column, int row)
    {
        double square = 0;
        for (int i = row; i < m; i++) square += r[column * m + i] * r[column * m + i];
        return Math.Sqrt(square);
    }
}
