namespace Functional.NN;

/// <summary>The mean of every window of each channel of signals C×L.</summary>
public sealed record AvgPool1D : Pooling1D
{
    /// <summary>Average pooling.</summary>
    /// <param name="Window">length of the window</param>
    /// <param name="Stride">cells from one window to the next; the window's length unless told, so that windows do not overlap</param>
    /// <param name="Padding">zeros before and after the signal, fewer than the window has cells; none unless told</param>
    /// <param name="CountPadding">whether padded cells count in the divisor</param>
    public AvgPool1D(int Window, int? Stride = null, SignalPadding? Padding = null, bool CountPadding = true) : base(Window, Stride, Padding) => this.CountPadding = CountPadding;

    /// <summary>Whether padded cells count in the divisor.</summary>
    public bool CountPadding { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public AvgPool1D With(int? window = null, int? stride = null, SignalPadding? padding = null, bool? countPadding = null) =>
        this with { Window = window ?? Window, Stride = stride ?? Stride, Padding = padding ?? Padding, CountPadding = countPadding ?? CountPadding };

    private protected override Var Pool(Var x, Pool2DGeometry geometry) => Var.AveragePool2D(x, geometry, CountPadding);
}
