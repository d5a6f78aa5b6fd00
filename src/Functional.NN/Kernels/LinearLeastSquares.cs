namespace Functional.NN.Kernels;

/// <summary>min ‖A·x + b‖ for a small A, by reflections: no normal equations, whose condition would be the square of A's.</summary>
internal static class LinearLeastSquares
{
    /// <summary>2⁻⁵².</summary>
    private const double Ulp = 2.220446049250313e-16;

    /// <summary>A problem of at most n rows with the same solutions, damped or not: R and Qᵀb of A = Q·R, or A and b where they have no more rows than that.</summary>
    /// <param name="a">(m × n), column after column; overwritten</param>
    /// <param name="b">(m)</param>
    /// <param name="m">rows</param>
    /// <param name="n">columns</param>
    public static (double[] A, double[] B, int Rows) Reduced(double[] a, double[] b, int m, int n)
    {
        if (m <= n) return (a, b, m);
        double[] both = [.. a, .. b];
        double[] diagonal = Householder.Triangularize(both, m, n, n + 1);
        var r = new double[n * n];
        for (int j = 0; j < n; j++)
        {
            Array.Copy(both, j * m, r, j * n, j);
            r[j * n + j] = diagonal[j];
        }
        return (r, both[(n * m)..(n * m + n)], n);
    }

    /// <summary>The x of min ‖A·x + b‖² + μ‖x‖².</summary>
    public static double[] Damped(double[] a, double[] b, int m, int n, double μ)
    {
        if (μ == 0) return Solve(a, b, m, n);
        int rows = m + n;
        var stacked = new double[rows * n];
        for (int j = 0; j < n; j++)
        {
            Array.Copy(a, j * m, stacked, j * rows, m);
            stacked[j * rows + m + j] = Math.Sqrt(μ);
        }
        return Solve(stacked, [.. b, .. new double[n]], rows, n);
    }

    /// <summary>The x of min ‖A·x + b‖. Columns are taken by the size of what the earlier ones leave of them (Businger and Golub 1965); those that depend on earlier ones to within rounding get x = 0.</summary>
    public static double[] Solve(double[] a, double[] b, int m, int n)
    {
        double[] both = [.. a, .. b], diagonal = new double[n];
        int[] order = [.. Enumerable.Range(0, n)];
        int rank = Pivoted(both, m, n, n + 1, diagonal, order);
        var x = new double[n];
        for (int i = rank - 1; i >= 0; i--)
        {
            double sum = -both[n * m + i];
            for (int j = i + 1; j < rank; j++) sum -= both[j * m + i] * x[order[j]];
            x[order[i]] = sum / diagonal[i];
        }
        return x;
    }

    /// <summary>(AᵀA)⁻¹ = R⁻¹R⁻ᵀ for A (m × n); infinite in the rows and columns that do not depend on others only to within rounding.</summary>
    public static Tensor<double> InverseSquare(Tensor<double> a)
    {
        int m = a.Shape[0], n = a.Shape[1];
        double[] columns = a.Transpose().ToArray(), scale = [.. Enumerable.Range(0, n).Select(j => Householder.Norm(columns, m, j, 0))];
        for (int i = 0; i < columns.Length; i++) columns[i] = scale[i / m] > 0 ? columns[i] / scale[i / m] : 0;
        if (m < n) return Tensor.Full(Shape.Of(n, n), double.PositiveInfinity);
        double[] diagonal = Householder.Triangularize(columns, m, n, n), inverse = new double[n * n];
        for (int j = 0; j < n; j++)
            for (int i = j; i >= 0; i--)
            {
                double sum = i == j ? 1 : 0;
                for (int k = i + 1; k <= j; k++) sum -= columns[k * m + i] * inverse[k * n + j];
                inverse[i * n + j] = sum / diagonal[i];
            }
        return Tensor.Generate(Shape.Of(n, n), at =>
        {
            int i = at / n, j = at % n;
            double sum = 0;
            for (int k = Math.Max(i, j); k < n; k++) sum += inverse[i * n + k] * inverse[j * n + k];
            return double.IsFinite(sum) && scale[i] > 0 && scale[j] > 0 ? sum / (scale[i] * scale[j]) : double.PositiveInfinity;
        });
    }

    /// <summary>
    /// Makes columns zero below their diagonal, the one of which the earlier ones leave most first, and turns those after the n-th along; R's diagonal and the columns' order are written.
    /// Returns how many there are that do not depend on earlier ones to within rounding.
    /// </summary>
    public static int Pivoted(double[] a, int m, int n, int columns, double[] diagonal, int[] order)
    {
        for (int rank = 0; rank < Math.Min(m, n); rank++)
        {
            int largest = Enumerable.Range(rank, n - rank).MaxBy(j => Householder.Norm(a, m, j, rank));
            Swap(a, m, rank, largest);
            (order[rank], order[largest]) = (order[largest], order[rank]);
            if (!(Householder.Norm(a, m, rank, rank) > Math.Max(m, n) * Ulp * Math.Abs(diagonal[0]))) return rank;
            diagonal[rank] = Householder.Reflect(a, m, columns, rank);
        }
        return Math.Min(m, n);
    }

    private static void Swap(double[] a, int m, int i, int j)
    {
        if (i == j) return;
        for (int row = 0; row < m; row++) (a[i * m + row], a[j * m + row]) = (a[j * m + row], a[i * m + row]);
    }
}
