using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Softmax, its logarithm, sums, largest places and class indices of rows too narrow to fill vectors: some rows are turned to stand side by side, one a lane, and turned back.</summary>
internal static unsafe class NarrowRows
{
    /// <summary>Rows that have no more columns are narrow.</summary>
    public const int Columns = 32;

    /// <summary>So many rows side by side.</summary>
    private const int Side = 32;

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax<T>(ReadOnlySpan<T> x, int columns, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> memory = stackalloc T[(Columns + 1) * Side];
        for (int start = 0; start < x.Length; start += Side * columns)
        {
            int rows = Math.Min(Side, (x.Length - start) / columns);
            Span<T> turned = memory[..(rows * columns)], one = memory.Slice(Columns * Side, rows);
            Turn<T>(x[start..], rows, columns, turned);
            Shift<T>(turned, one);
            ElementaryMap.Map<T, Elementwise.Exp<T>>(turned, turned);
            Reduction.Columns(turned, columns, rows, one);
            InEach<T, Elementwise.Divide<T>>(turned, one);
            Turn<T>(turned, columns, rows, y[start..]);
        }
    }

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogSoftmax<T>(ReadOnlySpan<T> x, int columns, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> memory = stackalloc T[(2 * Columns + 1) * Side];
        for (int start = 0; start < x.Length; start += Side * columns)
        {
            int rows = Math.Min(Side, (x.Length - start) / columns);
            Span<T> turned = memory[..(rows * columns)], powers = memory.Slice(Columns * Side, rows * columns), one = memory.Slice(2 * Columns * Side, rows);
            Turn<T>(x[start..], rows, columns, turned);
            Shift<T>(turned, one);
            ElementaryMap.Map<T, Elementwise.Exp<T>>(turned, powers);
            Reduction.Columns(powers, columns, rows, one);
            ElementaryMap.Map<T, Elementwise.Log<T>>(one, one);
            InEach<T, Elementwise.Subtract<T>>(turned, one);
            Turn<T>(turned, columns, rows, y[start..]);
        }
    }

    /// <summary>The logarithm and softmax itself, which share the exponentials.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Both<T>(ReadOnlySpan<T> x, int columns, Span<T> log, Span<T> softmax) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> memory = stackalloc T[(2 * Columns + 1) * Side];
        for (int start = 0; start < x.Length; start += Side * columns)
        {
            int rows = Math.Min(Side, (x.Length - start) / columns);
            Span<T> turned = memory[..(rows * columns)], powers = memory.Slice(Columns * Side, rows * columns), one = memory.Slice(2 * Columns * Side, rows);
            Turn<T>(x[start..], rows, columns, turned);
            Shift<T>(turned, one);
            ElementaryMap.Map<T, Elementwise.Exp<T>>(turned, powers);
            Reduction.Columns(powers, columns, rows, one);
            InEach<T, Elementwise.Divide<T>>(powers, one);
            Turn<T>(powers, columns, rows, softmax[start..]);
            ElementaryMap.Map<T, Elementwise.Log<T>>(one, one);
            InEach<T, Elementwise.Subtract<T>>(turned, one);
            Turn<T>(turned, columns, rows, log[start..]);
        }
    }

    /// <summary>The sum of each row of at most sixteen numbers: each is a chain of its own, so what is left is the tree, whose missing chains are +0.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<T>(ReadOnlySpan<T> x, int columns, Span<T> sums) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> memory = stackalloc T[Reduction.Chains * Side];
        for (int start = 0; start < sums.Length; start += Side)
        {
            int rows = Math.Min(Side, sums.Length - start), chains = columns;
            Span<T> turned = memory[..(rows * columns)];
            Turn<T>(x[(start * columns)..], rows, columns, turned);
            // +0 + x: a chain that begins at +0 is never −0.
            Plus(turned, T.Zero);
            for (int half = Reduction.Chains / 2; half > 0; half /= 2)
            {
                if (chains > half) Combine<T, Elementwise.Add<T>>(turned[..((chains - half) * rows)], turned.Slice(half * rows, (chains - half) * rows));
                chains = Math.Min(chains, half);
            }
            turned[..rows].CopyTo(sums[start..]);
        }
    }

    /// <summary>1 at the first of the largest of each row, else 0; a NaN is larger than all, and the first one wins.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FirstLargest<T>(ReadOnlySpan<T> x, int columns, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> memory = stackalloc T[(Columns + 2) * Side];
        for (int start = 0; start < x.Length; start += Side * columns)
        {
            int rows = Math.Min(Side, (x.Length - start) / columns);
            Span<T> turned = memory[..(rows * columns)], largest = memory.Slice(Columns * Side, rows), place = memory.Slice((Columns + 1) * Side, rows);
            Turn<T>(x[start..], rows, columns, turned);
            turned[..rows].CopyTo(largest);
            place.Clear();
            for (int column = 1; column < columns; column++) Larger(turned.Slice(column * rows, rows), T.CreateTruncating(column), largest, place);
            for (int column = 0; column < columns; column++) Equal(place, T.CreateTruncating(column), turned.Slice(column * rows, rows));
            Turn<T>(turned, columns, rows, y[start..]);
        }
    }

    /// <summary>Rows of zeros with a single one, at the place each number names. False where one names no place; then nothing is written.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool OneHot<T>(ReadOnlySpan<T> places, int columns, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var place in places)
            if (!(place >= T.Zero && place < T.CreateTruncating(columns) && T.Floor(place) == place)) return false;
        Span<T> memory = stackalloc T[Columns * Side];
        for (int start = 0; start < places.Length; start += Side)
        {
            var some = places.Slice(start, Math.Min(Side, places.Length - start));
            Span<T> turned = memory[..(some.Length * columns)];
            for (int column = 0; column < columns; column++) Equal(some, T.CreateTruncating(column), turned.Slice(column * some.Length, some.Length));
            Turn<T>(turned, columns, some.Length, y[(start * columns)..]);
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Plus<T>(Span<T> x, T number) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count) (new Vector<T>(x[i..]) + new Vector<T>(number)).CopyTo(x[i..]);
        for (; i < x.Length; i++) x[i] += number;
    }

    /// <summary>Where a number is larger than the largest so far, it takes its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Larger<T>(ReadOnlySpan<T> x, T here, Span<T> largest, Span<T> place) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector<T> value = new(x[i..]), soFar = new(largest[i..]);
            var larger = Vector.AndNot(Vector.Equals(soFar, soFar), Vector.LessThanOrEqual(value, soFar));
            Vector.ConditionalSelect(larger, value, soFar).CopyTo(largest[i..]);
            Vector.ConditionalSelect(larger, new Vector<T>(here), new Vector<T>(place[i..])).CopyTo(place[i..]);
        }
        for (; i < x.Length; i++)
            if (!T.IsNaN(largest[i]) && !(x[i] <= largest[i])) (largest[i], place[i]) = (x[i], here);
    }

    /// <summary>1 where a number is this one, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Equal<T>(ReadOnlySpan<T> x, T number, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count)
            Vector.ConditionalSelect(Vector.Equals(new Vector<T>(x[i..]), new Vector<T>(number)), Vector<T>.One, Vector<T>.Zero).CopyTo(to[i..]);
        for (; i < x.Length; i++) to[i] = x[i] == number ? T.One : T.Zero;
    }

    /// <summary>x − m, m the largest number of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shift<T>(Span<T> turned, Span<T> largest) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        turned[..largest.Length].CopyTo(largest);
        for (int i = largest.Length; i < turned.Length; i += largest.Length) Combine<T, Elementwise.Maximum<T>>(largest, turned.Slice(i, largest.Length));
        InEach<T, Elementwise.Subtract<T>>(turned, largest);
    }

    /// <summary>Every row of the turned ones combined with the one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InEach<T, TFunction>(Span<T> turned, ReadOnlySpan<T> one) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IBinary<T>
    {
        for (int i = 0; i < turned.Length; i += one.Length) Combine<T, TFunction>(turned.Slice(i, one.Length), one);
    }

    /// <summary>a = f(a, b).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine<T, TFunction>(Span<T> a, ReadOnlySpan<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IBinary<T>
    {
        int i = 0;
        for (; i <= a.Length - Vector<T>.Count; i += Vector<T>.Count) TFunction.Apply(new Vector<T>(a[i..]), new Vector<T>(b[i..])).CopyTo(a[i..]);
        for (; i < a.Length; i++) a[i] = TFunction.Apply(a[i], b[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn<T>(ReadOnlySpan<T> from, int rows, int columns, Span<T> to) where T : unmanaged
    {
        fixed (T* source = from, target = to) Transposition.Transpose(source, columns, target, rows, rows, columns);
    }
}
