using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Tables in CSV files as datasets.</summary>
/// <remarks>
/// Numbers are read in the invariant culture whatever the culture is: a decimal comma is an error that says so. Inputs are vectors of the input columns;
/// a label becomes a class index (targets: N, with the labels as <see cref="Dataset{T}.ClassNames"/>), a number to predict a vector of one number (targets: N×1).
/// </remarks>
public static class CsvData
{
    /// <summary>Reads a file, in UTF-8 unless it starts with the mark of another encoding.</summary>
    /// <exception cref="DataException">The file is missing or not of this format; the sentence names line and column.</exception>
    public static Dataset<T> Read<T>(string path, CsvFormat format) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path)) throw new DataException($"{path}: this is a folder, a CSV file was wanted.");
        if (!File.Exists(path)) throw new DataException($"{path}: there is no such file.");
        try
        {
            using var text = new StreamReader(path);
            return Read<T>(text, path, format);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the file cannot be read ({error.Message.TrimEnd('.')}).", error);
        }
    }

    /// <summary>Reads text that is CSV.</summary>
    /// <param name="text">all of the table</param>
    /// <param name="format">how to read it</param>
    /// <param name="name">what errors call it</param>
    public static Dataset<T> Parse<T>(string text, CsvFormat format, string name = "CSV text") where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        using var reader = new StringReader(text);
        return Read<T>(reader, name, format);
    }

    private static Dataset<T> Read<T>(TextReader text, string name, CsvFormat format) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(format);
        var table = CsvTable.Read(text, name, format);
        int target = table.Column(format.Target, "target");
        ImmutableArray<int> inputs = format.Inputs.IsEmpty
            ? [.. Enumerable.Range(0, table.Width).Where(column => column != target)]
            : [.. format.Inputs.Select(column => table.Column(column, "input"))];
        CheckColumns(name, table, inputs, target);
        int rows = table.Rows.Length;
        var values = Tensor.Generate(Shape.Of(rows, inputs.Length), i => table.Number<T>(i / inputs.Length, inputs[i % inputs.Length]));
        if (format.Task == CsvTask.Regression)
            return Dataset.FromTensors(values, Tensor.Generate(Shape.Of(rows, 1), row => table.Number<T>(row, target)));
        ImmutableArray<string> labels = [.. Enumerable.Range(0, rows).Select(row => table.Label(row, target))];
        ImmutableArray<string> classes = format.ClassNames.IsEmpty ? [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : format.ClassNames;
        var indices = classes.Select((label, index) => (label, index)).ToDictionary(pair => pair.label, pair => pair.index, StringComparer.Ordinal);
        int Index(int row) => indices.TryGetValue(labels[row], out int index) ? index
            : throw new DataException($"{table.Place(row, target)}: the label \"{labels[row]}\" is none of the given classes ({string.Join(", ", classes)}).");
        return Dataset.FromTensors(values, [.. Enumerable.Range(0, rows).Select(Index)], classes.Length).WithClassNames(classes);
    }

    private static void CheckColumns(string name, CsvTable table, ImmutableArray<int> inputs, int target)
    {
        if (inputs.IsEmpty) throw new DataException($"{name}: the target is the only column, there is nothing to predict it from.");
        if (inputs.Contains(target)) throw new DataException($"{name}: column {table.Title(target)} is the target and cannot be an input too.");
        foreach (int column in inputs)
            if (inputs.IndexOf(column) != inputs.LastIndexOf(column)) throw new DataException($"{name}: column {table.Title(column)} is named twice among the inputs.");
    }
}
