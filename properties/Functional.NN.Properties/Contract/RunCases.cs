using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Properties.Optimizers;

namespace Functional.NN.Properties.Contract;

/// <summary>Generators of whole runs: every optimizer and transformation with random constants, every objective, augmentation and controller.</summary>
internal static class RunCases
{
    private static readonly Gen<IMinimizer> Gentle = Rules.Select(optimizer => (IMinimizer)optimizer);

    private static readonly Gen<IMinimizer> OfSquares = Gen.Elements<IMinimizer>(
        new Newton(), new Newton(NewtonCurvature.Absolute, 0.1, new StrongWolfe()), new ConjugateGradient(), new ConjugateGradient(ConjugateRule.FletcherReeves, RestartEvery: 3), new Bfgs(), new Bfgs(new Backtracking(), Scaled: false),
        new Lbfgs(3), new Lbfgs(2, new Backtracking()), new GaussNewton(), new LevenbergMarquardt(), new LevenbergMarquardt(0.1, StepScale.Identity, 5));

    /// <summary>An optimizer, and up to two transformations around it.</summary>
    private static Gen<IOptimizer> Rules
    {
        get
        {
            var once = Gen.Elements(TransformationDraw.All.Values.AsEnumerable()).SelectMany(optimizer => optimizer);
            var twice = Gen.Elements(TransformationDraw.Around(once).Values.AsEnumerable()).SelectMany(optimizer => optimizer);
            return Gen.Frequency((3, RuleDraw.Any), (3, once), (2, twice)).Select(Slowed);
        }
    }

    private static readonly Gen<RateController?> Controllers = Gen.Frequency((2, Gen.Constant<RateController?>(null)),
        (1, from γ in Gen.Choose(1, 9) from patience in Gen.Choose(0, 1) from rest in Gen.Choose(0, 1) select (RateController?)new ReduceOnPlateau(γ / 10.0, patience, 0.01, Rest: rest)),
        (1, from γ in Gen.Choose(1, 9) from t in Gen.Choose(1, 100) select (RateController?)new ReduceOnStandstill(t / 1000.0, γ / 10.0)));

    public static Gen<RunCase> Any { get; } = (
        from task in Gen.Frequency((2, Gen.Constant(RunTask.Images)), (2, Gen.Constant(RunTask.Vectors)), (1, Gen.Constant(RunTask.Sequences)), (1, Gen.Constant(RunTask.Tasks)), (2, Gen.Constant(RunTask.Numbers)))
        from objective in Gen.Elements(task.Objectives.AsEnumerable())
        from optimizer in task == RunTask.Numbers ? Gen.Frequency((2, Gentle), (1, OfSquares), (1, Sharp)) : Gen.Frequency((6, Gentle), (1, Sharp))
        from size in Gen.Choose(2, 18)
        from batches in Gen.Choose(1, 3)
        from rest in Gen.Choose(0, size - 1)
        from sampling in Gen.Elements(Enum.GetValues<Sampling>())
        from dropped in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from augmentation in task.Augmentations.IsEmpty ? Gen.Constant<IAugmentation?>(null) : Gen.Frequency((1, Gen.Constant<IAugmentation?>(null)), (1, Gen.Elements(task.Augmentations.Select(a => (IAugmentation?)a))))
        from epochs in Gen.Choose(1, 5)
        from limit in Gen.Frequency((3, Gen.Constant<long?>(null)), (1, Gen.Choose(0, 12).Select(n => (long?)n)))
        from patience in Gen.Choose(0, 2)
        from controller in HasRate(optimizer) ? Controllers : Gen.Constant<RateController?>(null)
        from shards in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Elements(2, 3)))
        from weighed in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from key in Draw.Key
        select new RunCase(task, objective, optimizer, size * batches + rest, new FitPlan(epochs, new Batching(size, sampling, dropped, augmentation), patience == 0 ? null : new EarlyStopping(patience, 0.001), controller, limit), shards, weighed, key)).Where(c => c.Fits);

    /// <summary>A method that looks at the gradient twice.</summary>
    private static Gen<IMinimizer> Sharp => from optimizer in RuleDraw.Any from ρ in Gen.Elements(0.05, 0.5) select (IMinimizer)Slowed(optimizer).SharpnessAware(ρ);

    /// <summary>An optimizer, and those inside it.</summary>
    public static IEnumerable<IMinimizer> Inside(IMinimizer optimizer) => optimizer switch
    {
        OptimizerTransformation around => [optimizer, .. Inside(around.Inner)],
        ParameterGroups groups => [optimizer, .. Inside(groups.Rest), .. groups.Groups.SelectMany(group => Inside(group.Optimizer))],
        Sam sam => [optimizer, .. Inside(sam.Inner)],
        _ => [optimizer],
    };

    /// <summary>True when it has a learning rate that a controller can change: methods with a line search have none, nor has Rprop.</summary>
    private static bool HasRate(IMinimizer optimizer) => Inside(optimizer).All(inner => inner is IOptimizer and not Rprop or Sam);

    /// <summary>At a twentieth of its rate, where it has one.</summary>
    private static IOptimizer Slowed(IOptimizer optimizer) => HasRate(optimizer) ? (IOptimizer)optimizer.WithRateTimes(0.05) : optimizer;

    public static IEnumerable<RunCase> Smaller(RunCase c) => c.Smaller();
}
