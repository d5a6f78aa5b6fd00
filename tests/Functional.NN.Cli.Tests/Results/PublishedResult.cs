using System.Text.Json;
using System.Text.Json.Nodes;
using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary>A row of a published table that a sample follows.</summary>
/// <param name="Experiment">the sample</param>
/// <param name="Paper">authors and year</param>
/// <param name="Row">what the row is about</param>
/// <param name="Error">the share of wrong decisions on the test samples there</param>
internal sealed record PublishedResult(string Experiment, string Paper, string Row, double Error)
{
    private static readonly JsonDocumentOptions WithComments = new() { CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The rows of <c>docs/published.json</c>, in its order.</summary>
    public static IReadOnlyList<PublishedResult> All() => [.. JsonNode.Parse(File.ReadAllText(Repository.File("docs", "published.json")), documentOptions: WithComments)!.AsArray()
        .Select(row => new PublishedResult((string)row!["experiment"]!, (string)row["paper"]!, (string)row["row"]!, (double)row["test error, percent"]! / 100))];
}
