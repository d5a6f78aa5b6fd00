using System.Globalization;
using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary>Samples as text.</summary>
internal static class SampleText
{
    private const int MostColumns = 8, MostClasses = 100;

    /// <summary>How many samples there are of each class; none where targets are no classes, or there are too many to list.</summary>
    public static string? Classes(Dataset<float> samples)
    {
        if (samples.Classes is not <= MostClasses || samples.TargetShape.Rank > 0) return null;
        var counts = samples.Labels().CountBy(label => label).ToDictionary();
        return $"classes  {string.Join("   ", Enumerable.Range(0, samples.Classes.Value).Select(label => string.Create(CultureInfo.InvariantCulture, $"{NameOf(samples, label)}: {counts.GetValueOrDefault(label)}")))}";
    }

    /// <summary>A sample's class by name, or its numbers.</summary>
    public static string Target(Dataset<float> samples, Tensor<float> targets, int sample)
    {
        var target = targets.Slice(0, sample, 1);
        return samples.Classes is not null && samples.TargetShape.Rank == 0 ? NameOf(samples, (int)target.ToScalar()) : string.Join(' ', target.ToArray().Take(MostColumns).Select(Number));
    }

    /// <summary>The first samples, a row each.</summary>
    public static void Rows(Terminal terminal, Dataset<float> samples, int count)
    {
        var batch = samples.Read([.. Enumerable.Range(0, Math.Min(count, samples.Count))]);
        int columns = Math.Min(samples.InputShape.Size, MostColumns);
        var table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("sample").RightAligned());
        for (int i = 0; i < columns; i++) table.AddColumn(new TableColumn(string.Create(CultureInfo.InvariantCulture, $"x{i}")).RightAligned());
        if (samples.InputShape.Size > columns) table.AddColumn("…");
        table.AddColumn(new TableColumn("target").RightAligned());
        for (int row = 0; row < batch.Count; row++)
        {
            string[] numbers = [.. batch.Inputs.Slice(0, row, 1).ToArray().Take(columns).Select(Number)];
            string[] more = samples.InputShape.Size > columns ? ["…"] : [];
            string[] cells = [row.ToString(CultureInfo.InvariantCulture), .. numbers, .. more, Target(samples, batch.Targets, row)];
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }
        terminal.Console().Write(table);
    }

    private static string NameOf(Dataset<float> samples, int label) => samples.ClassNames.IsEmpty ? label.ToString(CultureInfo.InvariantCulture) : samples.ClassNames[label];

    private static string Number(float number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
