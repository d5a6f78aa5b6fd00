using System.Globalization;
using System.Text.Json.Nodes;
using Functional.NN.Experiments;
using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary>What there is of data, as text for people and as JSON for programs.</summary>
internal static class DataText
{
    private const int Thousand = 1000;

    /// <summary>A table of all sets, and where was looked for them.</summary>
    public static void Table(Terminal terminal, IEnumerable<DataLooked> looked, DataPlaces places)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("data", "what they are", "where").AddColumn(new TableColumn("size").RightAligned()).AddColumn("files");
        foreach (var set in looked) table.AddRow([.. new[] { set.Name, set.Summary, set.Where, set.Bytes == 0 ? "" : Size(set.Bytes), set.State }.Select(cell => new Text(cell))]);
        terminal.Console().Write(table);
        terminal.Line($"looked in: {places.Folders}");
        if (looked.Any(set => set.Where == "not found")) terminal.Line($"What is not found can be fetched: fnn data get NAME --from URL.");
    }

    /// <summary>A line for each part, and one for all.</summary>
    public static void Lines(Terminal terminal, DataLooked[] looked)
    {
        foreach (var set in looked)
            foreach (var part in set.Parts)
                terminal.Line($"{set.Name,-8}  {part.Name,-24}  {Verdict(part)}");
        var parts = looked.SelectMany(set => set.Parts).ToArray();
        int wrong = parts.Count(part => part.State == PartState.Wrong), missing = parts.Count(part => part.State == PartState.Missing), judged = wrong + parts.Count(part => part.State == PartState.Right);
        string notFound = missing == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {missing} not found");
        if (wrong > 0) terminal.Line($"{wrong} of {judged} WRONG{notFound}");
        else if (judged > 0) terminal.Line($"all {judged} right{notFound}");
    }

    /// <summary>One JSON array.</summary>
    public static void Json(Terminal terminal, IEnumerable<DataLooked> looked)
    {
        var sets = new JsonArray([.. looked.Select(set => new JsonObject
        {
            ["name"] = set.Name,
            ["summary"] = set.Summary,
            ["parts"] = new JsonArray([.. set.Parts.Select(part => new JsonObject
            {
                ["name"] = part.Name,
                ["state"] = Word(part.State),
                ["path"] = part.Path,
                ["bytes"] = part.Bytes,
                ["sha256"] = part.Sha256,
                ["fault"] = part.Fault,
            })]),
        })]);
        terminal.Out.WriteLine(sets.ToJsonString(TrainingText.Readable));
    }

    /// <summary>A number of bytes for people: <c>9.9 MB</c>, of a thousand thousands.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < Thousand => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < Thousand * Thousand => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < Thousand * Thousand * Thousand => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
    };

    private static string Verdict(DataPart part) => part.State switch
    {
        PartState.Right => $"right{(part.Path is null ? "" : $"        {part.Path}")}",
        PartState.Missing => "not found",
        PartState.Unknown => $"sha256 {part.Sha256}",
        _ => $"WRONG        {(part.Path is null || part.Fault!.StartsWith(part.Path, StringComparison.Ordinal) ? "" : $"{part.Path}: ")}{part.Fault}",
    };

    private static string Word(PartState state) => state switch { PartState.Right => "right", PartState.Wrong => "wrong", PartState.Missing => "missing", _ => "no hash known" };
}
