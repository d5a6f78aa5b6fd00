using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using CsvHelper;

namespace Functional.NN.Experiments;

/// <summary>A row of a CSV file and the line where it starts.</summary>
internal sealed record CsvLine(int Line, ImmutableArray<string> Fields);

/// <summary>The text of a CSV file, cut into rows of one width.</summary>
internal sealed partial class CsvTable
{
    private readonly string _name;
    private readonly ImmutableArray<string> _titles;

    private CsvTable(string name, ImmutableArray<string> titles, ImmutableArray<CsvLine> rows)
    {
        (_name, _titles, Rows) = (name, titles, rows);
    }

    public ImmutableArray<CsvLine> Rows { get; }

    public int Width => Rows[0].Fields.Length;

    public static CsvTable Read(TextReader text, string name, CsvFormat format)
    {
        var rows = Cut(text, name, format.Delimiter);
        if (rows.IsEmpty) throw new DataException($"{name}: the file is empty.");
        var titles = format.Header ? rows[0].Fields.Select(title => title.Trim()).ToImmutableArray() : [];
        int width = rows[0].Fields.Length;
        foreach (var row in rows)
            if (row.Fields.Length != width) throw new DataException(Ragged(name, row, rows[0], format.Delimiter));
        var data = format.Header ? rows.RemoveAt(0) : rows;
        return data.IsEmpty ? throw new DataException($"{name}: there is a header and no row of data.") : new CsvTable(name, titles, data);
    }

    /// <summary>The place of a column.</summary>
    public int Column(CsvColumn column, string role)
    {
        if (column.Name is null)
        {
            int place = column.Place < 0 ? column.Place + Width : column.Place;
            return place >= 0 && place < Width ? place
                : throw new DataException(FormattableString.Invariant($"{_name}: there is no {role} column {column.Place}; the {Width} columns are counted from 0, or from −1 at the end."));
        }
        if (_titles.IsEmpty) throw new DataException($"{_name}: the {role} column is named {column}, but the file is read without a header. Give its place, or say Header: true.");
        int found = _titles.IndexOf(column.Name);
        if (found < 0) throw new DataException($"{_name}: there is no {role} column {column}; the header has {string.Join(", ", _titles.Select(title => $"\"{title}\""))}.");
        return _titles.LastIndexOf(column.Name) == found ? found : throw new DataException($"{_name}: two columns are named {column}. Give the place of the {role} column instead.");
    }

    /// <summary>A column's name in quotes, or its place.</summary>
    public string Title(int column) => (_titles.IsEmpty ? CsvColumn.At(column) : CsvColumn.Named(_titles[column])).ToString();

    /// <summary>File, line and column in words.</summary>
    public string Place(int row, int column) => FormattableString.Invariant($"{_name}, line {Rows[row].Line}, column {Title(column)}");

    public string Label(int row, int column)
    {
        string label = Rows[row].Fields[column].Trim();
        return label.Length > 0 ? label : throw new DataException($"{Place(row, column)}: a label was wanted, the field is empty.");
    }

    public T Number<T>(int row, int column) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string field = Rows[row].Fields[column];
        if (!T.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) throw new DataException($"{Place(row, column)}: {NotANumber(field)}");
        return T.IsFinite(number) ? number : throw new DataException($"{Place(row, column)}: a finite number was wanted, got \"{field}\". Take the row out, or repair the value.");
    }

    private static string NotANumber(string field) => field.Trim() switch
    {
        "" => "a number was wanted, the field is empty. Take the row out, or fill it in.",
        var text when DecimalComma().IsMatch(text) => $"a number was wanted, got \"{text}\" with a decimal comma. Write {Pointed(text)} with a decimal point.",
        var text => $"a number was wanted, got \"{text}\".",
    };

    private static string Pointed(string text) => text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');

    private static string Fields(CsvLine row) => row.Fields.Length == 1 ? "1 field" : FormattableString.Invariant($"{row.Fields.Length} fields");

    private static string Ragged(string name, CsvLine row, CsvLine first, char delimiter)
    {
        string advice = row.Fields.Length > first.Fields.Length && delimiter == ','
            ? " If its numbers have decimal commas, write decimal points." : "";
        return FormattableString.Invariant($"{name}, line {row.Line}: the row has {Fields(row)}, the first row has {first.Fields.Length}; all rows need as many.{advice}");
    }

    private static ImmutableArray<CsvLine> Cut(TextReader text, string name, char delimiter)
    {
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            Separator = delimiter,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            FieldCountMismatch = CsvFieldCountHandling.Allow,
        };
        var rows = ImmutableArray.CreateBuilder<CsvLine>();
        try
        {
            using var reader = CsvReader.Create(text, options, leaveOpen: true);
            while (reader.Read()) rows.Add(new CsvLine((int)reader.LineNumber, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]));
        }
        catch (CsvFormatException error)
        {
            throw new DataException(FormattableString.Invariant($"{name}, line {error.LineNumber}: the row cannot be cut into fields: a quote does not end, or stands inside a field. Put the whole field in quotes and write a quote in it twice."), error);
        }
        return rows.ToImmutable();
    }

    [GeneratedRegex(@"^[+-]?(\d{1,3}(\.\d{3})+|\d*),\d+([eE][+-]?\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalComma();
}
