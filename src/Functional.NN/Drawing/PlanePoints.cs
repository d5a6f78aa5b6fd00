using System.Collections.Immutable;
using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>Points of the plane that belong together, such as the samples of a class.</summary>
/// <param name="Label">what they are, in words</param>
/// <param name="Colour">the number of their colour and marker, from 0</param>
/// <param name="Points">in any order; those outside the rectangle are not drawn</param>
internal sealed record PlanePoints(string Label, int Colour, ImmutableArray<PlanePoint> Points)
{
    private const int MostLarge = 100;

    /// <summary>Their markers in a frame, small ones where there are many.</summary>
    public IEnumerable<XElement> Marks(Frame frame, bool many)
    {
        Place[] seen = [.. Points.Where(p => Clipping.IsInside(frame, p)).Select(p => frame.At(p.X, p.Y))];
        return seen.Length == 0 ? [] : [many ? Markers.Small(Colour, seen) : Markers.Of(Colour, seen)];
    }

    /// <summary>Whether there are so many points that markers are small.</summary>
    public static bool Many(IEnumerable<PlanePoints> all) => all.Sum(set => set.Points.Length) > MostLarge;

    /// <summary>Their line in a legend.</summary>
    public LegendEntry Entry => new(Label, at => [Markers.Of(Colour, [new(at.X + Legend.SampleWidth / 2, at.Y)])]);
}
