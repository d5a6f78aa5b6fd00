using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Functional.NN.Cli.Tests;

/// <summary><c>fnn verify gradients</c> on the catalogue and on networks.</summary>
public sealed partial class GradientsTests
{
    /// <summary>One run of the whole catalogue for several tests.</summary>
    private static readonly Lazy<(Ran Ran, JsonNode Json)> Whole = new(() => WithJson());

    [Fact]
    public void The_whole_catalogue_has_a_line_and_a_thousand_coordinates_a_rule_and_none_is_wrong()
    {
        var (ran, json) = Whole.Value;
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.All(json["rows"]!.AsArray(), row => Assert.True((int)row!["coordinates"]! >= 1000, $"{row["name"]}: {row["coordinates"]}"));
        Assert.All(json["rows"]!.AsArray(), row => Assert.Matches($@"(?m)\b{row!["name"]} +│ +\d+ │ +[\d,]+ │.*│ right", ran.Out));
        Assert.Matches(@"(?m)^\d+ rules, [\d,]+ cases, [\d,]+ coordinates: 0 wrong, \d+ at kinks, \d+ cannot be told; 0 bad cases", ran.Out);
    }

    [Fact]
    public void Every_public_layer_and_loss_is_a_rule_of_the_catalogue()
    {
        var rules = Whole.Value.Json["rows"]!.AsArray().Select(row => (string)row!["name"]!).ToHashSet();
        var all = typeof(Network).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && (type.IsAssignableTo(typeof(ILayer)) || type.IsAssignableTo(typeof(ILoss))));
        Assert.Empty(all.Except([typeof(NamedLayer)]).Select(type => type.Name).Except(rules));
    }

    [Fact]
    public void The_same_seed_finds_the_same_and_another_seed_takes_other_shapes()
    {
        string Found(JsonNode json) => Times().Replace(json.ToJsonString(), "");
        string[] Names(JsonNode json) => [.. json["rows"]![0]!["cases"]!.AsArray().Select(c => (string)c!["name"]!)];
        var (once, again, other) = (WithJson("--only", "max-pool-2d,Embedding").Json, WithJson("--only", "Embedding,MaxPool2D").Json, WithJson("--only", "Embedding", "--seed", "2").Json);
        Assert.Equal(["Embedding", "MaxPool2D"], once["rows"]!.AsArray().Select(row => (string)row!["name"]!));
        Assert.Equal(Found(once), Found(again));
        Assert.NotEqual(Names(once), Names(other));
    }

    [Theory]
    [InlineData("--order 2 --sample 3")]
    [InlineData("--method richardson --sample 3")]
    [InlineData("--method forward")]
    [InlineData("--method adjoint")]
    [InlineData("--precision single --sample 3")]
    [InlineData("--directions 2")]
    public void Every_method_finds_them_right(string options)
    {
        var ran = Fnn.Run($"verify gradients --only Dense,Tanh,HalfSquaredError {options}");
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.Matches(@"(?m)^3 rules, \d+ cases, [1-9][\d,]* coordinates?: 0 wrong", ran.Out);
    }

    [Theory]
    [InlineData("--only Conv2d,Denes", "\"Denes\"", "did you mean Dense?")]
    [InlineData("--method centrl", "did you mean central?")]
    [InlineData("--order 3", "--order is 1 or 2")]
    [InlineData("--precision half", "single or double")]
    [InlineData("--directions 0", "--directions", "from 1 on")]
    [InlineData("--directions 2 --sample 3", "--directions and --sample", "leave one out")]
    [InlineData("--limit 0", "--limit", "positive")]
    [InlineData("--json nowhere/found.json", "--json", "no folder")]
    [InlineData("--data iris.csv", "--data", "--model or --network")]
    [InlineData("--model m.safetensors", "--model needs --data")]
    [InlineData("--model m.safetensors --network n.json --data xor", "--model and --network", "leave one out")]
    [InlineData("--model nowhere.safetensors --data xor", "nowhere.safetensors")]
    [InlineData("--network nowhere.json --data xor", "nowhere.json", "no such file")]
    [InlineData("--network nowhere.json --data xor --only Dense", "leave --only out")]
    [InlineData("--seeds 3", "did you mean --seed?")]
    public void What_makes_no_sense_is_refused(string options, params string[] words) => Fnn.Run($"verify gradients {options}").IsRefused(words);

    [Fact]
    public void A_saved_model_is_checked_block_by_block()
    {
        using var scratch = new Scratch();
        string model = Path.Combine(scratch.Path, "xor.safetensors");
        Assert.Equal(0, Fnn.Run(["train", "--data", "xor", "--network", "mlp:3", "--epochs", "2", "--save", model, "--quiet"]).Code);
        var ran = Fnn.Run(["verify", "gradients", "--model", model, "--data", "xor"]);
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.Contains("all 21 coordinates", ran.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?m)│ dense1\.weight +│ 2×3 +│ +6 │ +0 │", ran.Out);
        Assert.Matches(@"(?m)^right; ", ran.Out);
        string junit = Path.Combine(scratch.Path, "found.xml");
        Assert.Equal(0, Fnn.Run(["verify", "gradients", "--model", model, "--data", "xor", "--junit", junit]).Code);
        Assert.Contains("name=\"dense1.weight\"", File.ReadAllText(junit), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_of_many_parameters_is_checked_by_a_sample_and_says_so()
    {
        using var scratch = new Scratch();
        string file = scratch.File("lenet5.json", Networks.LeNet5([1, 28, 28], 10).ToJson());
        var ran = Fnn.Run(["verify", "gradients", "--network", file, "--data", "digits", "--samples", "2", "--sample", "2"]);
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.Contains("at most 2 coordinates of each block", ran.Out, StringComparison.Ordinal);
        Fnn.Run(["verify", "gradients", "--network", file, "--data", "xor"]).IsRefused("1×28×28", "xor");
        Fnn.Run(["verify", "gradients", "--network", scratch.File("one.json", new Network([2], new Dense(1)).ToJson()), "--data", "spirals"]).IsRefused("do not fit each other", "from 0 to 0");
        Fnn.Run(["verify", "gradients", "--network", scratch.File("broken.json", "{"), "--data", "xor"]).IsRefused("broken.json");
    }

    [Fact]
    public void An_interruption_ends_with_130()
    {
        using var interruption = new CancellationTokenSource();
        interruption.Cancel();
        Assert.Equal(130, Fnn.Run(["verify", "gradients"], interruption.Token).Code);
        Assert.Equal(130, Fnn.Run(["verify", "gradients", "--assembly", typeof(Network).Assembly.Location], interruption.Token).Code);
    }

    private static (Ran Ran, JsonNode Json) WithJson(params string[] options)
    {
        using var scratch = new Scratch();
        string file = Path.Combine(scratch.Path, "found.json");
        var ran = Fnn.Run(["verify", "gradients", "--json", file, .. options]);
        return (ran, JsonNode.Parse(File.ReadAllText(file))!);
    }

    [GeneratedRegex("\"(seconds|elapsed)\":[^,}]*")]
    private static partial Regex Times();
}
