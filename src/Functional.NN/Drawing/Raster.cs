using System.Collections.Immutable;

namespace Functional.NN.Drawing;

/// <summary>A function of the plane, known at the nodes of a grid that reaches from edge to edge of a rectangle.</summary>
/// <param name="Left">the first coordinate of the first column</param>
/// <param name="Right">that of the last</param>
/// <param name="Bottom">the second coordinate of the first row</param>
/// <param name="Top">that of the last</param>
/// <param name="Columns">nodes in a row, two or more</param>
/// <param name="Rows">rows, two or more</param>
/// <param name="Values">the function at the nodes, row by row from the bottom</param>
internal sealed record Raster(double Left, double Right, double Bottom, double Top, int Columns, int Rows, ImmutableArray<double> Values)
{
    /// <summary>A function at the nodes of a grid.</summary>
    public static Raster Of(double left, double right, double bottom, double top, int columns, int rows, Func<double, double, double> function)
    {
        var grid = new Raster(left, right, bottom, top, columns, rows, []);
        return grid with { Values = [.. Enumerable.Range(0, columns * rows).Select(i => function(grid.X(i % columns), grid.Y(i / columns)))] };
    }

    /// <summary>The first coordinate of a column, which may lie between two.</summary>
    public double X(double column) => Between(Left, Right, column / (Columns - 1));

    /// <summary>The second coordinate of a row, which may lie between two.</summary>
    public double Y(double row) => Between(Bottom, Top, row / (Rows - 1));

    /// <summary>The value at a node.</summary>
    public double this[int column, int row] => Values[row * Columns + column];

    /// <summary>Another function of the values.</summary>
    public Raster Select(Func<double, double> function) => this with { Values = [.. Values.Select(function)] };

    /// <summary>Both ends exactly.</summary>
    private static double Between(double from, double to, double part) => from * (1 - part) + to * part;
}
