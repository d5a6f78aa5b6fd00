using System.Text.Json;
using System.Text.RegularExpressions;

namespace Functional.NN.Cli.Tests;

/// <summary><c>fnn train</c>, in small.</summary>
public sealed partial class TrainTests
{
    private const string Small = "train --limit 200 --epochs 1 --network mlp:16";

    [Fact]
    public void A_run_ends_with_a_table_the_test_accuracy_and_the_hash()
    {
        var ran = Fnn.Run("train --limit 100 --epochs 2");
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.Contains("Conv2D-Relu-MaxPool2D-Conv2D-Relu-MaxPool2D-Flatten-… Dense: 61,706 parameters, float", ran.Out, StringComparison.Ordinal);
        Assert.Contains("│ epoch │ training loss │ test loss │ test accuracy │", ran.Out, StringComparison.Ordinal);
        Assert.Matches(LastLines(), ran.Out);
    }

    [Fact]
    public void Two_runs_print_the_same_hash_and_another_seed_another_one()
    {
        string first = Fnn.Run(Small).Theta;
        Assert.Equal(first, Fnn.Run(Small).Theta);
        Assert.NotEqual(first, Fnn.Run($"{Small} --seed 2").Theta);
        Assert.NotEqual(first, Fnn.Run($"{Small} --precision double").Theta);
    }

    [Fact]
    public void The_culture_changes_nothing()
    {
        var plain = Fnn.Run($"{Small} --lr 0.01 --quiet");
        BadInputTests.Under("de-DE", () => Assert.Equal(plain, Fnn.Run($"{Small} --lr 0.01 --quiet")));
        Assert.NotEqual(plain.Theta, Fnn.Run($"{Small} --lr 1 --quiet").Theta);
    }

    [Fact]
    public void The_drawn_digits_are_learnt_by_LeNet_5_and_are_too_hard_for_a_linear_softmax()
    {
        Assert.InRange(Accuracy("train --json"), 0.98, 1);
        Assert.InRange(Accuracy("train --network linear --json"), 0.6, 0.95);

        static double Accuracy(string commandLine)
        {
            using var json = JsonDocument.Parse(Fnn.Run(commandLine).Out);
            return json.RootElement.GetProperty("test accuracy").GetDouble();
        }
    }

    [Fact]
    public void Quiet_prints_the_test_and_the_hashes() =>
        Assert.Equal(["test loss:", "test accuracy:", "theta sha256:", "state sha256:"], Fnn.Run($"{Small} --quiet").Out.TrimEnd().Split('\n').Select(line => line[..(line.IndexOf(':', StringComparison.Ordinal) + 1)]));

    [Fact]
    public void Json_is_one_object_and_nothing_else()
    {
        var ran = Fnn.Run($"{Small} --json --early-stopping 3");
        using var json = JsonDocument.Parse(ran.Out);
        foreach (string hash in (string[])["theta sha256", "state sha256"]) Assert.Equal(64, json.RootElement.GetProperty(hash).GetString()!.Length);
        Assert.InRange(json.RootElement.GetProperty("test accuracy").GetDouble(), 0, 1);
        Assert.Equal(180, json.RootElement.GetProperty("training samples").GetInt32());
        Assert.Equal("completed", json.RootElement.GetProperty("end").GetString());
        Assert.Single(json.RootElement.GetProperty("epochs").EnumerateArray());
        Assert.Equal((0, ""), (ran.Code, ran.Err));
    }

    [Theory]
    [InlineData("xor")]
    [InlineData("moons")]
    [InlineData("spirals")]
    [InlineData("blobs")]
    public void Every_drawn_set_is_learnt_with_its_defaults(string data) =>
        Assert.InRange(Accuracy(Fnn.Run($"train --data {data} --json")), 0.95, 1);

    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("nesterov")]
    [InlineData("adagrad")]
    [InlineData("rmsprop")]
    [InlineData("adam")]
    [InlineData("adamw")]
    [InlineData("radam")]
    [InlineData("lion")]
    [InlineData("lamb")]
    public void Every_optimizer_learns_the_clouds(string optimizer) =>
        Assert.InRange(Accuracy(Fnn.Run($"train --data blobs --network mlp:16 --optimizer {optimizer} --json")), 0.95, 1);

    [Theory]
    [InlineData("cosine")]
    [InlineData("step:2")]
    [InlineData("one-cycle")]
    [InlineData("warm-up")]
    public void A_schedule_is_named_in_the_report_and_changes_the_run(string schedule)
    {
        var ran = Fnn.Run($"train --data blobs --epochs 4 --schedule {schedule}");
        Assert.Contains($"Adam(0.05, 0.9, 0.999, 1E-08) {schedule}, batches", ran.Out, StringComparison.Ordinal);
        Assert.NotEqual(Fnn.Run("train --data blobs --epochs 4").Theta, ran.Theta);
    }

    [Fact]
    public void A_rate_that_stays_the_same_is_the_run_without_a_schedule() =>
        Assert.Equal(Fnn.Run("train --data blobs --epochs 2").Theta, Fnn.Run("train --data blobs --epochs 2 --schedule constant --reduce-on-plateau 100").Theta);

    [Fact]
    public void The_rate_is_reduced_on_a_plateau()
    {
        const string Jumping = "train --data blobs --epochs 12 --optimizer sgd --lr 20";
        Assert.NotEqual(Fnn.Run(Jumping).Theta, Fnn.Run($"{Jumping} --reduce-on-plateau 0").Theta);
    }

    [Fact]
    public void Finding_a_rate_prints_every_trial_and_a_suggestion_and_trains_nothing()
    {
        var ran = Fnn.Run("train --data blobs --find-rate");
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.Equal(16, ran.Out.Split('\n').Count(line => RateLine().IsMatch(line)));
        Assert.Matches("best: 0[.][0-9]+, from [0-9.]+ to [0-9.]+\n", ran.Out);
        Assert.Matches("suggestion: ", ran.Out);
        Assert.DoesNotContain("theta", ran.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Fnn.Run("train --data blobs --find-rate --json").Out);
        double best = json.RootElement.GetProperty("best").GetDouble();
        var trials = json.RootElement.GetProperty("trials").EnumerateArray().Select(t => (Rate: t.GetProperty("rate").GetDouble(), Loss: t.GetProperty("loss").GetDouble())).ToList();
        Assert.Equal(trials.MinBy(t => t.Loss).Rate, best);
        if (json.RootElement.GetProperty("suggestion") is { ValueKind: JsonValueKind.Number } suggestion) Assert.Equal(trials.First(t => t.Rate > best).Rate, suggestion.GetDouble());
        else Assert.Equal(1, best);
    }

    [Fact]
    public void An_interrupted_search_ends_with_130()
    {
        using var interrupted = new CancellationTokenSource();
        interrupted.Cancel();
        Assert.Equal(130, Fnn.Run("train --data blobs --find-rate", interrupted.Token).Code);
    }

    [Theory]
    [InlineData("mse")]
    [InlineData("mae")]
    [InlineData("huber")]
    [InlineData("smooth-l1")]
    public void Losses_of_numbers_see_classes_as_vectors(string loss) =>
        Assert.InRange(Accuracy(Fnn.Run($"train --data blobs --network mlp:16 --loss {loss} --json")), 0.8, 1);

    [Theory]
    [InlineData("focal")]
    [InlineData("multi-margin")]
    public void Losses_of_classes_learn_the_clouds(string loss) => Assert.InRange(Accuracy(Fnn.Run($"train --data blobs --network mlp:16 --loss {loss} --json")), 0.95, 1);

    [Fact]
    public void A_table_is_learnt_as_classes_or_as_numbers()
    {
        using var scratch = new Scratch();
        string labels = scratch.File("labels.csv", "a,b,class\n" + string.Concat(Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? $"{i % 7},1,even\n" : $"{i % 7},-1,odd\n")));
        Assert.Equal(1, Accuracy(Fnn.Run(["train", "--data", labels, "--json"])));
        string numbers = scratch.File("numbers.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i % 5},{2 * (i % 5)}\n")));
        var ran = Fnn.Run(["train", "--data", numbers, "--loss", "mse", "--network", "linear", "--lr", "0.05"]);
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.DoesNotContain("accuracy", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_model_loads_to_the_same_bits()
    {
        using var scratch = new Scratch();
        string path = Path.Combine(scratch.Path, "model.safetensors");
        var ran = Fnn.Run([.. Small.Split(' '), "--save", path]);
        Assert.Contains($"saved to {path}", ran.Out, StringComparison.Ordinal);
        Assert.Equal(ran.Theta, Model.Load<float>(path).Parameters.Sha256());
    }

    [Fact]
    public void Early_stopping_says_which_epoch_it_chose()
    {
        var ran = Fnn.Run("train --data moons --limit 40 --epochs 2000 --lr 0.05 --early-stopping 1");
        Assert.Equal(0, ran.Code);
        Assert.Contains("stopped early after epoch", ran.Out, StringComparison.Ordinal);
        Assert.Contains("validation loss", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_blows_up_says_where_and_ends_with_1()
    {
        var ran = Fnn.Run("train --data moons --loss mse --optimizer sgd --lr 1e30");
        Assert.Equal(1, ran.Code);
        Assert.Matches("^fnn: Step \\d+: .* is not finite.*\n$", ran.Err);
        using var json = JsonDocument.Parse(Fnn.Run("train --data moons --loss mse --optimizer sgd --lr 1e30 --json").Out);
        Assert.Equal("not finite", json.RootElement.GetProperty("end").GetString());
    }

    [Fact]
    public void An_interrupted_run_ends_with_130_and_says_how_far_it_came()
    {
        using var interrupted = new CancellationTokenSource();
        interrupted.Cancel();
        var ran = Fnn.Run(Small, interrupted.Token);
        Assert.Equal((130, ""), (ran.Code, ran.Err));
        Assert.Contains("interrupted; the model is that after 0 steps", ran.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "fnn verify run runs")]
    [InlineData("--help", "Exit codes")]
    [InlineData("help", "Exit codes")]
    [InlineData("help train", "Examples:")]
    [InlineData("train --help", "Examples:")]
    [InlineData("--version", "0.1.0")]
    public void Help_and_version_are_there(string line, string words)
    {
        var ran = Fnn.Run(line);
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.Contains(words, ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_doctor_tells_of_the_machine_and_the_data()
    {
        var ran = Fnn.Run("doctor");
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        foreach (string word in new[] { "runtime", "processor", "instruction sets", "vector width", "threads", "backend managed", "backend mathnet", "backend mkl", "backend openblas", "$FNN_DATA", "MNIST" })
            Assert.Contains(word, ran.Out, StringComparison.Ordinal);
    }

    private static double Accuracy(Ran ran)
    {
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        using var json = JsonDocument.Parse(ran.Out);
        return json.RootElement.GetProperty("test accuracy").GetDouble();
    }

    [GeneratedRegex(@"test loss: \d+\.\d{4}\r?\ntest accuracy: \d+\.\d\d %\r?\ntheta sha256: [0-9a-f]{64}\r?\nstate sha256: [0-9a-f]{64}\r?\n$")]
    private static partial Regex LastLines();

    [GeneratedRegex(@"^ +(0\.0*[125]|1)  (\d+\.\d{4}|not finite)\r?$")]
    private static partial Regex RateLine();
}
