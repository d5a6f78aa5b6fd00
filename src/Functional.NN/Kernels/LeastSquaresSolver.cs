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
        double[] both = Tensor.Concat(1, a, b).Transpose().ToArray(), diagonal = new double[n];
        int[] order = [.. Enumerable.Range(0, n)];
        int rank = LinearLeastSquares.Pivoted(both, m, n, n + k, diagonal, order);
        var r = Tensor.Generate(Shape.Of(rank, n), i => (i / n).CompareTo(i % n) switch { > 0 => 0, 0 => diagonal[i % n], _ => both[i % n * m + i / n] });
        var y = Tensor.Generate(Shape.Of(rank, k), i => both[(n + i % k) * m + i / k]).ToArray();
        var z = rank == n ? BackSubstituted(r.ToArray(), y, n, k) : Shortest(r, y, k);
        var x = new double[n * k];
        for (int i = 0; i < n; i++) z.AsSpan(i * k, k).CopyTo(x.AsSpan(order[i] * k));
        return (Tensor<double>.Own(Shape.Of(n, k), x), rank);
    }

    /// <summary>R⁻¹·Y.</summary>
    private static double[] BackSubstituted(double[] r, double[] y, int n, int k)
    {
        var z = new double[n * k];
        for (int i = n - 1; i >= 0; i--)
            for (int column = 0; column < k; column++)
            {
                double rest = y[i * k + column];
                for (int l = i + 1; l < n; l++) rest -= r[i * n + l] * z[l * k + column];
                z[i * k + column] = rest / r[i * n + i];
            }
        return z;
    }

    /// <summary>The shortest Z with R·Z = Y where R has fewer rows than columns: with Rᵀ = U·S, Z = U·S⁻ᵀ·Y.</summary>
    private static double[] Shortest(Tensor<double> r, double[] y, int k)
    {
        int rank = r.Shape[0];
        if (rank == 0) return new double[r.Shape[1] * k];
        var transposed = r.Transpose();
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
