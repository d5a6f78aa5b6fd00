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

    /// <summary>The shortest x of min ‖A·x + b‖.</summary>
    public static double[] Solve(double[] a, double[] b, int m, int n) => Array.ConvertAll(Solve(a, b, m, n, 1).X, x => -x);

    /// <summary>The shortest X of min ‖A·X − B‖, and how many columns of A are linearly independent.</summary>
    /// <param name="a">(m × n)</param>
    /// <param name="b">(m × k)</param>
    /// <returns>X (n × k)</returns>
    public static (Tensor<double> X, int Rank) Solve(Tensor<double> a, Tensor<double> b)
    {
        int n = a.Shape[1], k = b.Shape[1];
        var (x, rank) = Solve(a.Transpose().ToArray(), b.Transpose().ToArray(), a.Shape[0], n, k);
        return (Tensor<double>.Own(Shape.Of(k, n), x).Transpose(), rank);
    }

    /// <summary>
    /// The X (n × k) of smallest norm among those that make ‖A·X − B‖ smallest: A·P = Q·R, columns taken by the size of what the earlier ones leave of them (Businger and Golub 1965). What is left
    /// of a column that depends on earlier ones is below max(m, n)·2⁻⁵² of the largest; then a second QR, of the rows of R that there are, gives the shortest X.
    /// </summary>
    private static (double[] X, int Rank) Solve(double[] a, double[] b, int m, int n, int k)
    {
        double[] both = [.. a, .. b], diagonal = new double[n];
        int[] order = [.. Enumerable.Range(0, n)];
        int rank = Pivoted(both, m, n, n + k, order, diagonal);
        double[] z = rank == n ? BackSubstituted(both, diagonal, m, n, k) : Shortest(both, diagonal, m, rank, n, k), x = new double[n * k];
        for (int column = 0; column < k; column++)
            for (int i = 0; i < n; i++) x[column * n + order[i]] = z[column * n + i];
        return (x, rank);
    }

    private static int Pivoted(double[] both, int m, int n, int columns, int[] order, double[] diagonal)
    {
        for (int rank = 0; rank < Math.Min(m, n); rank++)
        {
            int largest = Enumerable.Range(rank, n - rank).MaxBy(j => Householder.Norm(both, m, j, rank));
            Swap(both, m, rank, largest);
            (order[rank], order[largest]) = (order[largest], order[rank]);
            if (!(Householder.Norm(both, m, rank, rank) > Math.Max(m, n) * Ulp * Math.Abs(diagonal[0]))) return rank;
            diagonal[rank] = Householder.Reflect(both, m, columns, rank);
        }
        return Math.Min(m, n);
    }

    /// <summary>R⁻¹·QᵀB.</summary>
    private static double[] BackSubstituted(double[] both, double[] diagonal, int m, int n, int k)
    {
        var z = new double[n * k];
        for (int column = 0; column < k; column++)
            for (int i = n - 1; i >= 0; i--)
            {
                double rest = both[(n + column) * m + i];
                for (int j = i + 1; j < n; j++) rest -= both[j * m + i] * z[column * n + j];
                z[column * n + i] = rest / diagonal[i];
            }
        return z;
    }

    /// <summary>The shortest Z with R·Z = QᵀB where R has fewer rows than columns: with Rᵀ = U·S, Z = U·S⁻ᵀ·QᵀB.</summary>
    private static double[] Shortest(double[] both, double[] diagonal, int m, int rank, int n, int k)
    {
        if (rank == 0) return new double[n * k];
        var transposed = Tensor.Generate(Shape.Of(n, rank), at => (at / rank).CompareTo(at % rank) switch { < 0 => 0, 0 => diagonal[at % rank], _ => both[at / rank * m + at % rank] });
        var u = Householder.Orthonormal(transposed);
        double[] s = u.MatMul(transposed, transposeThis: true).ToArray(), w = new double[rank * k];
        for (int column = 0; column < k; column++)
            for (int i = 0; i < rank; i++)
            {
                double rest = both[(n + column) * m + i];
                for (int l = 0; l < i; l++) rest -= s[l * rank + i] * w[l * k + column];
                w[i * k + column] = rest / s[i * rank + i];
            }
        return u.MatMul(Tensor<double>.Own(Shape.Of(rank, k), w)).Transpose().ToArray();
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

    private static void Swap(double[] a, int m, int i, int j)
    {
        if (i == j) return;
        for (int row = 0; row < m; row++) (a[i * m + row], a[j * m + row]) = (a[j * m + row], a[i * m + row]);
    }
}
