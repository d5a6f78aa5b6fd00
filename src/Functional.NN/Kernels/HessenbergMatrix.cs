namespace Functional.NN.Kernels;

/// <summary>The eigenvalues of a real matrix (n × n) without symmetry, in double and in one written-down order. Rows lie one after another.</summary>
internal static class HessenbergMatrix
{
    private const int MostSweeps = 60, UnusualShift = 10;   // sweeps for one eigenvalue or pair; every so many with a shift that breaks a cycle

    private const int MostScale = 1000;   // as a power of two

    /// <summary>The eigenvalues: Householder reflections to Hessenberg form, then implicit QR with two shifts at a time (Francis 1961; Golub and Van Loan, 7.4 and 7.5).</summary>
    /// <param name="a">(n × n), finite</param>
    /// <param name="n">the number of rows</param>
    /// <returns>n eigenvalues, the two of a complex pair beside each other</returns>
    public static (double Real, double Imaginary)[] Eigenvalues(ReadOnlySpan<double> a, int n)
    {
        // A power of two, which rounds nothing, keeps squares within range.
        int scale = Math.Clamp(Math.ILogB(Largest(a)), -MostScale, MostScale);
        double[] h = a.ToArray();
        for (int i = 0; i < h.Length; i++) h[i] = Math.ScaleB(h[i], -scale);
        Reduce(h, n);
        var found = new (double Real, double Imaginary)[n];
        for (int high = n - 1, sweeps = 0; high >= 0;)
        {
            int low = Low(h, n, high);
            if (low == high) (found[high], high, sweeps) = ((h[high * n + high], 0), high - 1, 0);
            else if (low == high - 1) ((found[low], found[high]), high, sweeps) = (Pair(h, n, low), high - 2, 0);
            else if (++sweeps > MostSweeps) throw new NNException("HessenbergMatrix: the eigenvalues do not settle; the matrix has numbers too large or too small to be computed with.");
            else Sweep(h, n, low, high, sweeps % UnusualShift == 0);
        }
        return [.. found.Select(λ => (Math.ScaleB(λ.Real, scale), Math.ScaleB(λ.Imaginary, scale)))];
    }

    /// <summary>Makes everything zero that is more than one below the diagonal, by reflections from both sides.</summary>
    private static void Reduce(double[] h, int n)
    {
        var v = new double[n];
        for (int k = 0; k < n - 2; k++)
        {
            int length = n - k - 1;
            for (int i = 0; i < length; i++) v[i] = h[(k + 1 + i) * n + k];
            if (!Reflection(v.AsSpan(0, length))) continue;
            FromLeft(h, n, v.AsSpan(0, length), k + 1, k, n - 1);
            FromRight(h, n, v.AsSpan(0, length), k + 1, 0, n - 1);
            for (int i = k + 2; i < n; i++) h[i * n + k] = 0;
        }
    }

    /// <summary>Where the part that ends at a row begins: where the number below the diagonal is as good as 0.</summary>
    private static int Low(double[] h, int n, int high)
    {
        for (int low = high; low > 0; low--)
        {
            double size = Math.Abs(h[(low - 1) * n + low - 1]) + Math.Abs(h[low * n + low]);
            if (size == 0) size = Largest(h);
            if (size + Math.Abs(h[low * n + low - 1]) != size) continue;
            h[low * n + low - 1] = 0;
            return low;
        }
        return 0;
    }

    private static double Largest(ReadOnlySpan<double> numbers)
    {
        double largest = 0;
        foreach (double number in numbers) largest = Math.Max(largest, Math.Abs(number));
        return largest;
    }

    /// <summary>One step of QR with the two eigenvalues of the last two rows as shifts, as reflections of three rows that chase what the first one brings below the diagonal down and out.</summary>
    private static void Sweep(double[] h, int n, int low, int high, bool unusual)
    {
        var (trace, determinant) = unusual ? Unusual(h, n, high) : Shifts(h, n, high);
        double first = h[low * n + low], below = h[(low + 1) * n + low];
        double x = first * (first - trace) + h[low * n + low + 1] * below + determinant, y = below * (first + h[(low + 1) * n + low + 1] - trace), z = below * h[(low + 2) * n + low + 1];
        Span<double> v = stackalloc double[3];
        for (int k = low; k < high; k++)
        {
            var part = v[..Math.Min(3, high - k + 1)];
            (v[0], v[1], v[2]) = (x, y, z);
            if (Reflection(part))
            {
                FromLeft(h, n, part, k, Math.Max(low, k - 1), high);
                FromRight(h, n, part, k, low, Math.Min(high, k + 3));
            }
            if (k > low)
                for (int i = 1; i < part.Length; i++) h[(k + i) * n + k - 1] = 0;
            (x, y, z) = (h[(k + 1) * n + k], k + 2 <= high ? h[(k + 2) * n + k] : 0, k + 3 <= high ? h[(k + 3) * n + k] : 0);
        }
    }

    private static (double Trace, double Determinant) Shifts(double[] h, int n, int high)
    {
        double a = h[(high - 1) * n + high - 1], b = h[(high - 1) * n + high], c = h[high * n + high - 1], d = h[high * n + high];
        return (a + d, a * d - b * c);
    }

    /// <summary>A shift that has nothing to do with the last rows' eigenvalues (Martin, Peters and Wilkinson 1970).</summary>
    private static (double Trace, double Determinant) Unusual(double[] h, int n, int high)
    {
        double size = Math.Abs(h[high * n + high - 1]) + Math.Abs(h[(high - 1) * n + high - 2]);
        return (1.5 * size, size * size);
    }

    /// <summary>The eigenvalues of two rows.</summary>
    private static ((double, double) First, (double, double) Second) Pair(double[] h, int n, int at)
    {
        double a = h[at * n + at], b = h[at * n + at + 1], c = h[(at + 1) * n + at], d = h[(at + 1) * n + at + 1];
        double half = (a - d) / 2, square = half * half + b * c, root = Math.Sqrt(Math.Abs(square));
        if (square < 0) return ((d + half, root), (d + half, -root));
        double far = half >= 0 ? half + root : half - root;
        return ((d + far, 0), (far == 0 ? d : d - b * c / far, 0));
    }

    /// <summary>Makes of x the unit vector v of the reflection 1 − 2vvᵀ that leaves of x its first component alone; false where it is so already.</summary>
    private static bool Reflection(Span<double> x)
    {
        double largest = 0, square = 0;
        foreach (double number in x[1..]) largest = Math.Max(largest, Math.Abs(number));
        if (largest == 0) return false;
        largest = Math.Max(largest, Math.Abs(x[0]));
        for (int i = 0; i < x.Length; i++) x[i] /= largest;
        foreach (double number in x) square += number * number;
        double norm = Math.Sqrt(square);
        x[0] += x[0] >= 0 ? norm : -norm;
        square = 0;
        foreach (double number in x) square += number * number;
        norm = Math.Sqrt(square);
        for (int i = 0; i < x.Length; i++) x[i] /= norm;
        return true;
    }

    /// <summary>Rows from one on, in some columns: H ← (1 − 2vvᵀ)H.</summary>
    private static void FromLeft(double[] h, int n, ReadOnlySpan<double> v, int row, int from, int to)
    {
        for (int j = from; j <= to; j++)
        {
            double dot = 0;
            for (int i = 0; i < v.Length; i++) dot += v[i] * h[(row + i) * n + j];
            for (int i = 0; i < v.Length; i++) h[(row + i) * n + j] -= 2 * dot * v[i];
        }
    }

    /// <summary>Columns from one on, in some rows: H ← H(1 − 2vvᵀ).</summary>
    private static void FromRight(double[] h, int n, ReadOnlySpan<double> v, int column, int from, int to)
    {
        for (int i = from; i <= to; i++)
        {
            double dot = 0;
            for (int j = 0; j < v.Length; j++) dot += v[j] * h[i * n + column + j];
            for (int j = 0; j < v.Length; j++) h[i * n + column + j] -= 2 * dot * v[j];
        }
    }
}
