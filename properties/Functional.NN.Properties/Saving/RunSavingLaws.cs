using System.Collections.Immutable;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Properties.Contract;

namespace Functional.NN.Properties.Saving;

/// <summary>A run that was saved after any step and read again is the same run: it has the same bits, and goes on with those of a run that never paused.</summary>
public sealed class RunSavingLaws : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fnn-saving").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_saved_run_ends_as_one_that_never_paused() =>
        Law.Holds(RunCases.Any, c => c.InItsPrecision(one => Resumes<float>(one, Saved), one => Resumes<double>(one, Saved)), RunCases.Smaller, tests: 60);

    /// <summary>Every optimizer, transformation and controller of the library, and early stopping, in a case each.</summary>
    [Fact]
    public void So_does_one_with_each_optimizer_transformation_and_controller()
    {
        HashSet<Type> wanted = [typeof(EarlyStopping), .. typeof(Network).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && (type.IsAssignableTo(typeof(IMinimizer)) || type.IsAssignableTo(typeof(RateController))))];
        var cases = new List<RunCase>();
        for (int draws = 0; wanted.Count > 0 && draws < 40; draws++)
            cases.AddRange(Gen.Sample(RunCases.Any, 300).Where(c => Kinds(c).Where(wanted.Remove).ToList() is not []).Select(c => c with { Plan = c.Plan with { Epochs = Math.Max(2, c.Plan.Epochs), Steps = null } }));
        Assert.Equal([], wanted.Select(type => type.Name));
        Assert.All(cases, c =>
        {
            Resumes<float>(c, Saved);
            Resumes<double>(c, Saved);
        });
    }

    /// <summary>Numbers of all bits, in vectors of any layout, of optimizers in one another, under any name.</summary>
    [Fact]
    public void Any_state_comes_back_with_every_bit() => Law.Holds(Networks, c =>
    {
        ComesBack(AnyState(c, Bits.OfSingle), Saved);
        ComesBack(AnyState(c, Bits.OfDouble), Saved);
    }, tests: 60, kinds: [new("with state", 0.1, c => !c.Network.StateSpecs.IsEmpty), new("with a best state", 0.3, HasBest)]);

    /// <summary>What leaves a part out, rounds it or tidies it up does not pass.</summary>
    [Fact]
    public void A_way_that_changes_something_is_caught()
    {
        Func<RunState<double>, RunState<double>>[] ways =
        [
            run => run with { Running = Metrics.None }, run => run with { Train = run.Train.With(optimizer: Rounded(run.Train.Optimizer)) }, run => run with { Stopping = run.Stopping is null ? null : run.Stopping with { Best = run.Train } },
            run => run with { Rate = null }, run => run with { Train = run.Train.With(step: (int)run.Train.Step) }, run => run with { Train = run.Train.With(model: run.Train.Model.With(run.Train.Parameters + 0)) },
            run => run with { Train = run.Train.With(key: default(RandomKey)) }, run => run with { Epoch = 0 }, run => run with { Place = 0 },
        ];
        Assert.All(ways, way => Assert.True(Law.Fails(Networks, c => ComesBack(AnyState(c, Bits.OfDouble), way), tests: 20)));
        Assert.True(Law.Fails(RunCases.Any, c => Resumes<double>(c, run => run with { Train = run.Train.With(optimizer: Rounded(run.Train.Optimizer)) }), tests: 40));
    }

    private static readonly Gen<NetworkCase> Networks = Gen.Frequency((2, NetworkCases.Any), (1, NetworkCases.Any.Where(c => !c.Model.State.Blocks.IsEmpty)));

    private static OptimizerState<double> Rounded(OptimizerState<double> state) => state.Vectors.Aggregate(state, (changed, vector) => changed.With(vector.Key, vector.Value.Cast<float>().Cast<double>()));

    private RunState<T> Saved<T>(RunState<T> run) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        string path = Path.Combine(_folder, "run.safetensors");
        run.Save(path);
        return RunState.Load<T>(path, run.Train.Model.Network);
    }

    private static IEnumerable<Type> Kinds(RunCase c)
    {
        foreach (var optimizer in RunCases.Inside(c.Optimizer)) yield return optimizer.GetType();
        if (c.Plan.Rate is { } rate) yield return rate.GetType();
        if (c.Plan.EarlyStopping is not null) yield return typeof(EarlyStopping);
    }

    private static void Resumes<T>(RunCase c, Func<RunState<T>, RunState<T>> way) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var keeper = new RunLaws.Keeper<T>();
        var whole = c.Fit(observer: keeper);
        if (keeper.Steps.Count == 0) return;
        var somewhere = keeper.Steps[c.Key.Below("pause", keeper.Steps.Count)];
        var read = way(somewhere);
        Assert.Equal(somewhere, read);
        var resumed = c.Fit(from: read);
        Assert.Equal((whole.End, whole.Run.Sha256()), (resumed.End, resumed.Run.Sha256()));
    }

    /// <summary>Equal states may differ in what a NaN says and in signs of zeros, but not in what is written of them.</summary>
    private static void ComesBack<T>(RunState<T> run, Func<RunState<T>, RunState<T>> way) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var read = way(run);
        Assert.Equal(run.ToSafetensors(), read.ToSafetensors());
        Assert.Equal(run.Hashes().AsEnumerable(), read.Hashes());
        Assert.Equal(run.Train.Optimizer, read.Train.Optimizer);
    }

    private static bool HasBest(NetworkCase c) => c.Key.Below("stopping", 2) == 0;

    private static RunState<T> AnyState<T>(NetworkCase c, Func<RandomKey, Shape, Tensor<T>> draw) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var key = c.Key;
        var numbers = Bits.OfDouble(key.Fold("numbers"), Shape.Of(12));
        var train = AnyTrain(c.Network, key.Fold("train"), draw);
        var running = new Metrics(key.Below("samples", 99), numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], Named(key.Fold("values"))) { Counts = Named(key.Fold("counts")) };
        var best = key.Below("same", 2) == 0 ? train : AnyTrain(c.Network, key.Fold("best"), draw);
        return new(train, key.Below("epoch", 99), 1 + key.Below("place", 99), running, HasBest(c) ? new(best, key.Below("best epoch", 99), numbers[5], key.Below("waited", 99)) : null, new(numbers[6], numbers[7], key.Below("rate", 99), key.Below("resting", 99)));
    }

    private static TrainState<T> AnyTrain<T>(Network network, RandomKey key, Func<RandomKey, Shape, Tensor<T>> draw) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var state = new NetworkState<T>(network.InitialState<T>().Blocks.Select(block => KeyValuePair.Create(block.Key, draw(key.Fold(block.Key), block.Value.Shape))));
        var θ = new Parameters<T>(network.Layout, draw(key.Fold("theta"), Shape.Of(network.Layout.Size)));
        return new(new Model<T>(network, θ, state), AnyOptimizer(network.Layout, key.Fold("optimizer"), 3, draw), (long)key.Bits(0), new RandomKey(key.Bits(1), key.Bits(2)));
    }

    private static OptimizerState<T> AnyOptimizer<T>(ParameterLayout layout, RandomKey key, int depth, Func<RandomKey, Shape, Tensor<T>> draw) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var part = layout.Part(Enumerable.Range(0, layout.Count).Where(i => key.Fold("part").Below($"{i}", 2) == 0));
        var vectors = Names.Take(key.Below("vectors", 4)).Select((name, i) => (name, Layout: key.Fold("whole").Below($"{i}", 2) == 0 ? layout : part))
            .Select(v => KeyValuePair.Create(v.name, new Parameters<T>(v.Layout, draw(key.Fold(v.name), Shape.Of(v.Layout.Size)))));
        var inner = depth == 0 ? [] : Names.Reverse().Take(key.Below("inner", 3)).Select(name => KeyValuePair.Create(name, AnyOptimizer(part, key.Fold("inner").Fold(name), depth - 1, draw)));
        return new((long)key.Bits(1), vectors, Named(key.Fold("scalars")), inner);
    }

    private static readonly string[] Names = ["mean", "group 0", "step.0", "\"quoted\\\" é 𝛼 \u0001", ""];

    private static ImmutableSortedDictionary<string, double> Named(RandomKey key)
    {
        var numbers = Bits.OfDouble(key, Shape.Of(Names.Length));
        return ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, Names.Take(key.Below("count", Names.Length + 1)).Select((name, i) => KeyValuePair.Create(name, numbers[i])));
    }
}
