using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Experiments;

namespace Functional.NN.Properties.Experiments;

/// <summary>Sweeps of any form, and what goes on while they run.</summary>
public class SweepLaws
{
    [Fact]
    public void A_sweep_is_read_back_from_its_canonical_form_as_an_equal_one_with_the_same_form() => Law.Holds(Sweeps, sweep =>
    {
        string written = DocumentWriter.Text(SweepWriter.Write(sweep));
        var read = SweepReader.Read(DocumentReader.Read(new TextSource("sweep", Encoding.UTF8.GetBytes(written)), DocumentLimits.Written));
        Assert.Equal(sweep, read);
        Assert.Equal(written, DocumentWriter.Text(SweepWriter.Write(read)));
    });

    [Fact]
    public void Every_trial_has_a_setting_a_seed_and_every_field_once() => Law.Holds(from sweep in Sweeps from seed in Gen.Choose(0, 1000) select (sweep, seed), drawn =>
    {
        var plan = SweepPlan.Of(drawn.sweep, (ulong)drawn.seed);
        int fields = drawn.sweep.Axes.Sum(axis => axis is ListAxis list ? list.Choices[0].Changes.Length : 1);
        Assert.Equal(plan.Settings.Length * (drawn.sweep.Seeds?.Choices.Length ?? 1), plan.Trials.Length);
        Assert.Equal(plan.Settings.Length, plan.Settings.Select(setting => string.Join('\n', setting.Choices)).Distinct().Count());
        Assert.All(plan.Trials, trial => Assert.Equal(fields, trial.Changes.Select(change => change.Path).Distinct().Count()));
        Assert.Equal(plan, SweepPlan.Of(drawn.sweep, (ulong)drawn.seed));
    });

    /// <summary>Runs that are cut short at random epochs, any number at once, in any order: the stages that follow from their records are those of runs one after the other.</summary>
    [Fact]
    public void However_trials_are_interrupted_and_ordered_halving_comes_to_the_same_end() => Law.Holds(Tables, table =>
    {
        var (plan, measure) = (table.Plan, new SweepMeasure(Loss, Better.Smaller, table.Epochs));
        var straight = End(plan, measure, table, (_, until) => until ?? table.Epochs, 0);
        var cut = End(plan, measure, table, (turn, until) => 1 + table.Key.Fold(turn).Integers(1, until ?? table.Epochs)[0], 1 + (int)(table.Key.Fold("order").Bits(0) % 5));
        Assert.Equal(straight, cut);
    }, kinds: [new("with a failure", 0.2, t => t.FailsAt.Values.Any(epoch => epoch <= t.Epochs)), new("of several rungs", 0.3, t => t.Plan.Sweep.Halving!.Rungs(t.Plan.Settings.Length, t.Epochs).Length > 2)]);

    private const string Loss = "test loss";

    /// <summary>The outcomes at the end, where each turn runs the job at some place of the list some epochs further.</summary>
    private static SweepSummary End(SweepPlan plan, SweepMeasure measure, MadeUpTable table, Func<int, int?, int> runTo, int place)
    {
        TrialRecord[] records = [.. plan.Trials.Select(_ => TrialRecord.None)];
        for (int turn = 0; ; turn++)
        {
            var stage = SweepStage.Of(plan, measure, records, _ => false);
            if (stage.Jobs.IsEmpty) return SweepSummary.Of(plan, SweepOutcomes.Of(plan, stage, records), Loss);
            var job = stage.Jobs[place * turn % stage.Jobs.Length];
            records[job.Trial.Index] = table.Record(job.Trial.Index, Math.Max(records[job.Trial.Index].Epochs.Length + 1, runTo(turn, job.Until)), job.Until);
        }
    }

    /// <summary>Losses of every trial and epoch, and the epoch at which a trial's numbers are no longer finite.</summary>
    private sealed record MadeUpTable(SweepPlan Plan, int Epochs, ImmutableDictionary<int, int> FailsAt, RandomKey Key)
    {
        public TrialRecord Record(int trial, int epochs, int? until)
        {
            int reached = Math.Min(epochs, until ?? Epochs), fails = FailsAt.GetValueOrDefault(trial, int.MaxValue);
            ImmutableArray<TrialEpoch> all = [.. Enumerable.Range(1, Math.Min(reached, fails - 1)).Select(epoch => new TrialEpoch([new(Loss, Math.Round(Key.Fold(trial).Unit(epoch), 1))], $"{trial}/{epoch}", ""))];
            return reached >= fails ? new(TrialState.NotFinite, all, [], "not finite") : reached == Epochs ? new(TrialState.Complete, all, all[^1].Figures) : new(TrialState.Begun, all, []);
        }
    }

    private static readonly Gen<MadeUpTable> Tables =
        from settings in Gen.Choose(1, 12)
        from seeds in Gen.Choose(1, 3)
        from factor in Gen.Choose(2, 4)
        from first in Gen.Choose(1, 3)
        from more in Gen.Choose(0, 30)
        from failing in Gen.Choose(0, settings * seeds - 1).ListOf(2)
        from at in Gen.Choose(1, 40).ListOf(2)
        from key in Gen.Choose(0, int.MaxValue)
        let plan = SweepPlan.Of(new Sweep([SweepAxis.Counted("x", 0, settings), SweepAxis.Seeds(1, seeds)], halving: new SuccessiveHalving(factor, first)), 1)
        select new MadeUpTable(plan, first * factor + more, failing.Zip(at).DistinctBy(pair => pair.First).ToImmutableDictionary(pair => pair.First, pair => pair.Second), RandomKey.FromSeed(key));

    private static readonly Gen<string> Value = Gen.Elements("0.1", "1e-3", "7", "true", "null", "\"Relu\"", "\"ü \\\"\"", "[1, 2]", "{ \"type\": \"Sgd\", \"learningRate\": 0.1 }", "{ \"type\": \"Sgd\", \"learningRate\": 0.2 }", "{ \"type\": \"Adam\" }");

    private static Gen<SweepAxis> Axis(string path) => Gen.OneOf(
        Value.NonEmptyListOf().Select(values => (SweepAxis)SweepAxis.Json(path, values.Distinct().Take(5))),
        from a in Gen.Choose(1, 1000) from width in Gen.Choose(100, 5000) from logarithmic in Draw.Coin from whole in Draw.Coin select (SweepAxis)new RangeAxis(path, a, a + width, logarithmic, whole),
        Value.NonEmptyListOf().Select(values => (SweepAxis)new ListAxis(path, values.Distinct().Take(4).Select((value, i) => new SweepChoice($"choice {i}", [new(path, value)])))),
        Value.NonEmptyListOf().Select(values => (SweepAxis)new ListAxis($"both {path}", values.Distinct().Take(4).Select((value, i) => new SweepChoice($"{i}", [new(path + ".a", value), new(path + ".b", "1")])))));

    private static Gen<ImmutableArray<SweepAxis>> Each(IEnumerable<Gen<SweepAxis>> axes) =>
        axes.Aggregate(Gen.Constant(ImmutableArray<SweepAxis>.Empty), (drawn, axis) => from before in drawn from next in axis select before.Add(next));

    private static readonly Gen<Sweep> Sweeps =
        from paths in Gen.SubListOf("optimizer", "optimizer.learningRate", "network.layers[2].units", "schedule")
        from axes in Each(paths.Select(Axis))
        from seeds in Gen.Choose(axes.IsEmpty ? 1 : 0, 4)
        from metric in Gen.Elements(null, "test loss", "validation accuracy")
        from halving in Gen.Elements(null, new SuccessiveHalving(), new SuccessiveHalving(2, 5))
        from better in Gen.Elements<Better?>(null, Better.Smaller, Better.Larger)
        let all = seeds == 0 ? axes : axes.Add(SweepAxis.Seeds(3, seeds))
        let drawn = axes.OfType<RangeAxis>().Any()
        select new Sweep(all, drawn ? new RandomSearch(5) : new GridSearch(), metric, halving, axes.FirstOrDefault()?.Name, better);
}
