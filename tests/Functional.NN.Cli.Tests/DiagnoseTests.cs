using System.Text.Json;

namespace Functional.NN.Cli.Tests;

/// <summary><c>fnn train --diagnose</c>: columns of every epoch.</summary>
public sealed class DiagnoseTests
{
    private const string Small = "train --data moons --limit 60 --network mlp:6 --epochs 2";

    [Fact]
    public void They_are_printed_with_every_epoch_and_in_a_table_and_leave_theta_as_it_is()
    {
        var ran = Fnn.Run($"{Small} --diagnose gradients,dead,hessian,radius");

        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.Equal(Fnn.Run(Small).Theta, ran.Theta);
        var epochs = ran.Out.Split('\n').Where(line => line.StartsWith("epoch ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, epochs.Count);
        Assert.All(epochs, line => Assert.Matches(@"  gradients \S+ … \S+  dead [0-9.]+ %  hessian \S+ … \S+, (saddle|minimum|maximum|flat|not decided)  radius –$", line));
        Assert.Matches(@"│ epoch │ +gradients │ +dead │ +hessian │ +radius │", ran.Out);
        Assert.Matches(@"│ +2 │ +\S+ … \S+ │ +[0-9.]+ % │", ran.Out);
    }

    [Fact]
    public void Without_them_nothing_of_them_is_printed() => Assert.DoesNotContain("gradients", Fnn.Run(Small).Out, StringComparison.Ordinal);

    [Fact]
    public void They_are_numbers_in_the_JSON()
    {
        using var json = JsonDocument.Parse(Fnn.Run($"{Small} --diagnose step,hessian --json").Out);

        var first = json.RootElement.GetProperty("epochs")[0].GetProperty("diagnostics");
        double square = first.GetProperty("step").GetProperty("gradient squared").GetDouble(), curvature = first.GetProperty("step").GetProperty("curvature").GetDouble();
        Assert.True(square > 0);
        Assert.Equal(0.5 * 0.01 * curvature, first.GetProperty("step").GetProperty("half rate curvature").GetDouble(), 1e-15);
        Assert.Contains(first.GetProperty("hessian").GetProperty("critical point").GetString(), (string[])["saddle", "minimum", "maximum", "flat", "not decided"]);
    }

    [Fact]
    public void They_are_part_of_the_experiment_and_replace_those_of_its_file()
    {
        string plain = Fnn.Run($"{Small} --dump").Out, with = Fnn.Run($"{Small} --diagnose step,noise --dump").Out;

        Assert.Contains("\"diagnostics\": []", plain, StringComparison.Ordinal);
        Assert.Equal(["step", "noise"], JsonDocument.Parse(with).RootElement.GetProperty("training").GetProperty("diagnostics").EnumerateArray().Select(name => name.GetString()!));
        Assert.Equal(["dead"], JsonDocument.Parse(Fnn.Run("train --set training.diagnostics=[\"norms\"] --diagnose dead --dump").Out).RootElement.GetProperty("training").GetProperty("diagnostics").EnumerateArray().Select(name => name.GetString()!));
    }

    [Theory]
    [InlineData("hesian", "--diagnose: there is no diagnostic \"hesian\" (did you mean hessian?)")]
    [InlineData("step,", "--diagnose: there is no diagnostic \"\"")]
    [InlineData("dead,step,dead", "--diagnose: each diagnostic is named once, got \"dead,step,dead\".")]
    public void A_name_that_is_not_there_or_there_twice_is_refused(string names, string sentence) => Fnn.Run($"{Small} --diagnose {names}").IsRefused(sentence);

    [Fact]
    public void A_search_for_a_rate_has_no_use_for_them() => Fnn.Run($"train --data moons --limit 60 --network mlp:6 --find-rate --diagnose step").IsRefused("leave --diagnose out");
}
