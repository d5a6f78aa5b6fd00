using System.Globalization;
using Functional.NN.Experiments;
using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary>Samples as text.</summary>
internal static class SampleText
{
    /// <summary>How many samples there are of each class; nothing where there are no classes.</summary>
    public static void Classes(Terminal terminal, Dataset<float> samples)
    {
        var counts = SampleWords.ClassCounts(samples);
        if (counts.Length > 0) terminal.Line($"classes  {string.Join("   ", counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Class}: {count.Count}")))}");
    }

    /// <summary>Some samples, a row each.</summary>
    public static void Rows(Terminal terminal, Dataset<float> samples, Batch<float> batch)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (string heading in SampleWords.Headings(samples.InputShape).Prepend("sample").Append("target")) table.AddColumn(new TableColumn(heading).RightAligned());
        for (int row = 0; row < batch.Count; row++)
        {
            string[] cells = [row.ToString(CultureInfo.InvariantCulture), .. SampleWords.Numbers(batch.Inputs.Slice(0, row, 1)), SampleWords.Target(samples, batch.Targets, row)];
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }
        terminal.Console().Write(table);
    }

    /// <summary>Some samples that are images.</summary>
    public static void Images(Terminal terminal, Dataset<float> samples, Batch<float> batch) =>
        new ImageRows(terminal).Write([.. Enumerable.Range(0, batch.Count).Select(i => new SampleImage(batch.Inputs.Slice(0, i, 1).Reshape(samples.InputShape), SampleWords.Target(samples, batch.Targets, i)))]);
}
