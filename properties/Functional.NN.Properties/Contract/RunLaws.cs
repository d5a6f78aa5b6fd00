using System.Numerics;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Contract;

/// <summary>The bit contract of whole runs. One at a time, so that a crew has the cores it asks for.</summary>
[Collection(nameof(EngineLaws))]
public class RunLaws
{
    /// <summary>Keeps where a run stood after every step.</summary>
    internal sealed class Keeper<T> : IFitObserver<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public List<RunState<T>> Steps { get; } = [];

        public void OnStep(RunState<T> run, Metrics step) => Steps.Add(run);
    }

    /// <summary>Ends a run after so many steps.</summary>
    private sealed class Canceller<T>(long steps, CancellationTokenSource source) : IFitObserver<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void OnProgress(FitProgress progress)
        {
            if (progress.Step == steps) source.Cancel();
        }
    }

    [Fact]
    public void A_run_is_the_fold_of_its_steps_and_controllers_after_every_step() => Law.Holds(RunCases.Any, c => c.InItsPrecision(IsTheFold<float>, IsTheFold<double>), RunCases.Smaller, tests: 60);

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits() => Law.Holds(RunCases.Any, c => c.InItsPrecision(DoesNotDependOnThreads<float>, DoesNotDependOnThreads<double>), RunCases.Smaller, tests: 30);

    [Fact]
    public void A_run_taken_up_where_it_stood_after_any_step_ends_as_one_that_never_paused() => Law.Holds(RunCases.Any, c => c.InItsPrecision(Resumes<float>, Resumes<double>), RunCases.Smaller, tests: 60);

    [Fact]
    public void A_run_that_was_cancelled_within_a_step_goes_on_with_the_bits_of_one_that_was_not() => Law.Holds(RunCases.Any, c =>
    {
        var whole = c.Fit<float>(threads: 2);
        using var source = new CancellationTokenSource();
        var paused = c.Fit<float>(observer: new Canceller<float>(1 + c.Key.Below("pause", 6), source), cancellation: source.Token);
        AssertSame(whole, paused.End == FitEnd.Cancelled ? c.Fit<float>(from: paused.Run) : paused);
    }, RunCases.Smaller, tests: 25);

    [Fact]
    public void The_generator_draws_every_optimizer_objective_augmentation_and_controller()
    {
        var drawn = Gen.Sample(RunCases.Any, 1200).ToList();
        Assert.Equal([], Missing<IMinimizer>(drawn.SelectMany(c => RunCases.Inside(c.Optimizer))));
        Assert.Equal([], Missing<IObjective>(drawn.Select(c => c.Objective)));
        Assert.Equal([], Missing<IAugmentation>(drawn.Select(c => c.Plan.Batching.Augmentation!).Where(a => a is not null)));
        Assert.Equal([], Missing<RateController>(drawn.Select(c => c.Plan.Rate!).Where(r => r is not null)));
        Assert.All([drawn.Count(c => c.Plan.EarlyStopping is not null), drawn.Count(c => c.Shards > 1), drawn.Count(c => c.Weighed), drawn.Count(c => c.Task.IsMasked), drawn.Count(c => c.Optimizer is not IOptimizer), drawn.Count(c => c.Plan.Steps is not null),
            drawn.Count(c => c.Plan.Epochs * c.Plan.Batching.BatchCount(c.Count) > 5)], n => Assert.True(n > 50, $"{n} of 1200"));
    }

    private static IEnumerable<string> Missing<TKind>(IEnumerable<TKind> drawn, params Type[] without) where TKind : notnull
    {
        var there = drawn.Select(thing => thing.GetType()).ToHashSet();
        return typeof(Network).Assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(TKind)) && !there.Contains(type) && !without.Contains(type)).Select(type => type.Name);
    }

    private static void IsTheFold<T>(RunCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var steps = new List<RunState<T>>();
        var folded = c.Fold<T>(steps.Add);
        var keeper = new Keeper<T>();
        AssertSame(folded, c.Fit(observer: keeper));
        Assert.Equal(steps, keeper.Steps);
        AssertSame(folded, c.Fit<T>(threads: 2));
    }

    private static void DoesNotDependOnThreads<T>(RunCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var alone = c.Fit<T>();
        Assert.All((int[])[2, 3, 8], threads => AssertSame(alone, c.Fit<T>(threads)));
    }

    private static void Resumes<T>(RunCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var keeper = new Keeper<T>();
        var whole = c.Fit(observer: keeper);
        if (keeper.Steps.Count == 0) return;
        var somewhere = keeper.Steps[c.Key.Below("pause", keeper.Steps.Count)];
        AssertSame(whole, c.Fit(threads: 3, from: somewhere));
    }

    private static void AssertSame<T>(FitResult<T> expected, FitResult<T> got) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Null(got.Eager);
        Assert.Equal(expected.End, got.End);
        Assert.Equal(expected.Run, got.Run);
        Assert.Equal(expected.Run.Train.Sha256(), got.Run.Train.Sha256());
    }
}
