using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Kernels;

/// <summary>Blocks of Threefry for counters that follow each other, by the widest vectors there are.</summary>
internal static unsafe class ThreefryBlocks
{
    /// <summary>As many words as there is room for, in the form that is asked for: word w is half w mod 2 of the block of the counter (first + w div 2, use).</summary>
    public static void Draw<T, TForm>(RandomKey key, ulong first, ulong use, TForm form, Span<T> words) where T : unmanaged where TForm : struct, IWordForm<T>
    {
        fixed (T* to = words)
        {
            if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported) All<T, TForm, EightWords>(key, first, use, form, to, words.Length);
            else if (Avx2.IsSupported) All<T, TForm, FourWords>(key, first, use, form, to, words.Length);
            else All<T, TForm, OneWord>(key, first, use, form, to, words.Length);
        }
    }

    /// <summary>With vectors of one width: whole ones, and the rest as the beginning of one more.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void All<T, TForm, TWords>(RandomKey key, ulong first, ulong use, TForm form, T* to, int count)
        where T : unmanaged where TForm : struct, IWordForm<T> where TWords : unmanaged, IWords<TWords>
    {
        int whole = count / (2 * TWords.Count), done = whole * 2 * TWords.Count;
        Vectors<T, TForm, TWords>(key, first, use, form, to, whole);
        if (done == count) return;
        T* more = stackalloc T[2 * TWords.Count];
        Vectors<T, TForm, TWords>(key, first + (ulong)(done / 2), use, form, more, 1);
        for (int i = done; i < count; i++) to[i] = more[i - done];
    }

    // The vectors do not depend on each other, so the processor overlaps them: two at a time are less than a tenth faster, and slower where there are few.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Vectors<T, TForm, TWords>(RandomKey key, ulong first, ulong use, TForm form, T* to, int count)
        where T : unmanaged where TForm : struct, IWordForm<T> where TWords : unmanaged, IWords<TWords>
    {
        TWords key0 = key.First, key1 = key.Second, key2 = Threefry.ThirdWord(key.First, key.Second);
        TWords start = TWords.Ascending + (first + key.First), other = use + key.Second;
        for (int i = 0; i < count; i++)
        {
            TWords x0 = start, x1 = other;
            Threefry.TwentyRounds(ref x0, ref x1, key0, key1, key2);
            form.Store(x0, x1, to);
            start += (ulong)TWords.Count;
            to += 2 * TWords.Count;
        }
    }
}
