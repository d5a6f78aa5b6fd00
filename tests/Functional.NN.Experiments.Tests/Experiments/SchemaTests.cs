using Functional.NN.Tests;

namespace Functional.NN.Experiments.Tests.Experiments;

public class SchemaTests
{
    private static readonly string Schema = ExperimentSchema.ToJson();

    private static readonly SchemaValidator Validator = new(Schema);

    public static TheoryData<string> Samples => [.. Directory.EnumerateFiles(Repository.File("samples", "experiments"), "*.json").Select(path => Path.GetFileName(path))];

    [Fact]
    public void The_schema_in_docs_is_the_one_of_the_code() =>
        Assert.True(Schema == File.ReadAllText(Repository.File("docs", "experiment.schema.json")), "docs/experiment.schema.json is not current; write it anew with: fnn schema > docs/experiment.schema.json");

    [Fact]
    public void It_uses_keywords_of_the_standard_and_its_references_lead_somewhere() => Validator.CheckItself();

    [Fact]
    public void It_says_what_things_are_and_what_is_usual()
    {
        Assert.Contains("\"units\": {", Schema, StringComparison.Ordinal);
        Assert.Contains("\"description\": \"β₁\"", Schema, StringComparison.Ordinal);
        Assert.Contains("\"default\": 0.999", Schema, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_sample_is_as_the_schema_says_and_is_read(string sample)
    {
        Assert.True(Validator.Accepts(File.ReadAllText(Repository.File("samples", "experiments", sample))));
        var read = ExperimentFile.Read(Repository.File("samples", "experiments", sample));
        Assert.Equal(read, ExperimentFile.Parse(read.ToJson()));
        Assert.True(Validator.Accepts(read.ToJson()));
    }

    [Fact]
    public void So_are_files_with_something_of_everything_and_canonical_forms()
    {
        Assert.True(Validator.Accepts(Files.Small));
        Assert.True(Validator.Accepts(Files.Large));
        Assert.True(Validator.Accepts(Files.InCode.ToJson()));
        Assert.True(Validator.Accepts(ExperimentFile.Parse(Files.Small).ToJson()));
    }

    [Theory]
    [InlineData("\"name\": \"small\"", "\"nme\": \"small\"")]
    [InlineData("\"name\": \"small\", ", "")]
    [InlineData("\"moons\"", "\"mons\"")]
    [InlineData("\"moons\"", "{ \"source\": \"moons\", \"tst\": 1 }")]
    [InlineData("\"mlp:4\"", "\"mpl:4\"")]
    [InlineData("\"mlp:4\"", "7")]
    [InlineData("\"mlp:4\"", "{ \"layers\": [{ \"repeat\": -1, \"layers\": [] }] }")]
    [InlineData("\"mlp:4\"", "{ \"layers\": [{ \"type\": \"Dense\" }] }")]
    [InlineData("\"mlp:4\"", "{ \"layers\": [{ \"type\": \"Dens\", \"units\": 3 }] }")]
    [InlineData("\"mlp:4\"", "{ \"layers\": [\"Dense\"] }")]
    [InlineData("\"mlp:4\"", "{ \"layers\": [{ \"type\": \"Dense\", \"units\": 3.5 }] }")]
    [InlineData("\"mlp:4\"", "{ \"layers\": [{ \"type\": \"Dense\", \"units\": null }] }")]
    [InlineData("\"mlp:4\"", "{ \"layers\": [{ \"type\": \"Adam\", \"learningRate\": 1 }] }")]
    [InlineData("{ \"loss\": ", "{ \"los\": ")]
    [InlineData("\"learningRate\": 0.1", "\"learnigRate\": 0.1")]
    [InlineData("\"epochs\": 2", "\"epochs\": \"2\"")]
    [InlineData("\"batch\": 8", "\"batch\": 8, \"precision\": \"float\"")]
    [InlineData("\"name\": \"small\"", "\"name\": \"small\", \"seed\": -1")]
    [InlineData("\"name\": \"small\"", "\"name\": \"small\", \"schedule\": \"cosin\"")]
    public void What_is_broken_is_not(string right, string wrong)
    {
        Assert.Contains(right, Files.Small, StringComparison.Ordinal);
        Assert.False(Validator.Accepts(Files.Small.Replace(right, wrong, StringComparison.Ordinal)));
    }
}
