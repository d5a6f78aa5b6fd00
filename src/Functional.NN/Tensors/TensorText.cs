using System.Globalization;
using System.Text;

namespace Functional.NN;

public sealed partial class Tensor<T>
{
    private const int EdgePlaces = 3, LongestWhole = 8;

    /// <summary>The shape and the numbers, long axes elided in the middle, the same under every culture: <c>2×3 [[1, 2, 3], [4, 5, 6]]</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(Shape).Append(' ');
        Write(text, 0, 0);
        return text.ToString();
    }

    private void Write(StringBuilder text, int axis, int place)
    {
        if (axis == Shape.Rank)
        {
            text.Append(AsSpan()[place].ToString(null, CultureInfo.InvariantCulture));
            return;
        }
        text.Append('[');
        for (int i = 0; i < Shape[axis]; i++)
        {
            if (i > 0) text.Append(", ");
            if (Shape[axis] > LongestWhole && i == EdgePlaces)
            {
                text.Append('…');
                i = Shape[axis] - EdgePlaces - 1;
                continue;
            }
            Write(text, axis + 1, place * Shape[axis] + i);
        }
        text.Append(']');
    }
}
