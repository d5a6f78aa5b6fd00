namespace Functional.NN;

/// <summary>The largest number of every window of each channel of signals C×L; the derivative goes to the first of the largest.</summary>
public sealed record MaxPool1D : Pooling1D
{
    /// <summary>Maximum pooling.</summary>
    /// <param name="Window">length of the window</param>
    /// <param name="Stride">cells from one window to the next; the window's length unless told, so that windows do not overlap</param>
    /// <param name="Padding">cells of −∞ before and after the signal, fewer than the window has; none unless told</param>
    public MaxPool1D(int Window, int? Stride = null, SignalPadding? Padding = null) : base(Window, Stride, Padding) { }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public MaxPool1D With(int? window = null, int? stride = null, SignalPadding? padding = null) => this with { Window = window ?? Window, Stride = stride ?? Stride, Padding = padding ?? Padding };

    private protected override Var Pool(Var x, Pool2DGeometry geometry) => Var.MaxPool2D(x, geometry);
}
