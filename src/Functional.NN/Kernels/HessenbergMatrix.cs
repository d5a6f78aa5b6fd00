namespace Functional.NN.Kernels;

/// <summary>The eigenvalues of a real matrix (n × n) without symmetry, in double and in one written-down order. Rows lie one after another.</summary>
internal static class HessenbergMatrix
{
    private const int MostSweeps = 300, UnusualShift = 10;   // sweeps for one eigenvalue or pair; every so many with shifts that break a cycle

    private const int MostScale = 1000;   // as a power of two

    private const double Ulp = 1.0 / (1L << 52), Smallest = 1e-290;   // the distance from 1 to the next number; what is nothing beside numbers about 1

    /// <summary>The eigenvalues: Householder reflections to Hessenberg form, then implicit QR with two shifts at a time (Francis 1961; Golub and Van Loan, 7.4 and 7.5), with the shifts, the start of a sweep and the end of
    /// a part as LAPACK's dlahqr has them.</summary>
    /// <param name="a">(n × n), finite</param>
    /// <param name="n">the number of rows</param>
    /// <returns>n eigenvalues, the two of a complex pair beside each other</returns>
    public static (double Real, double Imaginary)[] Eigenvalues(ReadOnlySpan<double> a, int n)
    {
        // A power of two, which rounds nothing, keeps squares within range: the largest number is about 1.
        int scale = Math.Clamp(Math.ILogB(Largest(a)), -MostScale, MostScale);
        double[] h = a.ToArray();
        for (int i = 0; i < h.Length; i++) h[i] = Math.ScaleB(h[i], -scale);
        Reduce(h, n);
        var found = new (double Real, double Imaginary)[n];
        for (int high = n - 1, sweeps = 0; high >= 0;)
        {
            // What is as small as the roundings of the largest number is nothing at the latest where sweeps do not make it smaller.
            int low = Low(h, n, high, sweeps < UnusualShift ? Smallest : Ulp);
            if (low == high) (found[high], high, sweeps) = ((h[high * n + high], 0), high - 1, 0);
            else if (low == high - 1) ((found[low], found[high]), high, sweeps) = (Pair(h, n, low), high - 2, 0);
            else if (++sweeps > MostSweeps) throw new NNException(Sentence.Of($"Eigenvalues: {MostSweeps} sweeps do not settle those of this {n}×{n} matrix; change its numbers a little."));
            else Sweep(h, n, low, high, sweeps % UnusualShift > 0 ? Shifts.OfRows(h, n, high) : sweeps / UnusualShift % 2 > 0 ? Shifts.Unusual(h, n, low, low + 2) : Shifts.Unusual(h, n, high, high));
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
    private static int Low(double[] h, int n, int high, double nothing)
    {
        int low = high;
        while (low > 0 && !IsNothing(h, n, low, nothing)) low--;
        if (low > 0) h[low * n + low - 1] = 0;
        return low;
    }

    /// <summary>Whether the number below the diagonal at the left of a row is as good as 0: beside the diagonal, and in what it does to the two eigenvalues (Ahues and Tisseur 1997, LAPACK Working Note 122).</summary>
    private static bool IsNothing(double[] h, int n, int row, double nothing)
    {
        double below = Math.Abs(h[row * n + row - 1]), above = Math.Abs(h[(row - 1) * n + row]), here = Math.Abs(h[row * n + row]), before = Math.Abs(h[(row - 1) * n + row - 1]), size = here + before;
        if (below <= nothing) return true;
        if (size == 0) size = (row > 1 ? Math.Abs(h[(row - 1) * n + row - 2]) : 0) + (row < n - 1 ? Math.Abs(h[(row + 1) * n + row]) : 0);
        if (below > Ulp * size) return false;
        double apart = Math.Abs(h[(row - 1) * n + row - 1] - h[row * n + row]), off = Math.Max(below, above), on = Math.Max(here, apart), sum = on + off;
        return Math.Min(below, above) * (off / sum) <= Math.Max(nothing, Ulp * (Math.Min(here, apart) * (on / sum)));
    }

    private static double Largest(ReadOnlySpan<double> numbers)
    {
        double largest = 0;
        foreach (double number in numbers) largest = Math.Max(largest, Math.Abs(number));
        return largest;
    }

    /// <summary>One step of QR with two shifts, as reflections of three rows that chase what the first one brings below the diagonal down and out.</summary>
    private static void Sweep(double[] h, int n, int low, int high, Shifts shifts)
    {
        Span<double> v = stackalloc double[3];
        // Below two numbers that are small one after the other a sweep can begin as if there were nothing above.
        int start = high - 2;
        for (; start >= low; start--)
        {
            shifts.First(h, n, start, v);
            if (start == low) break;
            double diagonal = Math.Abs(h[(start - 1) * n + start - 1]) + Math.Abs(h[start * n + start]) + Math.Abs(h[(start + 1) * n + start + 1]);
            if (Math.Abs(h[start * n + start - 1]) * (Math.Abs(v[1]) + Math.Abs(v[2])) <= Ulp * Math.Abs(v[0]) * diagonal) break;
        }
        for (int k = start; k < high; k++)
        {
            var part = v[..Math.Min(3, high - k + 1)];
            if (k > start)
                for (int i = 0; i < part.Length; i++) part[i] = h[(k + i) * n + k - 1];
            if (!Reflection(part)) continue;
            FromLeft(h, n, part, k, Math.Max(low, k - 1), high);
            FromRight(h, n, part, k, low, Math.Min(high, k + 3));
            // Below the diagonal the column at the left is 0 but for rounding; where the sweep begins inside the part, but for what was found to be nothing.
            if (k > low)
                for (int i = 1; i < part.Length; i++) h[(k + i) * n + k - 1] = 0;
        }
    }

    /// <summary>Two shifts σ, conjugates of each other or twice the same.</summary>
    /// <param name="Real">the real part of both</param>
    /// <param name="Imaginary">the imaginary part, of one with this sign and of the other with the opposite one</param>
    private readonly record struct Shifts(double Real, double Imaginary)
    {
        /// <summary>The eigenvalues of the last two rows; where they are real, twice the one that is nearer to the last number.</summary>
        public static Shifts OfRows(double[] h, int n, int high)
        {
            double a = h[(high - 1) * n + high - 1], b = h[(high - 1) * n + high], c = h[high * n + high - 1], d = h[high * n + high], size = Math.Abs(a) + Math.Abs(b) + Math.Abs(c) + Math.Abs(d);
            (a, b, c, d) = (a / size, b / size, c / size, d / size);
            double middle = (a + d) / 2, determinant = (a - middle) * (d - middle) - b * c, root = Math.Sqrt(Math.Abs(determinant));
            if (determinant >= 0) return new(middle * size, root * size);
            double nearer = Math.Abs(middle + root - d) <= Math.Abs(middle - root - d) ? middle + root : middle - root;
            return new(nearer * size, 0);
        }

        /// <summary>Shifts that have little to do with the eigenvalues of the last rows: about the last row or the first, as far off as the two numbers below the diagonal there.</summary>
        public static Shifts Unusual(double[] h, int n, int row, int lower)
        {
            double size = Math.Abs(h[lower * n + lower - 1]) + Math.Abs(h[(lower - 1) * n + lower - 2]);
            return new(0.75 * size + h[row * n + row], Math.Sqrt(0.4375) * size);
        }

        /// <summary>What (H − σ₁)(H − σ₂) has in its first column, for the part of H that begins at a row; a multiple of it.</summary>
        public void First(double[] h, int n, int row, Span<double> v)
        {
            double off = h[row * n + row] - Real, below = h[(row + 1) * n + row], size = Math.Abs(off) + Math.Abs(Imaginary) + Math.Abs(below);
            below /= size;
            v[0] = below * h[row * n + row + 1] + off * (off / size) + Imaginary * (Imaginary / size);
            v[1] = below * (off + (h[(row + 1) * n + row + 1] - Real));
            v[2] = below * h[(row + 2) * n + row + 1];
        }
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
