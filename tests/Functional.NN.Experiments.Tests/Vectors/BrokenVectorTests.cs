using System.Text.Json.Nodes;

namespace Functional.NN.Experiments.Tests.Vectors;

public sealed class BrokenVectorTests
{
    private const string Good = """{"name": "a", "kind": "function", "op": "exp", "config": {}, "inputs": {"x": 0}, "outputs": {"y": 1}, "rtol": 0, "atol": 0}""";

    [Fact]
    public void A_directory_that_is_missing_is_named() =>
        Assert.Equal("Vectors: there is no directory \"/nowhere/vectors\".", Assert.Throws<DataException>(() => VectorRunner.Run("/nowhere/vectors")).Message);

    [Fact]
    public void A_directory_without_vectors_is_named()
    {
        using var folder = new VectorFolder();
        folder.With("random123.txt", "no vectors");
        Assert.Equal($"Vectors: the directory \"{folder.Path}\" has no .json file.", Assert.Throws<DataException>(() => VectorRunner.Run(folder.Path)).Message);
    }

    [Fact]
    public void Files_may_have_any_name_and_be_empty_lists()
    {
        using var folder = new VectorFolder();
        folder.With("b.json", "[]").With("Z.json", $"[{Good}]").With("a.b.json", "\uFEFF[]").With("notes.txt", "[");
        Assert.Equal(["Z: 1 passed, 0 failed, 0 unsupported", "a.b: 0 passed, 0 failed, 0 unsupported", "b: 0 passed, 0 failed, 0 unsupported"], VectorRunner.Run(folder.Path).Families.Select(f => f.ToString()));
    }

    [Theory]
    [InlineData("", "f.json: this is not JSON")]
    [InlineData("[", "f.json: this is not JSON")]
    [InlineData("[1,]", "f.json: this is not JSON")]
    [InlineData("[] // the end", "f.json: this is not JSON")]
    [InlineData("[NaN]", "f.json: this is not JSON")]
    [InlineData("""[{"name": "a", "name": "b"}]""", "f.json: this is not JSON")]
    [InlineData("{}", "f.json: expected a JSON array of cases, got an object.")]
    [InlineData("3", "f.json: expected a JSON array of cases, got the number 3.")]
    [InlineData("[3]", "f.json, case 0: expected an object, got the number 3.")]
    [InlineData("[{}]", "f.json, case 0: \"name\" is missing.")]
    [InlineData("""[{"name": 3}]""", "f.json, case 0: \"name\" should be a text.")]
    [InlineData("""[{"name": "\ud800"}]""", "f.json: a text or name in it is not valid Unicode.")]
    public void A_file_that_is_not_a_list_of_cases_is_refused_in_one_sentence(string text, string start) => Refused(text, start);

    [Fact]
    public void Two_cases_of_one_name_are_refused() => Refused($"[{Good}, {Good}]", "f.json: two cases are called \"a\".");

    [Theory]
    [InlineData("kind")]
    [InlineData("op")]
    [InlineData("config")]
    [InlineData("inputs")]
    [InlineData("outputs")]
    [InlineData("rtol")]
    [InlineData("atol")]
    public void A_case_without_one_of_its_fields_is_refused(string field)
    {
        var given = JsonNode.Parse(Good)!.AsObject();
        given.Remove(field);
        Refused($"[{given.ToJsonString()}]", $"f.json, case \"a\": \"{field}\" is missing.");
    }

    [Theory]
    [InlineData("rtol", "-1", "\"rtol\" should be a number that is not negative.")]
    [InlineData("atol", "1e999", "\"atol\" should be a number that is not negative.")]
    [InlineData("inputs", "[]", "\"inputs\" should be an object.")]
    [InlineData("outputs", "{}", "\"outputs\" expects nothing.")]
    [InlineData("outputs", """{"y": null}""", "\"outputs\" expects nothing.")]
    [InlineData("config", "null", "\"config\" should be an object.")]
    public void A_case_with_a_field_of_another_form_is_refused(string field, string value, string sentence)
    {
        var given = JsonNode.Parse(Good)!.AsObject();
        given[field] = JsonNode.Parse(value);
        Refused($"[{given.ToJsonString()}]", $"f.json, case \"a\": {sentence}");
    }

    [Theory]
    [InlineData("""{"data": [1]}""", "a tensor needs a list \"shape\".")]
    [InlineData("""{"shape": [1]}""", "a tensor needs a list \"data\".")]
    [InlineData("""{"shape": 1, "data": [1]}""", "a tensor needs a list \"shape\".")]
    [InlineData("""{"shape": [2], "data": [1]}""", "the shape [2] takes 2 numbers, \"data\" has 1.")]
    [InlineData("""{"shape": [], "data": []}""", "the shape [] takes 1 numbers, \"data\" has 0.")]
    [InlineData("""{"shape": [3000000000], "data": []}""", "a shape is a list of whole numbers from 0 on, got 3000000000.")]
    [InlineData("""{"shape": [2000000000, 2000000000, 4], "data": []}""", "the shape [2000000000, 2000000000, 4] takes 4000000000000000000 numbers, \"data\" has 0.")]
    [InlineData("""{"shape": [-1], "data": []}""", "a shape is a list of whole numbers from 0 on, got -1.")]
    [InlineData("""{"shape": [1.5], "data": []}""", "a shape is a list of whole numbers from 0 on, got 1.5.")]
    [InlineData("""{"shape": [1], "data": [1e999]}""", "expected a finite number, got the number 1e999.")]
    [InlineData("""{"shape": [1], "data": [null]}""", "expected a finite number, got null.")]
    [InlineData("""{"shape": [1], "data": ["1"]}""", "expected a finite number, got a text.")]
    [InlineData("""{"shape": [1], "data": [1], "order": "F"}""", "a tensor has \"shape\", \"data\" and perhaps \"dtype\", got \"order\".")]
    [InlineData("""{"shape": [1], "data": [1], "dtype": "float32"}""", "the \"dtype\" is int64 where there is one, got \"float32\".")]
    [InlineData("""{"shape": [1], "data": [1.5], "dtype": "int64"}""", "an int64 tensor holds whole numbers up to 2^53, got 1.5.")]
    [InlineData("[1]", "expected a tensor, a number, a flag or an object of tensors, got a list.")]
    public void A_tensor_of_another_form_is_refused(string tensor, string sentence) =>
        Refused($"[{Good.Replace("\"x\": 0", $"\"x\": {tensor}", StringComparison.Ordinal)}]", $"f.json, case \"a\", \"x\": {sentence}");

    [Fact]
    public void A_file_that_cannot_be_read_is_named()
    {
        using var folder = new VectorFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "f.json"), Path.Combine(folder.Path, "missing"));
        Assert.StartsWith("f.json: the file cannot be read: ", Assert.Throws<DataException>(() => VectorRunner.Run(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static void Refused(string text, string start)
    {
        using var folder = new VectorFolder();
        folder.With("f.json", text);
        string message = Assert.Throws<DataException>(() => VectorRunner.Run(folder.Path)).Message;
        Assert.StartsWith(start, message, StringComparison.Ordinal);
        Assert.EndsWith(".", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
