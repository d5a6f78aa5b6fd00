using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functional.NN.Experiments;

/// <summary>What a run was begun with.</summary>
/// <param name="ExperimentSha256">the hash of the experiment's canonical form</param>
/// <param name="Data">the hashes of the data's bytes, by what they are of</param>
/// <param name="Beside">the folder in which relative paths of the experiment begin, where it was in a file</param>
public sealed record RunHeader(string ExperimentSha256, ImmutableSortedDictionary<string, string> Data, string? Beside)
{
    private const string Format = "Functional.NN run 1";

    /// <summary>The hash of all data.</summary>
    public string DataSha256 => BlockHash.Sha256Of(Data.Select(part => new BlockHash(part.Key, part.Value)));

    internal void Write(string path) => RecordJson.Write(path, new JsonObject
    {
        ["format"] = Format,
        ["experiment sha256"] = ExperimentSha256,
        ["data sha256"] = DataSha256,
        ["data"] = new JsonObject(Data.Select(part => KeyValuePair.Create(part.Key, (JsonNode?)part.Value))),
        ["beside"] = Beside,
    });

    internal static RunHeader Read(string path) => RecordJson.Read(path, json =>
    {
        string? format = json.GetProperty("format").GetString();
        if (format != Format) throw new DataException($"{path}: the record is of the form \"{format}\", this program reads \"{Format}\".");
        var data = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, json.GetProperty("data").EnumerateObject().Select(part => KeyValuePair.Create(part.Name, LogJson.Hash(part.Value))));
        var header = new RunHeader(LogJson.Hash(json.GetProperty("experiment sha256")), data, json.GetProperty("beside").GetString());
        return json.GetProperty("data sha256").GetString() == header.DataSha256 ? header : throw new DataException($"{path}: the hash of the data is not that of their parts; the file is damaged.");
    });
}

/// <summary>A stretch of a run in one process.</summary>
/// <param name="From">how many steps were taken before</param>
/// <param name="Environment">with what it was computed</param>
/// <param name="Command">the command line, where there was one</param>
/// <param name="Started">when, in UTC as ISO 8601</param>
public sealed record RunSession(long From, ImmutableArray<EnvironmentFact> Environment, string? Command, string Started)
{
    /// <summary>The value of a fact; none where it is not known.</summary>
    public string? this[string fact] => Environment.FirstOrDefault(f => f.Name == fact)?.Value;

    internal string Line() => RecordJson.OneLine(new JsonObject
    {
        ["from step"] = From,
        ["started"] = Started,
        ["command"] = Command,
        ["environment"] = new JsonObject(Environment.Select(fact => KeyValuePair.Create(fact.Name, (JsonNode?)fact.Value))),
    });

    /// <summary>The sessions of a file; lines that are torn or damaged are passed over, nothing follows from them.</summary>
    internal static ImmutableArray<RunSession> Read(string path)
    {
        if (!File.Exists(path)) return [];
        var sessions = ImmutableArray.CreateBuilder<RunSession>();
        foreach (string line in RecordJson.ReadText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                sessions.Add(RecordJson.Parse(path, line, Of));
            }
            catch (DataException)
            {
                continue;
            }
        }
        return sessions.ToImmutable();
    }

    private static RunSession Of(JsonElement json) => new(json.GetProperty("from step").GetInt64(),
        [.. json.GetProperty("environment").EnumerateObject().Select(fact => new EnvironmentFact(fact.Name, fact.Value.GetString()!))], json.GetProperty("command").GetString(), json.GetProperty("started").GetString()!);
}
