namespace Functional.NN.Kernels;

/// <summary>
/// The X of smallest norm among those that make ‖A·X − B‖ smallest, in double: QR with column pivoting by Householder reflections, A·P = Q·R, and where the columns of A are
/// linearly dependent a second QR, of the rows of R that are left.
/// </summary>
internal static class LeastSquaresSolver
{
    /// <param name="a">(m × n)</param>
    /// <param name="b">(m × k)</param>
    /// <returns>X (n × k), and how many columns of A are linearly independent: a column counts as dependent when what is left of it is below max(m, n)·2⁻⁵² of the largest</returns>
    public static (Tensor<double> Solution, int Rank) Solve(Tensor<double> a, Tensor<double> b)
    {
        int m = a.Shape[0], n = a.Shape[1], k = b.Shape[1];
        double[] r = a.ToArray(), y = b.ToArray(), diagonal = new double[n];
        int[] order = [.. Enumerable.Range(0, n)];
        int rank = Triangular(r, m, n, order, diagonal);
        for (int j = 0; j < rank; j++)
            for (int column = 0; column < k; column++) Householder.Apply(r, m, n, j, y, column, k);
        var z = rank == n ? BackSubstituted(r, diagonal, y, n, k) : Shortest(r, diagonal, y, rank, n, k);
        var x = new double[n * k];
        for (int i = 0; i < n; i++) z.AsSpan(i * k, k).CopyTo(x.AsSpan(order[i] * k));
        return (Tensor<double>.Own(Shape.Of(n, k), x), rank);
    }

    /// <summary>Leaves R above the diagonal, its diagonal apart, and the reflections below; the column of the largest norm comes first. Returns how many there are.</summary>
    private static int Triangular(double[] r, int m, int n, int[] order, double[] diagonal)
    {
        double least = 0;
        for (int j = 0; j < Math.Min(m, n); j++)
        {
            int pivot = Enumerable.Range(j, n - j).MaxBy(column => Householder.Norm(r, m, n, j, column));
            double norm = Householder.Norm(r, m, n, j, pivot);
            if (j == 0) least = norm * Math.Max(m, n) * double.ScaleB(1, -52);
            if (norm <= least) return j;
            (order[j], order[pivot]) = (order[pivot], order[j]);
            for (int i = 0; i < m; i++) (r[i * n + j], r[i * n + pivot]) = (r[i * n + pivot], r[i * n + j]);
            diagonal[j] = Householder.Reflect(r, m, n, j);
        }
        return Math.Min(m, n);
    }

    /// <summary>R⁻¹·Y.</summary>
    private static double[] BackSubstituted(double[] r, double[] diagonal, double[] y, int n, int k)
    {
        var z = new double[n * k];
        for (int i = n - 1; i >= 0; i--)
            for (int column = 0; column < k; column++)
            {
                double rest = y[i * k + column];
                for (int l = i + 1; l < n; l++) rest -= r[i * n + l] * z[l * k + column];
                z[i * k + column] = rest / diagonal[i];
            }
        return z;
    }

    /// <summary>The shortest Z with R·Z = Y where R has fewer rows than columns: with Rᵀ = U·S, Z = U·S⁻ᵀ·Y.</summary>
    private static double[] Shortest(double[] r, double[] diagonal, double[] y, int rank, int n, int k)
    {
        if (rank == 0) return new double[n * k];
        var transposed = Tensor.Generate(Shape.Of(n, rank), i => (i / rank).CompareTo(i % rank) switch { < 0 => 0, 0 => diagonal[i % rank], _ => r[i % rank * n + i / rank] });
        var u = Householder.Orthonormal(transposed);
        double[] s = u.MatMul(transposed, transposeThis: true).ToArray(), w = new double[rank * k];
        for (int i = 0; i < rank; i++)
            for (int column = 0; column < k; column++)
            {
                double rest = y[i * k + column];
                for (int l = 0; l < i; l++) rest -= s[l * rank + i] * w[l * k + column];
                w[i * k + column] = rest / s[i * rank + i];
            }
        return u.MatMul(Tensor<double>.Own(Shape.Of(rank, k), w)).ToArray();
    }
}
