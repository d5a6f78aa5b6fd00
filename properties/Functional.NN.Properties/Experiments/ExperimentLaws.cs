using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Experiments;
using Functional.NN.Properties.Catalogue;
using Functional.NN.Properties.Optimizers;

namespace Functional.NN.Properties.Experiments;

/// <summary>Experiments of anything there is, in files.</summary>
public class ExperimentLaws
{
    [Fact]
    public void The_canonical_form_is_read_back_as_an_equal_experiment_with_the_same_form() => Law.Holds(Any, experiment =>
    {
        string json = experiment.ToJson();
        var read = ExperimentFile.Parse(json);
        Assert.Equal(experiment, read);
        Assert.Equal(json, read.ToJson());
        Assert.Equal(experiment.Sha256(), read.Sha256());
    }, kinds: [new("with a normalization", 0.2, e => e.Data.Normalization is not null), new("with early stopping", 0.2, e => e.Training.EarlyStopping is not null), new("of several layers", 0.4, e => e.Network.Body.Layers.Length > 2)]);

    [Fact]
    public void Experiments_that_differ_have_different_forms() => Law.Holds(from a in Any from b in Any select (a, b), pair => Assert.Equal(pair.a.Equals(pair.b), pair.a.ToJson() == pair.b.ToJson()));

    [Fact]
    public void Setting_the_seed_in_the_file_is_setting_it_in_the_experiment() => Law.Holds(from e in Any from seed in Seed select (e, seed), pair =>
        Assert.Equal(pair.e with { Seed = pair.seed }, ExperimentDocument.Parse(pair.e.ToJson()).With("seed", FormattableString.Invariant($"{pair.seed}")).ToExperiment()), tests: 30);

    private static readonly Gen<ulong> Seed = from high in Gen.Choose(0, int.MaxValue) from low in Gen.Choose(0, int.MaxValue) select (ulong)high << 33 ^ (ulong)low;

    private static readonly Gen<string> Name = Gen.Elements('a', 'Z', '0', '.', '-', '_').NonEmptyListOf().Select(letters => "e" + string.Concat(letters.Take(20)));

    private static readonly Gen<DataDescription> Data =
        from source in Gen.Elements("digits", "mnist", "moons", "csv", "idx")
        from path in Gen.Elements(null, "a b/ü.csv", "$x", "\"quoted\"\n")
        from table in Gen.Elements(null, new CsvFormat(-1), new CsvFormat("kind", CsvTask.Regression, false, ';') { Inputs = ["a", 2], ClassNames = ["x", "y"] })
        from limit in Gen.Elements<int?>(null, 1, 1000)
        from test in Gen.Elements(0.2, 0.1, 1e-9)
        from validation in Gen.Elements(0, 0.1, 1.0 / 3)
        from normalization in Gen.Elements<InputNormalization?>(null, new Standardization(), new Standardization(NormalizeOver.Channel), new MinMaxScaling(NormalizeOver.Everything, -1, 0.1))
        from oneHot in Draw.Coin
        from augmentation in Gen.Elements<IAugmentation?>(null, new RandomFlip(), new Augmentations(new RandomAffine(10, 2, 0.1, 0.2, 0.5), new CutOut(3), new MixUp()), new ElasticDistortion())
        select new DataDescription(source, path, table, limit, test, validation, normalization, oneHot, augmentation);

    private static readonly Gen<TrainingDescription> Training =
        from epochs in Gen.Choose(1, 1000)
        from batch in Gen.Choose(1, 1000)
        from steps in Gen.Elements<long?>(null, 1, long.MaxValue)
        from shards in Gen.Choose(1, 4)
        from precision in Gen.Elements(Enum.GetValues<Precision>())
        from sampling in Gen.Elements(Enum.GetValues<Sampling>())
        from drop in Draw.Coin
        from stopping in Gen.Elements(null, new EarlyStopping(), new EarlyStopping(2, 0.001))
        from checkpoints in Gen.Elements(null, new CheckpointInterval(3), new CheckpointInterval(1, 500))
        from diagnostics in Gen.SubListOf(NamedDiagnostics.All.Names)
        select new TrainingDescription(epochs, batch, steps, shards, precision, sampling, drop, stopping, checkpoints, [.. diagnostics]);

    private static readonly Gen<IObjective> Objectives = Gen.OneOf(
        from c in Gen.Elements(LossCases.All.Where(c => c.Loss is not FunctionLoss))
        from penalties in Gen.SubListOf(PenaltyCases.All.Where(p => p is not FunctionPenalty))
        select (IObjective)Objective.Supervised(c.Loss, penalties),
        Gen.Elements(ObjectiveCases.All.Select(c => c.Run.Objective)));

    private static readonly Gen<string> Schedules = Gen.Elements("constant", "cosine", "step:10", "multistep:3-5", "exponential:0.9", "warm-up:2");

    private static Gen<Experiment> Any { get; } =
        from name in Name
        from data in Data
        from network in NetworkCases.Any
        from objective in Objectives
        from optimizer in Gen.OneOf(Gen.OneOf(RuleDraw.Any, TransformationDraw.Any, TransformationDraw.Nested).Select(o => (IMinimizer)o), Gen.Elements(Catalogue.OptimizerCases.All))
        from training in Training
        from seed in Seed
        from schedule in Schedules
        from controller in Gen.Elements<RateController?>(null, new ReduceOnPlateau(0.5, 3), new ReduceOnStandstill(0.1))
        select new Experiment(name, data, network.Network, objective, optimizer, training, seed, schedule, controller);
}
