using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>
/// Maximum pooling of one block of sixteen samples, prepared for one geometry. The place of a window is the offset, in cells, of its first
/// largest cell from its first cell; a NaN is larger than every number, and padded cells are −∞ and never named, for every window has a cell
/// of the image.
/// </summary>
/// <remarks>Places are whole numbers, one for each window and lane, as the bits of one as wide as the lane: [channel][window][16], as large as the result.</remarks>
internal sealed unsafe class LargestCells(Shape x, IPoolWindows windows)
{
    private const int Samples = 16;

    private readonly PoolWindows _windows = new(x, windows);

    /// <summary>y[window] = its largest cell, and where that is.</summary>
    /// <param name="x">[channel][y][x][16]</param>
    /// <param name="y">[channel][window][16]; overwritten</param>
    /// <param name="places">[channel][window][16]; overwritten</param>
    public void Forward<T>(T* x, T* y, T* places) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Vector512<T>, WideLanes<T>>(x, y, places);
        else Forward<T, Vector<T>, UsualLanes<T>>(x, y, places);
    }

    /// <summary>y[window] = v at its place.</summary>
    /// <param name="places">[channel][window][16]</param>
    /// <param name="v">[channel][y][x][16]</param>
    /// <param name="y">[channel][window][16]; overwritten</param>
    public void Push<T>(T* places, T* v, T* y) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) Push<T, Vector512<T>, WideLanes<T>>(places, v, y);
        else Push<T, Vector<T>, UsualLanes<T>>(places, v, y);
    }

    /// <summary>dx[place of a window] += dy[window], windows in row-major order, each cell from +0.</summary>
    /// <param name="places">[channel][window][16]</param>
    /// <param name="dy">[channel][window][16]</param>
    /// <param name="dx">[channel][y][x][16]; overwritten</param>
    public void Pull<T>(T* places, T* dy, T* dx) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) Pull<T, Vector512<T>, WideLanes<T>>(places, dy, dx);
        else Pull<T, Vector<T>, UsualLanes<T>>(places, dy, dx);
    }

    /// <summary>The same by vectors of a given width.</summary>
    internal void Forward<T, TVector, TLanes>(T* x, T* y, T* places) where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        int count = _windows.All.Length;
        fixed (PoolWindows.Window* windows = _windows.All)
            for (int channel = 0; channel < _windows.Channels; channel++, x += _windows.Cells * Samples, y += count * Samples, places += count * Samples)
                if (_windows.AreQuads) LargestOfQuads<T, TVector, TLanes>(windows, count, _windows.Width, x, y, places);
                else Largest<T, TVector, TLanes>(windows, count, _windows.Width, x, y, places);
    }

    /// <summary>The same by vectors of a given width.</summary>
    internal void Push<T, TVector, TLanes>(T* places, T* v, T* y) where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        int count = _windows.All.Length;
        fixed (PoolWindows.Window* windows = _windows.All)
            for (int channel = 0; channel < _windows.Channels; channel++, v += _windows.Cells * Samples, y += count * Samples, places += count * Samples)
                Gather<T, TVector, TLanes>(windows, count, _windows.Width, places, v, y);
    }

    /// <summary>The same by vectors of a given width.</summary>
    internal void Pull<T, TVector, TLanes>(T* places, T* dy, T* dx) where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        if (!_windows.AreQuads) new Span<T>(dx, _windows.Channels * _windows.Cells * Samples).Clear();
        int count = _windows.All.Length;
        fixed (PoolWindows.Window* windows = _windows.All)
            for (int channel = 0; channel < _windows.Channels; channel++, dx += _windows.Cells * Samples, dy += count * Samples, places += count * Samples)
                if (_windows.AreQuads) ScatterToQuads<T, TVector, TLanes>(windows, count, _windows.Width, places, dy, dx);
                else Scatter<T, TVector, TLanes>(windows, count, _windows.Width, places, dy, dx);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Largest<T, TVector, TLanes>(PoolWindows.Window* windows, int count, int width, T* x, T* y, T* places)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        for (var window = windows; window < windows + count; window++, y += Samples, places += Samples)
            for (int lane = 0; lane < Samples; lane += sizeof(TVector) / sizeof(T))
            {
                T* cells = x + (nint)window->First * Samples + lane;
                TVector largest = *(TVector*)cells, offset = default;
                for (int row = 0; row < window->Height; row++)
                    for (int place = row * width, end = place + window->Width; place < end; place++)
                    {
                        var value = *(TVector*)(cells + (nint)place * Samples);
                        var larger = TLanes.Larger(value, largest);
                        largest = TLanes.Select(larger, value, largest);
                        offset = TLanes.Select(larger, TLanes.Bits(place), offset);
                    }
                *(TVector*)(y + lane) = largest;
                *(TVector*)(places + lane) = offset;
            }
    }

    /// <summary>The larger of the upper two cells against the larger of the lower two; of two that are equal the first wins, so the order of comparing does not matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LargestOfQuads<T, TVector, TLanes>(PoolWindows.Window* windows, int count, int width, T* x, T* y, T* places)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        nint below = (nint)width * Samples;
        TVector right = TLanes.Bits(1), lower = TLanes.Bits(width), lowerRight = TLanes.Bits(width + 1);
        for (var window = windows; window < windows + count; window++, y += Samples, places += Samples)
            for (int lane = 0; lane < Samples; lane += sizeof(TVector) / sizeof(T))
            {
                T* cells = x + (nint)window->First * Samples + lane;
                TVector a = *(TVector*)cells, b = *(TVector*)(cells + Samples), c = *(TVector*)(cells + below), d = *(TVector*)(cells + below + Samples);
                TVector first = TLanes.Larger(b, a), second = TLanes.Larger(d, c);
                TVector upper = TLanes.Select(first, b, a), under = TLanes.Select(second, d, c);
                TVector last = TLanes.Larger(under, upper);
                *(TVector*)(y + lane) = TLanes.Select(last, under, upper);
                *(TVector*)(places + lane) = TLanes.Select(last, TLanes.Select(second, lowerRight, lower), TLanes.Select(first, right, default));
            }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather<T, TVector, TLanes>(PoolWindows.Window* windows, int count, int width, T* places, T* v, T* y)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        for (var window = windows; window < windows + count; window++, y += Samples, places += Samples)
            for (int lane = 0; lane < Samples; lane += sizeof(TVector) / sizeof(T))
            {
                T* cells = v + (nint)window->First * Samples + lane;
                TVector found = default, offset = *(TVector*)(places + lane);
                for (int row = 0; row < window->Height; row++)
                    for (int place = row * width, end = place + window->Width; place < end; place++)
                        found = TLanes.Select(TLanes.Same(offset, TLanes.Bits(place)), *(TVector*)(cells + (nint)place * Samples), found);
                *(TVector*)(y + lane) = found;
            }
    }

    /// <summary>Adding +0 to the other cells does not change them: a sum that starts at +0 is never −0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter<T, TVector, TLanes>(PoolWindows.Window* windows, int count, int width, T* places, T* dy, T* dx)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        for (var window = windows; window < windows + count; window++, dy += Samples, places += Samples)
            for (int lane = 0; lane < Samples; lane += sizeof(TVector) / sizeof(T))
            {
                T* cells = dx + (nint)window->First * Samples + lane;
                TVector cotangent = *(TVector*)(dy + lane), offset = *(TVector*)(places + lane);
                for (int row = 0; row < window->Height; row++)
                    for (int place = row * width, end = place + window->Width; place < end; place++)
                    {
                        T* cell = cells + (nint)place * Samples;
                        *(TVector*)cell = TLanes.Add(*(TVector*)cell, TLanes.Select(TLanes.Same(offset, TLanes.Bits(place)), cotangent, default));
                    }
            }
    }

    /// <summary>Every cell gets one window's cotangent or none, added to +0 as everywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScatterToQuads<T, TVector, TLanes>(PoolWindows.Window* windows, int count, int width, T* places, T* dy, T* dx)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        nint below = (nint)width * Samples;
        TVector zero = default, right = TLanes.Bits(1), lower = TLanes.Bits(width), lowerRight = TLanes.Bits(width + 1);
        for (var window = windows; window < windows + count; window++, dy += Samples, places += Samples)
            for (int lane = 0; lane < Samples; lane += sizeof(TVector) / sizeof(T))
            {
                T* cells = dx + (nint)window->First * Samples + lane;
                TVector cotangent = TLanes.Add(zero, *(TVector*)(dy + lane)), offset = *(TVector*)(places + lane);
                *(TVector*)cells = TLanes.Select(TLanes.Same(offset, zero), cotangent, zero);
                *(TVector*)(cells + Samples) = TLanes.Select(TLanes.Same(offset, right), cotangent, zero);
                *(TVector*)(cells + below) = TLanes.Select(TLanes.Same(offset, lower), cotangent, zero);
                *(TVector*)(cells + below + Samples) = TLanes.Select(TLanes.Same(offset, lowerRight), cotangent, zero);
            }
    }
}
