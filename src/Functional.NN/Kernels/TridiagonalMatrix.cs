namespace Functional.NN.Kernels;

/// <summary>The eigenvalues of a symmetric tridiagonal matrix (n × n), in double and in one written-down order.</summary>
internal static class TridiagonalMatrix
{
    private const int MostSweeps = 60;   // for one eigenvalue; two or three are usual

    /// <summary>The eigenvalues, ascending, and the last component of each one's eigenvector of length 1: implicit QR with Wilkinson's shift (Golub and Van Loan, 8.3), which turns the last row of the eigenvectors alone (Golub and Welsch 1969).</summary>
    /// <param name="diagonal">(n), finite</param>
    /// <param name="beside">(n − 1 or more), the numbers beside the diagonal, finite</param>
    public static (double[] Values, double[] Last) Eigen(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> beside)
    {
        int n = diagonal.Length;
        double[] d = diagonal.ToArray(), e = beside[..Math.Max(0, n - 1)].ToArray(), last = new double[n];
        if (n > 0) last[n - 1] = 1;
        for (int high = n - 1, sweeps = 0; high > 0;)
        {
            int low = Low(d, e, high);
            if (low == high) (high, sweeps) = (high - 1, 0);
            else if (++sweeps > MostSweeps) throw new NNException(Sentence.Of($"HessianExtremes: {MostSweeps} sweeps do not settle the eigenvalues of the {n}×{n} tridiagonal matrix; take another number of steps or another key."));
            else Sweep(d, e, last, low, high);
        }
        Array.Sort(d, last);
        return (d, last);
    }

    /// <summary>Where the part that ends at a row begins: behind a number beside the diagonal that is as good as 0.</summary>
    private static int Low(double[] d, double[] e, int high)
    {
        for (int low = high; low > 0; low--)
        {
            double size = Math.Abs(d[low - 1]) + Math.Abs(d[low]);
            if (size + Math.Abs(e[low - 1]) != size) continue;
            e[low - 1] = 0;
            return low;
        }
        return 0;
    }

    /// <summary>One step of QR on a part, as rotations of neighbouring rows that chase what the first one brings off the three diagonals down and out.</summary>
    private static void Sweep(double[] d, double[] e, double[] last, int low, int high)
    {
        double x = d[low] - Shift(d[high - 1], e[high - 1], d[high]), z = e[low];
        for (int k = low; k < high; k++)
        {
            double length = Length(x, z), c = length == 0 ? 1 : x / length, s = length == 0 ? 0 : z / length;
            if (k > low) e[k - 1] = length;
            double first = d[k], second = d[k + 1], between = e[k];
            d[k] = c * c * first + 2 * c * s * between + s * s * second;
            d[k + 1] = s * s * first - 2 * c * s * between + c * c * second;
            x = e[k] = c * s * (second - first) + (c * c - s * s) * between;
            if (k + 1 < high) (z, e[k + 1]) = (s * e[k + 1], c * e[k + 1]);
            (last[k], last[k + 1]) = (c * last[k] + s * last[k + 1], c * last[k + 1] - s * last[k]);
        }
    }

    /// <summary>The eigenvalue of the last two rows that is nearer to the last number.</summary>
    private static double Shift(double before, double between, double last)
    {
        double half = (before - last) / 2, length = Length(half, between);
        return length == 0 ? last : last - between * (between / (half + (half >= 0 ? length : -length)));
    }

    /// <summary>√(a² + b²) without overflow.</summary>
    public static double Length(double a, double b)
    {
        double large = Math.Max(Math.Abs(a), Math.Abs(b)), small = Math.Min(Math.Abs(a), Math.Abs(b)), ratio = large == 0 ? 0 : small / large;
        return large * Math.Sqrt(1 + ratio * ratio);
    }
}
