namespace Functional.NN.Drawing;

/// <summary>A point of the paper: from its left and from its top.</summary>
internal readonly record struct Place(double X, double Y);

/// <summary>A rectangle of the paper.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    /// <summary>Where a number between 0 at the left and 1 at the right lies; what is outside is drawn at the edge.</summary>
    public double X(double place) => Left + Math.Clamp(place, 0, 1) * Width;

    /// <summary>Where a number between 0 at the bottom and 1 at the top lies.</summary>
    public double Y(double place) => Bottom - Math.Clamp(place, 0, 1) * Height;
}
