using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Where each window of a maximum pooling has its first largest cell, sixteen samples at a time; a NaN is larger than every number.</summary>
internal static unsafe class LargestPlaces
{
    /// <summary>For every window in row-major order, the place of that cell counted in the whole tensor.</summary>
    /// <remarks>Padded cells are −∞ and never named: every window has a cell of the image.</remarks>
    public static int[] Of<T>(Tensor<T> x, Pool2DGeometry geometry) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var places = new int[geometry.OutputShape(x.Shape).Size];
        if (places.Length == 0) return places;
        WindowWalk.Window[] windows = Windows(x.Shape.With(0, 1), geometry);
        int batch = x.Shape[0], size = x.Shape.Sample.Size;
        using var images = new SampleBlocks<T>(1, size);
        using var offsets = new SampleBlocks<T>(1, windows.Length);
        using var turned = new SampleBlocks<T>(1, windows.Length);
        fixed (T* from = x.AsSpan())
            for (int first = 0; first < batch; first += SampleBlocks<T>.Samples)
            {
                int samples = Math.Min(SampleBlocks<T>.Samples, batch - first);
                SampleBlocks<T>.Pack(from + (nint)first * size, samples, size, images.Start);
                Search(images.Start, windows, x.Shape[3], offsets.Start);
                SampleBlocks<T>.Unpack(offsets.Start, samples, windows.Length, turned.Start);
                for (int sample = 0; sample < samples; sample++)
                    Place(turned.Start + sample * windows.Length, windows, (first + sample) * size, places.AsSpan((first + sample) * windows.Length, windows.Length));
            }
        return places;
    }

    /// <summary>The windows of one sample, in row-major order.</summary>
    private static WindowWalk.Window[] Windows(Shape sample, Pool2DGeometry geometry)
    {
        var windows = new WindowWalk.Window[geometry.OutputShape(sample).Size];
        int at = 0;
        foreach (var window in new WindowWalk(sample, geometry)) windows[at++] = window;
        return windows;
    }

    /// <summary>For each window and sample, the offset of the largest cell from the window's first: whole numbers, in the lanes as bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Search<T>(T* block, WindowWalk.Window[] windows, int width, T* offsets) where T : unmanaged
    {
        const int Samples = 16;
        foreach (var window in windows)
        {
            T* cells = block + (nint)window.First * Samples;
            for (int lane = 0; lane < Samples; lane += Vector<T>.Count)
            {
                Vector<T> largest = *(Vector<T>*)(cells + lane), offset = Vector<T>.Zero;
                for (int y = 0; y < window.Height; y++)
                    for (int place = y * width, end = place + window.Width; place < end; place++)
                    {
                        var value = *(Vector<T>*)(cells + (nint)place * Samples + lane);
                        var larger = Vector.AndNot(Vector.Equals(largest, largest), Vector.LessThanOrEqual(value, largest));
                        largest = Vector.ConditionalSelect(larger, value, largest);
                        offset = Vector.ConditionalSelect(larger, Bits<T>(place), offset);
                    }
                *(Vector<T>*)(offsets + lane) = offset;
            }
            offsets += Samples;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Bits<T>(int number) where T : unmanaged =>
        sizeof(T) == sizeof(int) ? Vector.As<int, T>(new Vector<int>(number)) : Vector.As<long, T>(new Vector<long>(number));

    private static void Place<T>(T* offsets, WindowWalk.Window[] windows, int start, Span<int> places) where T : unmanaged
    {
        for (int i = 0; i < places.Length; i++)
            places[i] = start + windows[i].First + (sizeof(T) == sizeof(int) ? ((int*)offsets)[i] : (int)((long*)offsets)[i]);
    }
}
