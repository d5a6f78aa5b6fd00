using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>Average pooling of one block of sixteen samples, prepared for one image size; or sums, which are averages divided by one.</summary>
internal sealed unsafe class WindowMeans
{
    private const int Samples = 16;

    private readonly PoolWindows _windows;
    private readonly double[] _counts;

    /// <param name="x">N × C × H × W</param>
    /// <param name="windows">where the windows lie</param>
    /// <param name="divisor">what a sum is divided by</param>
    public WindowMeans(Shape x, IPoolWindows windows, WindowDivisor divisor)
    {
        _windows = new(x, windows);
        _counts = [.. _windows.All.Select(window => divisor switch { WindowDivisor.Window => window.Whole, WindowDivisor.Image => window.Height * window.Width, _ => 1.0 })];
    }

    /// <summary>y[window] = the sum of its cells on the image, in row-major order from +0, divided by the count.</summary>
    /// <param name="x">[channel][y][x][16]</param>
    /// <param name="y">[channel][window][16]; overwritten</param>
    public void Forward<T>(T* x, T* y) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Vector512<T>, WideLanes<T>>(x, y);
        else Forward<T, Vector<T>, UsualLanes<T>>(x, y);
    }

    /// <summary>dx[cell] = Σ dy[window]/count over the windows that have the cell, in row-major order from +0.</summary>
    /// <param name="dy">[channel][window][16]</param>
    /// <param name="dx">[channel][y][x][16]; overwritten</param>
    public void Spread<T>(T* dy, T* dx) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) Spread<T, Vector512<T>, WideLanes<T>>(dy, dx);
        else Spread<T, Vector<T>, UsualLanes<T>>(dy, dx);
    }

    /// <summary>The same by vectors of a given width.</summary>
    internal void Forward<T, TVector, TLanes>(T* x, T* y) where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        fixed (PoolWindows.Window* windows = _windows.All)
        fixed (double* counts = _counts)
            for (int channel = 0; channel < _windows.Channels; channel++, x += _windows.Cells * Samples, y += _counts.Length * Samples)
                Sum<T, TVector, TLanes>(windows, counts, _counts.Length, _windows.Width, x, y);
    }

    /// <summary>The same by vectors of a given width.</summary>
    internal void Spread<T, TVector, TLanes>(T* dy, T* dx) where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        new Span<T>(dx, _windows.Channels * _windows.Cells * Samples).Clear();
        fixed (PoolWindows.Window* windows = _windows.All)
        fixed (double* counts = _counts)
            for (int channel = 0; channel < _windows.Channels; channel++, dx += _windows.Cells * Samples, dy += _counts.Length * Samples)
                Share<T, TVector, TLanes>(windows, counts, _counts.Length, _windows.Width, dy, dx);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<T, TVector, TLanes>(PoolWindows.Window* windows, double* counts, int count, int width, T* x, T* y)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        for (int i = 0; i < count; i++, y += Samples)
            for (int lane = 0; lane < Samples; lane += sizeof(TVector) / sizeof(T))
            {
                T* cells = x + (nint)windows[i].First * Samples + lane;
                TVector sum = default;
                for (int row = 0; row < windows[i].Height; row++)
                    for (int place = row * width, end = place + windows[i].Width; place < end; place++)
                        sum = TLanes.Add(sum, *(TVector*)(cells + (nint)place * Samples));
                *(TVector*)(y + lane) = TLanes.Divide(sum, TLanes.All(Number<T>(counts[i])));
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Share<T, TVector, TLanes>(PoolWindows.Window* windows, double* counts, int count, int width, T* dy, T* dx)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        for (int i = 0; i < count; i++, dy += Samples)
            for (int lane = 0; lane < Samples; lane += sizeof(TVector) / sizeof(T))
            {
                T* cells = dx + (nint)windows[i].First * Samples + lane;
                TVector share = TLanes.Divide(*(TVector*)(dy + lane), TLanes.All(Number<T>(counts[i])));
                for (int row = 0; row < windows[i].Height; row++)
                    for (int place = row * width, end = place + windows[i].Width; place < end; place++)
                    {
                        T* cell = cells + (nint)place * Samples;
                        *(TVector*)cell = TLanes.Add(*(TVector*)cell, share);
                    }
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Number<T>(double count) where T : unmanaged => typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)count) : Unsafe.BitCast<double, T>(count);
}
