using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>What a sample has to see.</summary>
/// <param name="Title">what it shows</param>
public abstract record Exhibit(string Title);

/// <summary>A picture.</summary>
/// <param name="Title">what it shows</param>
/// <param name="Svg">the picture, a whole SVG document; <see cref="Plot"/> draws the usual ones</param>
public sealed record PictureExhibit(string Title, string Svg) : Exhibit(Title);

/// <summary>A table; the first cell of each row names it.</summary>
/// <param name="Title">what it shows</param>
/// <param name="Columns">the headings</param>
/// <param name="Rows">the cells, as they are printed</param>
public sealed record TableExhibit(string Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string>> Rows) : Exhibit(Title)
{
    /// <summary>A table.</summary>
    public static TableExhibit Of(string title, IEnumerable<string> columns, params IEnumerable<IEnumerable<string>> rows) => new(title, [.. columns], [.. rows.Select(row => row.ToImmutableArray())]);
}
