using System.Globalization;
using System.Text.Json.Nodes;

namespace Functional.NN.Experiments.Tests.Vectors;

public sealed class PublicVectorTests
{
    private static readonly VectorReport Report = VectorRunner.Run(VectorFolder.Public);

    [Fact]
    public void No_public_vector_fails() =>
        Assert.Empty(Report.Families.SelectMany(family => family.Results.Where(r => r.Outcome == VectorOutcome.Failed).Select(r => $"{family.Name}/{r.Name}: {r.Message}")));

    [Theory]
    [InlineData("activations", 112, 112)]
    [InlineData("derivatives", 14, 14)]
    [InlineData("functions", 22, 22)]
    [InlineData("initializers", 76, 76)]
    [InlineData("layers", 84, 84)]
    [InlineData("losses", 82, 82)]
    [InlineData("networks", 26, 26)]
    [InlineData("optimizers", 33, 33)]
    [InlineData("schedules", 22, 22)]
    [InlineData("seed_examples", 26, 26)]
    public void No_public_vector_silently_becomes_unsupported(string family, int atLeast, int cases)
    {
        var results = Report.Families.Single(f => f.Name == family);
        Assert.Equal(cases, results.Results.Length);
        Assert.InRange(results.Passed, atLeast, cases);
        Assert.Equal(cases, results.Passed + results.Failed + results.Unsupported);
    }

    [Fact]
    public void There_is_one_family_a_file_in_ordinal_order() =>
        Assert.Equal(Directory.GetFiles(VectorFolder.Public, "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal), Report.Families.Select(family => family.Name));

    [Fact]
    public void What_passed_says_how_far_off_it_was_and_what_did_not_says_why()
    {
        foreach (var result in Report.Families.SelectMany(family => family.Results))
            if (result.Outcome == VectorOutcome.Passed) Assert.True(result.LargestError is >= 0 and < double.PositiveInfinity && result.Output is not null && result.Message == "", result.ToString());
            else Assert.NotEmpty(result.Message);
    }

    [Fact]
    public void A_family_prints_its_counts_in_one_line_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("derivatives: 14 passed, 0 failed, 0 unsupported", Report.Families.Single(family => family.Name == "derivatives").ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("activations")]
    [InlineData("derivatives")]
    [InlineData("functions")]
    [InlineData("initializers")]
    [InlineData("layers")]
    [InlineData("losses")]
    [InlineData("networks")]
    [InlineData("optimizers")]
    [InlineData("schedules")]
    [InlineData("seed_examples")]
    public void Every_case_that_passes_fails_when_any_one_of_its_outputs_is_altered(string family)
    {
        var passing = Report.Families.Single(f => f.Name == family).Results.Where(r => r.Outcome == VectorOutcome.Passed).Select(r => r.Name).ToHashSet();
        using var folder = new VectorFolder();
        folder.With("altered.json", VectorFolder.Cases(family).Where(c => passing.Contains((string)c["name"]!)).SelectMany(Altered));
        var results = VectorRunner.Run(folder.Path).Families.Single().Results;
        Assert.True(results.Length >= passing.Count);
        Assert.Empty(results.Where(r => r.Outcome != VectorOutcome.Failed).Select(r => $"{r.Name}: {r.Outcome}"));
    }

    /// <summary>The case once for every expected tensor, number, flag and word, with that one altered.</summary>
    private static IEnumerable<JsonObject> Altered(JsonObject given)
    {
        foreach (string[] path in Leaves(given["outputs"]!.AsObject(), []))
        {
            var altered = given.DeepClone().AsObject();
            altered["name"] = $"{given["name"]} {string.Join('.', path)}";
            var parent = path[..^1].Aggregate(altered["outputs"]!, (node, name) => node[name]!);
            parent[path[^1]] = Other(parent[path[^1]]!);
            yield return altered;
        }
    }

    private static IEnumerable<string[]> Leaves(JsonObject values, string[] path) =>
        values.SelectMany(value => value.Value is JsonObject inner && inner["data"] is not JsonArray ? Leaves(inner, [.. path, value.Key]) : [[.. path, value.Key]]);

    private static JsonNode Other(JsonNode value)
    {
        if (value is not JsonObject tensor) return value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.True => false,
            System.Text.Json.JsonValueKind.False => true,
            System.Text.Json.JsonValueKind.String => "other",
            _ => Other(value.GetValue<double>()),
        };
        var altered = tensor.DeepClone().AsObject();
        var data = altered["data"]!.AsArray();
        double middle = data[data.Count / 2]!.GetValue<double>();
        data[data.Count / 2] = altered.ContainsKey("dtype") ? middle + 1 : Other(middle);
        return altered;
    }

    private static double Other(double number) => number + 0.001 * (1 + Math.Abs(number));
}
