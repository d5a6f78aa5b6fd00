namespace Functional.NN.Kernels;

/// <summary>The windows of a pooling over N×C×H×W, in row-major order, each as the part of it that lies on the image.</summary>
internal ref struct WindowWalk(Shape x, Pool2DGeometry geometry)
{
    /// <param name="First">the place of its first cell in the whole tensor</param>
    /// <param name="Height">rows on the image</param>
    /// <param name="Width">columns on the image</param>
    internal readonly record struct Window(int First, int Height, int Width);

    private readonly int _height = x[2], _width = x[3], _planes = x[0] * x[1];
    private readonly Extent2D _windows = geometry.OutputSize(new(x[2], x[3])), _size = geometry.Window, _stride = geometry.Stride;
    private readonly Padding2D _padding = geometry.Padding;
    private int _plane, _oy, _ox = -1;

    public readonly WindowWalk GetEnumerator() => this;

    public bool MoveNext()
    {
        if (++_ox == _windows.X) (_ox, _oy) = (0, _oy + 1);
        if (_oy == _windows.Y) (_oy, _plane) = (0, _plane + 1);
        return _plane < _planes;
    }

    public readonly Window Current
    {
        get
        {
            int y = _oy * _stride.Y - _padding.Top, x = _ox * _stride.X - _padding.Left;
            int top = Math.Max(0, y), left = Math.Max(0, x);
            return new((_plane * _height + top) * _width + left, Math.Min(_height, y + _size.Y) - top, Math.Min(_width, x + _size.X) - left);
        }
    }
}
