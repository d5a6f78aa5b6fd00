namespace Functional.NN.Experiments.Tests;

/// <summary>Which trials a sweep has.</summary>
public class PlanTests
{
    private static readonly SweepAxis Rates = SweepAxis.Numbers("optimizer.learningRate", 0.1, 0.01), Seeds = SweepAxis.Seeds(1, 3);

    [Fact]
    public void A_grid_changes_the_last_axis_fastest_and_the_seeds_faster_still()
    {
        var plan = SweepPlan.Of(new Sweep([Seeds, Rates, SweepAxis.Json("parameters.activation", "\"Relu\"", "\"Tanh\"")]), 1);
        Assert.Equal(["learningRate 0.1, activation Relu", "learningRate 0.1, activation Tanh", "learningRate 0.01, activation Relu", "learningRate 0.01, activation Tanh"], plan.Settings.Select(plan.Label));
        Assert.Equal(12, plan.Trials.Length);
        Assert.Equal(Enumerable.Range(0, 12), plan.Trials.Select(trial => trial.Index));
        Assert.Equal(["0 1", "0 2", "0 3", "1 1"], plan.Trials.Take(4).Select(trial => $"{trial.Setting} {trial.Seed}"));
        Assert.Equal("seed=2 optimizer.learningRate=0.01 parameters.activation=\"Tanh\"", Text(plan.Trials[10]));
    }

    [Fact]
    public void A_whole_is_set_before_its_parts_whichever_is_written_first()
    {
        var plan = SweepPlan.Of(new Sweep([Rates, SweepAxis.Json("optimizer", """{"type": "Sgd"}""", """{"type": "Adam"}""")]), 1);
        Assert.Equal("""optimizer={"type": "Sgd"} optimizer.learningRate=0.1""", Text(plan.Trials[0]));
    }

    [Fact]
    public void Fields_that_go_together_are_one_axis()
    {
        var size = new ListAxis("size", new SweepChoice("small", [new("parameters.width", "8"), new("parameters.depth", "1")]), new SweepChoice("large", [new("parameters.width", "64"), new("parameters.depth", "3")]));
        var plan = SweepPlan.Of(new Sweep([size]), 1);
        Assert.Equal(["size small", "size large"], plan.Settings.Select(plan.Label));
        Assert.Equal("parameters.width=64 parameters.depth=3", Text(plan.Trials[1]));
        Assert.Null(plan.Trials[1].Seed);
    }

    [Fact]
    public void Values_of_one_type_are_told_apart_by_the_constants_in_which_they_differ() =>
        Assert.Equal(["Adam", "Momentum learningRate=0.1", "Momentum learningRate=0.01", "Momentum learningRate=default"],
            SweepAxis.Json("optimizer", """{"type": "Adam"}""", """{"type": "Momentum", "learningRate": 0.1, "momentum": 0.9}""", """{"type": "Momentum", "learningRate": 0.01, "momentum": 0.9}""", """{"type": "Momentum", "momentum": 0.9}""")
                .Choices.Select(choice => choice.Label));

    [Fact]
    public void Random_settings_are_these_on_every_machine()
    {
        var plan = Random(4, 7);
        Assert.Equal(["learningRate 0.0157, width 175", "learningRate 0.000516, width 56", "learningRate 0.0066, width 75", "learningRate 0.0417, width 65"], plan.Settings.Select(plan.Label));
    }

    [Fact]
    public void More_random_settings_begin_with_the_fewer_and_another_seed_gives_others()
    {
        Assert.Equal(Random(5, 7).Settings, Random(20, 7).Settings.Take(5));
        Assert.NotEqual(Random(5, 7).Settings, Random(5, 8).Settings);
        Assert.Equal(20, Random(20, 7).Settings.Select(setting => string.Join(' ', setting.Choices)).Distinct().Count());
    }

    [Fact]
    public void Every_value_of_a_list_and_every_part_of_a_range_is_drawn()
    {
        var range = new RangeAxis("x", 1e-4, 1e-1, logarithmic: true);
        var drawn = Enumerable.Range(0, 3000).Select(i => range.At(RandomKey.FromSeed(3).Fold(i).Unit(0))).ToArray();
        foreach (double edge in new[] { 1e-4, 1e-3, 1e-2 }) Assert.InRange(drawn.Count(x => x >= edge && x < 10 * edge), 900, 1100);
        var whole = new RangeAxis("x", 2, 5, whole: true);
        var counts = Enumerable.Range(0, 4000).Select(i => whole.At(RandomKey.FromSeed(3).Fold(i).Unit(0))).GroupBy(x => x).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal([2, 3, 4, 5], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 900, 1100));
        var list = SweepPlan.Of(new Sweep([Rates], new RandomSearch(2)), 5);
        Assert.Equal(["0.01", "0.1"], list.Settings.Select(s => s.Choices[0].Label).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Numbers_stay_in_their_range_and_are_short_enough_to_write_by_hand()
    {
        var range = new RangeAxis("x", 0.12345, 0.12349);
        Assert.Equal((0.12345, 0.12349), (range.At(0), range.At(1)));
        Assert.Equal([1e-4, 1e-3, 1e-2, 1e-1], SweepAxis.Spaced("x", 1e-4, 1e-1, 4, logarithmic: true).Choices.Select(choice => double.Parse(choice.Label, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void What_contradicts_itself_is_refused_in_a_sentence()
    {
        Refused("Sweep: there are no axes; name a field and its values, such as \"seed\": {\"from\": 1, \"count\": 5}.", () => new Sweep([]));
        Refused("Sweep: the field \"optimizer.learningRate\" is on two axes.", () => new Sweep([Rates, Rates]));
        Refused("Sweep: the axis \"x\" has \"0.1\" twice.", () => SweepAxis.Numbers("x", 0.1, 0.1));
        Refused("Sweep: the axis \"x\" has no values; give one or more.", () => SweepAxis.Numbers("x"));
        Refused("Sweep: all values of the axis \"a\" must set the same fields; \"b\" sets x, \"c\" sets y.", () => new ListAxis("a", new SweepChoice("b", [new("x", "1")]), new SweepChoice("c", [new("y", "1")])));
        Refused("Sweep: \"compare\" names an axis other than the seeds, and there is none called \"optimizer.learningrate\" (did you mean optimizer.learningRate?); there are optimizer.learningRate.", () => new Sweep([Rates], compare: "optimizer.learningrate"));
        Refused("Sweep: a grid needs a list of values for the axis \"x\"; give one, or draw settings at random: \"search\": {\"random\": 20}.", () => SweepPlan.Of(new Sweep([new RangeAxis("x", 0, 1)]), 1));
        Refused("Sweep: the axis \"x\" needs positive bounds, for their logarithms; got 0 and 1.", () => new RangeAxis("x", 0, 1, logarithmic: true));
        Refused("Sweep: 3 different settings were asked for at random, and the axes seem to have no more than 2; ask for those, or take the grid.", () => SweepPlan.Of(new Sweep([Rates], new RandomSearch(3)), 1));
        Refused("Sweep: that are more than 10000 trials; sweep over fewer values, or draw settings at random: \"search\": {\"random\": 20}.",
            () => SweepPlan.Of(new Sweep([.. "abcdefghi".Select(name => SweepAxis.Counted($"{name}", 0, 100))]), 1));
    }

    private static SweepPlan Random(int count, ulong seed) =>
        SweepPlan.Of(new Sweep([new RangeAxis("optimizer.learningRate", 1e-4, 1e-1, logarithmic: true), new RangeAxis("parameters.width", 16, 512, logarithmic: true, whole: true)], new RandomSearch(count)), seed);

    private static string Text(SweepTrial trial) => string.Join(' ', trial.Changes.Select(change => $"{change.Path}={change.Json}"));

    private static void Refused(string sentence, Func<object> make) => Assert.Equal(sentence, Assert.Throws<NNException>(make).Message);
}
