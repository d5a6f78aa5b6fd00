namespace Functional.NN.Experiments;

/// <summary>A column of a CSV file in JSON: its name, or its place.</summary>
internal static class CsvColumnForm
{
    public static ValueForm Form { get; } = new(typeof(CsvColumn), "a column's name, or its place as a whole number",
        value => value is CsvColumn { Name: { } name } ? new TextNode(name) : NumberNode.Of(((CsvColumn)value).Place),
        node => node is TextNode text ? CsvColumn.Named(text.Value) : ValueForm.Whole<int>(node) is { } place ? CsvColumn.At(place) : (object?)null,
        """{ "type": ["string", "integer"] }""");
}
