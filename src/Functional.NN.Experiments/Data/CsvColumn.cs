using System.Globalization;

namespace Functional.NN.Experiments;

/// <summary>A column of a CSV file, by its name in the header or by its place.</summary>
/// <remarks>In C# a string or a number converts: <c>new CsvFormat("species")</c>, <c>new CsvFormat(-1)</c>.</remarks>
[ValueForm(typeof(CsvColumnForm))]
public readonly record struct CsvColumn
{
    private CsvColumn(string? name, int place) => (Name, Place) = (name, place);

    /// <summary>The name, compared exactly; none for a column given by its place.</summary>
    public string? Name { get; }

    /// <summary>The place from 0; negative places count from the end, −1 is the last.</summary>
    public int Place { get; }

    /// <summary>The column with this name in the header.</summary>
    public static CsvColumn Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name, 0);
    }

    /// <summary>The column at a place from 0; −1 is the last.</summary>
    public static CsvColumn At(int place) => new(null, place);

    /// <summary>The column with this name.</summary>
    public static implicit operator CsvColumn(string name) => Named(name);

    /// <summary>The column at this place.</summary>
    public static implicit operator CsvColumn(int place) => At(place);

    /// <summary>The name in quotes, or the place.</summary>
    public override string ToString() => Name is null ? Place.ToString(CultureInfo.InvariantCulture) : $"\"{Name}\"";
}
