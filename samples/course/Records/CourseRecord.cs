using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Functional.NN.Experiments;

namespace Functional.NN.Course;

/// <summary>What is kept of a run of the course: a JSON file of claims, figures, numbers and hashes.</summary>
/// <param name="Samples">the samples' records, in the course's order</param>
public sealed record CourseRecord(ImmutableArray<SampleRecord> Samples)
{
    /// <summary>The hash of all samples' hashes.</summary>
    public string Sha256 => SampleRecord.HashOf(Samples.Select(sample => sample.Sha256));

    /// <summary>All claims.</summary>
    public IEnumerable<Claim> Claims => Samples.SelectMany(sample => sample.Claims);

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(string path) => RecordJson.Write(path, new JsonObject { ["course sha256"] = Sha256, ["samples"] = new JsonArray([.. Samples.Select(Json)]) });

    /// <summary>What a file says.</summary>
    /// <exception cref="DataException">The file is missing or damaged, or its hashes are not those of its content.</exception>
    public static CourseRecord Read(string path)
    {
        var (record, hash) = RecordJson.Read(path, json => (new CourseRecord([.. json.GetProperty("samples").EnumerateArray().Select(SampleOf)]), Text(json, "course sha256")));
        return record.Sha256 == hash ? record : throw new DataException($"{path}: the file says course sha256 {hash}, its content has {record.Sha256}; it was changed by hand or is damaged.");
    }

    private static JsonObject Json(SampleRecord sample) => new()
    {
        ["name"] = sample.Name,
        ["title"] = sample.Title,
        ["source"] = sample.Source,
        ["sha256"] = sample.Sha256,
        ["claims"] = new JsonArray([.. sample.Claims.Select(Json)]),
        ["exhibits"] = new JsonArray([.. sample.Exhibits.Select(exhibit => new JsonObject { ["title"] = exhibit.Title, ["sha256"] = exhibit.Sha256 })]),
    };

    private static JsonObject Json(Claim claim) => new()
    {
        ["name"] = claim.Name,
        ["statement"] = claim.Statement,
        ["figure"] = claim.Figure,
        ["verdict"] = claim.Verdict.Words(),
        ["numbers"] = new JsonObject(claim.Numbers.Select(number => KeyValuePair.Create<string, JsonNode?>(number.Name, ExactNumbers.Node(number.Value)))),
    };

    private static SampleRecord SampleOf(JsonElement json) => new(Text(json, "name"), Text(json, "title"), Text(json, "source"), [.. json.GetProperty("claims").EnumerateArray().Select(ClaimOf)],
        [.. json.GetProperty("exhibits").EnumerateArray().Select(exhibit => new ExhibitRecord(Text(exhibit, "title"), Text(exhibit, "sha256")))]);

    private static Claim ClaimOf(JsonElement json) => new(Text(json, "name"), Text(json, "statement"), Text(json, "figure"), VerdictOf(Text(json, "verdict")),
        [.. json.GetProperty("numbers").EnumerateObject().Select(number => new Number(number.Name, ExactNumbers.Read(number.Value)))]);

    private static Verdict VerdictOf(string words) => Enum.GetValues<Verdict>().Where(verdict => verdict.Words() == words) is var known && known.Any() ? known.First() : throw new FormatException($"a verdict is not \"{words}\"");

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? throw new FormatException($"\"{name}\" is null");
}
