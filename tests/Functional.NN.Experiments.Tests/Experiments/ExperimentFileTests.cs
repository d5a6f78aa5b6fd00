using System.Security.Cryptography;
using System.Text;

namespace Functional.NN.Experiments.Tests.Experiments;

public sealed class ExperimentFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fnn-experiment").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_says_what_code_says_down_to_the_canonical_bytes()
    {
        var read = ExperimentFile.Parse(Files.Large);

        Assert.Equal(Files.InCode, read);
        Assert.Equal(Files.InCode.ToJson(), read.ToJson());
        Assert.Equal(Files.InCode.Sha256(), read.Sha256());
    }

    [Fact]
    public void The_canonical_form_reads_back_to_itself_and_is_hashed_as_it_is()
    {
        string json = Files.InCode.ToJson();

        Assert.Equal(Files.InCode, ExperimentFile.Parse(json));
        Assert.Equal(json, ExperimentFile.Parse(json).ToJson());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))), Files.InCode.Sha256());
    }

    [Fact]
    public void The_canonical_form_spells_every_field_out() => Assert.Equal("""
        {
          "name": "small",
          "data": {
            "source": "moons",
            "path": null,
            "table": null,
            "limit": null,
            "test": 0.2,
            "validation": 0,
            "normalization": null,
            "oneHot": false,
            "augmentation": null
          },
          "network": {
            "input": [2],
            "layers": [
              {
                "type": "NamedLayer",
                "name": "dense1",
                "layer": {
                  "type": "Dense",
                  "units": 4,
                  "bias": true,
                  "perPosition": false,
                  "initializer": { "type": "He", "distribution": "Normal", "mode": "In", "negativeSlope": 0 }
                }
              },
              { "type": "Relu" },
              {
                "type": "NamedLayer",
                "name": "output",
                "layer": {
                  "type": "Dense",
                  "units": 2,
                  "bias": true,
                  "perPosition": false,
                  "initializer": { "type": "He", "distribution": "Normal", "mode": "In", "negativeSlope": 0 }
                }
              }
            ]
          },
          "objective": {
            "type": "Supervised",
            "loss": {
              "type": "SoftmaxCrossEntropy",
              "labelSmoothing": 0,
              "classWeights": null,
              "ignoreIndex": null,
              "classAxis": -1
            },
            "penalties": [],
            "metrics": [{ "type": "Accuracy", "separately": false, "threshold": 0, "ignoreIndex": null, "classAxis": -1 }]
          },
          "optimizer": { "type": "Sgd", "learningRate": 0.1 },
          "training": {
            "epochs": 2,
            "batch": 8,
            "steps": null,
            "shards": 1,
            "precision": "Float",
            "sampling": "Shuffled",
            "dropLast": false,
            "earlyStopping": null,
            "checkpoints": { "epochs": 1, "steps": null },
            "diagnostics": []
          },
          "seed": 1,
          "schedule": "constant",
          "controller": null
        }

        """.ReplaceLineEndings("\n"), ExperimentFile.Parse(Files.Small).ToJson());

    [Fact]
    public void Fields_may_stand_in_any_order_and_what_is_usual_may_be_left_out_without_another_hash()
    {
        const string other = """
            { "training": { "batch": 8, "epochs": 2, "shards": 1 }, "seed": 1, "optimizer": { "learningRate": 0.1, "type": "Sgd" }, "objective": { "type": "Supervised", "loss": "SoftmaxCrossEntropy" },
              "network": { "layers": [{ "type": "NamedLayer", "name": "dense1", "layer": { "type": "Dense", "units": 4, "initializer": "He" } }, "Relu", { "type": "Dense", "name": "output", "units": 2, "initializer": "He" }], "input": [2] },
              "data": { "source": "moons" }, "name": "small" }
            """;
        Assert.Equal(ExperimentFile.Parse(Files.Small).Sha256(), ExperimentFile.Parse(other).Sha256());
    }

    [Fact]
    public void A_table_is_described_with_its_columns_and_classes_and_found_beside_the_file()
    {
        File.WriteAllText(Path.Combine(_folder, "flowers.csv"), "a,b,c,kind\n" + string.Concat(Enumerable.Range(0, 20).Select(i => FormattableString.Invariant($"{i},2,3,{(i % 2 == 0 ? "x" : "y")}\n"))));
        string path = Path.Combine(_folder, "flowers.json");
        File.WriteAllText(path, """
            { "name": "flowers", "data": { "source": "csv", "path": "flowers.csv", "table": { "target": "kind", "inputs": ["a", 1], "classNames": ["y", "x"], "delimiter": "," } },
              "network": { "layers": [{ "type": "Reshape", "to": "$inputs" }, { "type": "Dense", "units": "$outputs" }] },
              "objective": { "loss": "SoftmaxCrossEntropy" }, "optimizer": { "type": "Sgd", "learningRate": 0.1 }, "training": { "epochs": 1, "batch": 4 } }
            """);

        var read = ExperimentFile.Read(path);

        Assert.Equal(new CsvFormat("kind") { Inputs = ["a", 1], ClassNames = ["y", "x"] }, read.Data.Table);
        Assert.Equal(new Network([2], new Reshape([2]), new Dense(2)), read.Network);
        Assert.Equal(read, ExperimentFile.Parse(read.ToJson()));
    }

    [Fact]
    public void Texts_that_begin_with_a_dollar_have_another_in_front()
    {
        var experiment = ExperimentFile.Parse(Files.Small) with { Data = new DataDescription("csv", "$home/x.csv") };
        Assert.Contains("\"path\": \"$$home/x.csv\"", experiment.ToJson(), StringComparison.Ordinal);
        Assert.Equal(experiment, ExperimentFile.Parse(experiment.ToJson()));
    }

    [Fact]
    public void A_repetition_of_none_is_nothing() =>
        Assert.Equal(new Network([2], new Dense(2)), ExperimentFile.Parse(Files.Small.Replace("\"mlp:4\"", """{ "layers": [{ "repeat": 0, "layers": ["Relu"] }, { "type": "Dense", "units": "$outputs" }] }""", StringComparison.Ordinal)).Network);

    [Fact]
    public void Layers_of_ones_own_are_named_like_the_librarys()
    {
        string json = Files.Small.Replace("\"mlp:4\"", """{ "layers": [{ "type": "Twice", "gain": 2 }, { "type": "Dense", "units": 2 }] }""", StringComparison.Ordinal);
        Assert.Equal(new Twice(2), ExperimentFile.Parse(json, types: ExperimentTypes.Default.With<Twice>()).Network.Body.Layers[0]);
        Assert.Contains("there is no layer \"Twice\"", Refused(json), StringComparison.Ordinal);
    }

    public sealed record Twice(double Gain) : ILayer
    {
        public Shape OutputShape(Shape input) => input;

        public Applied Apply(LayerContext context, Var x) => Applied.Of(Gain * x);
    }

    [Theory]
    [InlineData("\"name\": \"small\"", "\"nme\": \"small\"", 2, 3, "there is no field \"nme\" of an experiment (did you mean \"name\"?); it has $schema, name, data, network, objective, optimizer, training, seed, schedule, controller, parameters, sweep.")]
    [InlineData("\"name\": \"small\"", "\"n\\name\": \"small\"", 2, 3, "there is no field \"n\\name\" of an experiment (did you mean \"name\"?)")]
    [InlineData("\"name\": \"small\", ", "", 1, 1, "an experiment needs \"name\"")]
    [InlineData("\"small\"", "\"a b\"", 1, 1, "Experiment: the name \"a b\" must begin with a letter")]
    [InlineData("\"moons\"", "\"mons\"", 2, 28, "there is no data set \"mons\" (did you mean moons?)")]
    [InlineData("\"moons\"", "{ \"source\": \"moons\", \"tst\": 1 }", 2, 49, "there is no field \"tst\" of DataDescription (did you mean \"test\"?)")]
    [InlineData("\"moons\"", "{ \"source\": \"$outputs\" }", 2, 28, "\"$inputs\" and \"$outputs\" follow from the data")]
    [InlineData("\"mlp:4\"", "\"mpl:4\"", 2, 48, "there is no network \"mpl\" (did you mean mlp?)")]
    [InlineData("\"mlp:4\"", "7", 2, 48, "\"network\" of the experiment must be the name of one (lenet5,")]
    [InlineData("\"mlp:4\"", "{ \"layers\": [{ \"type\": \"Dense\", \"units\": \"$width\" }] }", 2, 89, "there is no parameter \"width\"; there are inputs, outputs.")]
    [InlineData("\"mlp:4\"", "{ \"layers\": [{ \"repeat\": -1, \"layers\": [] }] }", 2, 73, "\"repeat\" must be a whole number from 0 to 10000, got -1.")]
    [InlineData("\"mlp:4\"", "{ \"layers\": [{ \"repeat\": 10000, \"layers\": [{ \"repeat\": 10000, \"layers\": [] }] }] }", 2, 120, "repeated as often as they are the layers hold more than")]
    [InlineData("\"mlp:4\"", "{ \"layers\": [{ \"repeat\": 1, \"layrs\": [] }] }", 2, 76, "there is no field \"layrs\" of a repetition (did you mean \"layers\"?)")]
    [InlineData("\"mlp:4\"", "{ \"layers\": [{ \"type\": \"Conv2D\", \"filters\": 1, \"kernel\": 3 }] }", 2, 61, "Conv2D(1, 3×3")]
    [InlineData("{ \"loss\": ", "{ \"los\": ", 3, 18, "there is no field \"los\" of Supervised (did you mean \"loss\"?)")]
    [InlineData("\"learningRate\": 0.1", "\"learnigRate\": 0.1", 4, 33, "there is no field \"learnigRate\" of Sgd (did you mean \"learningRate\"?); it has type, learningRate.")]
    [InlineData("\"epochs\": 2", "\"epochs\": 2.5", 5, 27, "\"epochs\" of TrainingDescription must be a whole number, got 2.5.")]
    [InlineData("\"epochs\": 2", "\"epochs\": 0", 5, 15, "TrainingDescription: the number of epochs must be 1 or more, got 0.")]
    [InlineData("\"batch\": 8", "\"batch\": 8, \"diagnostics\": [\"nroms\"]", 5, 57, "there is no diagnostic \"nroms\" (did you mean norms?)")]
    [InlineData("\"name\": \"small\"", "\"name\": \"small\", \"seed\": -1", 2, 28, "\"seed\" of Experiment must be a whole number from 0 on, got -1.")]
    [InlineData("\"name\": \"small\"", "\"name\": \"small\", \"schedule\": \"cosin\"", 2, 32, "there is no schedule \"cosin\" (did you mean cosine?)")]
    [InlineData("\"name\": \"small\"", "\"name\": \"small\", \"parameters\": { \"width\": 1 }", 2, 36, "the parameter \"width\" is used nowhere; write \"$width\" where it is to stand.")]
    [InlineData("\"name\": \"small\"", "\"name\": \"$a\", \"parameters\": { \"a\": \"$b\", \"b\": \"$a\" }", 2, 49, "the parameter \"a\" stands for itself.")]
    [InlineData("\"name\": \"small\"", "\"name\": \"small\", \"parameters\": { \"outputs\": 1 }", 2, 36, "a parameter cannot be called \"outputs\"")]
    [InlineData("\"name\": \"small\"", "\"name\": \"small\", \"parameters\": 3", 2, 34, "\"parameters\" must be an object")]
    [InlineData("\"name\": \"small\"", "\"name\": \"small\", \"name\": \"small\"", 2, 20, "the field \"name\" is there twice; it stands in line 2 already.")]
    public void What_is_wrong_is_said_with_its_line_and_column(string right, string wrong, int line, int column, string sentence)
    {
        Assert.Contains(right, Files.Small, StringComparison.Ordinal);
        string message = Refused(Files.Small.Replace(right, wrong, StringComparison.Ordinal));
        Assert.StartsWith(FormattableString.Invariant($"experiment, line {line}, column {column}: {sentence}"), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_cannot_make_a_file_huge()
    {
        string doubling = string.Join(", ", Enumerable.Range(0, 40).Select(i => $"\"p{i}\": [\"$p{i + 1}\", \"$p{i + 1}\"]").Append("\"p40\": 1"));
        Assert.Contains("more than 1000000 values", Refused(Files.Small.Replace("\"small\"", $"\"$p0\", \"parameters\": {{ {doubling} }}", StringComparison.Ordinal)), StringComparison.Ordinal);
        string nesting = string.Join(", ", Enumerable.Range(0, 900).Select(i => $"\"p{i}\": [\"$p{i + 1}\"]").Append("\"p900\": 1"));
        Assert.Contains("more than 64 deep", Refused(Files.Small.Replace("\"small\"", $"\"$p0\", \"parameters\": {{ {nesting} }}", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_or_is_a_folder_or_is_too_large_is_refused_by_name()
    {
        Assert.Equal("none.json: there is no such file.", Assert.Throws<DataException>(() => ExperimentFile.Read("none.json")).Message);
        Assert.StartsWith($"{_folder}: the file cannot be read", Assert.Throws<DataException>(() => ExperimentFile.Read(_folder)).Message, StringComparison.Ordinal);
        string path = Path.Combine(_folder, "large.json");
        using (var file = File.Create(path)) file.SetLength(20_000_000);
        Assert.Equal($"{path}: the file has 20000000 bytes; experiments of at most 10000000 are read.", Assert.Throws<DataException>(() => ExperimentFile.Read(path)).Message);
    }

    [Fact]
    public void The_same_under_every_culture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
            Assert.Equal(Files.InCode, ExperimentFile.Parse(Files.InCode.ToJson()));
            Assert.Contains("\"labelSmoothing\": 0.1", Files.InCode.ToJson(), StringComparison.Ordinal);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private static string Refused(string json) => Assert.Throws<DataException>(() => ExperimentFile.Parse(json)).Message;
}
