using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Functional.NN.Experiments;

/// <summary>How a run ended, or was left.</summary>
/// <param name="End">why it ended; <see cref="FitEnd.Cancelled"/> where it can go on</param>
/// <param name="Fault">the sentence of the first number that is not finite, when that ended it</param>
/// <param name="Epochs">how many epochs are complete</param>
/// <param name="Steps">how many steps were taken</param>
/// <param name="BestEpoch">the epoch whose model early stopping chose</param>
/// <param name="Validation">of the model on the samples held back, where there are any</param>
/// <param name="Test">of the model on the test samples</param>
/// <param name="ThetaSha256">the hash of the model's θ</param>
/// <param name="StateSha256">the hash of the whole state</param>
/// <param name="ChainSha256">the hash chain after the last epoch</param>
/// <param name="Seconds">how long all sessions took</param>
public sealed record RunResult(FitEnd End, string? Fault, int Epochs, long Steps, int? BestEpoch, Metrics? Validation, Metrics Test, string ThetaSha256, string StateSha256, string ChainSha256, double Seconds)
{
    private const string Seal = "sha256";

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsComplete => End is not FitEnd.Cancelled;

    /// <summary>Whether a log ends with this result.</summary>
    internal bool Ends(RunLog log) => IsComplete && log.Fault is null && log.Steps.Length == Steps && log.Chain == ChainSha256;

    internal void Write(string path)
    {
        var json = Json();
        json[Seal] = Hash();
        RecordJson.Write(path, json);
    }

    /// <summary>The hash of the rest, so that a number that has changed is noticed.</summary>
    private string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RecordJson.OneLine(Json()))));

    private JsonObject Json() => new()
    {
        ["end"] = Words(End),
        ["fault"] = Fault,
        ["epochs"] = Epochs,
        ["steps"] = Steps,
        ["best epoch"] = BestEpoch,
        ["validation"] = Validation is null ? null : LogJson.Node(Validation),
        ["test"] = LogJson.Node(Test),
        ["theta sha256"] = ThetaSha256,
        ["state sha256"] = StateSha256,
        ["chain sha256"] = ChainSha256,
        ["seconds"] = Math.Round(Seconds, 3),
    };

    internal static RunResult Read(string path) => RecordJson.Read(path, json =>
    {
        var result = Of(json);
        return result.Hash() == json.GetProperty(Seal).GetString() ? result : throw new DataException($"{path}: the hash of the result is not that which was written; the file is damaged.");
    });

    private static RunResult Of(JsonElement json) => new(
        Of(json.GetProperty("end").GetString()), json.GetProperty("fault").GetString(), json.GetProperty("epochs").GetInt32(), json.GetProperty("steps").GetInt64(),
        json.GetProperty("best epoch") is { ValueKind: JsonValueKind.Number } best ? best.GetInt32() : null,
        json.GetProperty("validation") is { ValueKind: not JsonValueKind.Null } validation ? LogJson.ReadMetrics(validation) : null, LogJson.ReadMetrics(json.GetProperty("test")),
        LogJson.Hash(json.GetProperty("theta sha256")), LogJson.Hash(json.GetProperty("state sha256")), LogJson.Hash(json.GetProperty("chain sha256")), json.GetProperty("seconds").GetDouble());

    /// <summary>An end in words.</summary>
    public static string Words(FitEnd end) => end switch { FitEnd.Completed => "completed", FitEnd.StoppedEarly => "stopped early", FitEnd.Cancelled => "interrupted", _ => "not finite" };

    private static FitEnd Of(string? words) => Enum.GetValues<FitEnd>().Where(end => Words(end) == words).Select(end => (FitEnd?)end).FirstOrDefault() ?? throw new FormatException($"there is no end \"{words}\"");
}
