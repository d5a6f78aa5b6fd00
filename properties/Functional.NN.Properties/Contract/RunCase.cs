using System.Numerics;

namespace Functional.NN.Properties.Contract;

/// <summary>A whole run: what is trained, on what data, with what around it.</summary>
/// <param name="Task">the network and what suits it</param>
/// <param name="Objective">one of the task's</param>
/// <param name="Optimizer">by which it is made smaller</param>
/// <param name="Count">how many samples there are, and half as many to validate on</param>
/// <param name="Plan">epochs, batches, controllers</param>
/// <param name="Shards">into how many parts a batch is cut</param>
/// <param name="Weighed">whether samples have weights</param>
/// <param name="Key">of all random numbers</param>
internal sealed record RunCase(RunTask Task, IObjective Objective, IMinimizer Optimizer, int Count, FitPlan Plan, int Shards, bool Weighed, RandomKey Key)
{
    public Trainer<T> Trainer<T>(int threads = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new Trainer<T>(Task.Network, Objective, Optimizer).With(compute: new Compute(Backend.Managed, threads), shards: Shards);

    public RunState<T> Start<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => RunState<T>.Start(Trainer<T>().Initialize(Key));

    public Dataset<T> Data<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => Drawn<T>("data", Count);

    public Dataset<T> Validation<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => Drawn<T>("validation", 1 + Count / 2);

    /// <summary>A law in the precision of the case: half of them are in float.</summary>
    public void InItsPrecision(Action<RunCase> inFloat, Action<RunCase> inDouble) => (Key.Below("precision", 2) == 0 ? inFloat : inDouble)(this);

    /// <summary>The run as the library does it.</summary>
    public FitResult<T> Fit<T>(int threads = 1, RunState<T>? from = null, IFitObserver<T>? observer = null, CancellationToken cancellation = default) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Trainer<T>(threads).Fit(from ?? Start<T>(), Data<T>(), Plan, Validation<T>(), observer, cancellation);

    /// <summary>The run as it is defined.</summary>
    public FitResult<T> Fold<T>(Action<RunState<T>>? seen = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> => FitReference.Of(Trainer<T>(), Start<T>(), Data<T>(), Plan, Validation<T>(), seen);

    /// <summary>True when the first step can be taken: some methods cannot take shards or weights.</summary>
    public bool Fits
    {
        get
        {
            try
            {
                Trainer<double>().Step(Start<double>().Train, Data<double>().Batches(Plan.Batching, Key, 0).First());
                return true;
            }
            catch (NNException)
            {
                return false;
            }
        }
    }

    /// <summary>The same run with less around it.</summary>
    public IEnumerable<RunCase> Smaller()
    {
        if (Plan.EarlyStopping is not null) yield return this with { Plan = Plan with { EarlyStopping = null } };
        if (Plan.Rate is not null) yield return this with { Plan = Plan with { Rate = null } };
        if (Plan.Steps is not null) yield return this with { Plan = Plan with { Steps = null } };
        if (Plan.Batching.Augmentation is not null) yield return this with { Plan = Plan with { Batching = Plan.Batching with { Augmentation = null } } };
        if (Shards > 1) yield return this with { Shards = 1 };
        if (Weighed) yield return this with { Weighed = false };
        if (Objective != Task.Objectives[0]) yield return this with { Objective = Task.Objectives[0] };
        if (Optimizer is OptimizerTransformation around) yield return this with { Optimizer = around.Inner };
        else if (Optimizer is not Sgd and IOptimizer) yield return this with { Optimizer = new Sgd(0.01) };
        if (Plan.Epochs > 1) yield return this with { Plan = Plan with { Epochs = Plan.Epochs - 1 } };
    }

    public override string ToString() =>
        $"{Task.Network}; {Objective}; {Optimizer}; {Count} samples, {Plan.Epochs} epochs, {Plan.Steps} steps, {Plan.Batching}, {Plan.EarlyStopping}, {Plan.Rate}, {Shards} shards{(Weighed ? ", weighed" : "")}, key {Key}";

    private Dataset<T> Drawn<T>(string use, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var key = Key.Fold(use);
        var lengths = key.Fold("lengths").Integers(count, Task.Network.Input[0]);
        return Dataset.FromTensors(key.Fold("inputs").Normal<double>(Task.Network.Input.Prepend(count)).Cast<T>(), Task.Targets(count, key.Fold("targets")).Cast<T>(),
            mask: Task.IsMasked ? Tensor.Generate([count, Task.Network.Input[0]], i => i % Task.Network.Input[0] <= lengths[i / Task.Network.Input[0]] ? T.One : T.Zero) : null,
            weights: Weighed ? key.Fold("weights").Uniform<double>([count], 0.5, 2).Cast<T>() : null);
    }
}
