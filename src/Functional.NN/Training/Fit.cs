namespace Functional.NN;

/// <summary>How long and in which batches to train.</summary>
/// <param name="Epochs">how many passes over the data</param>
/// <param name="Batching">the size and order of batches</param>
/// <param name="EarlyStopping">when to stop before that, by the data's loss on validation data (without penalties)</param>
/// <param name="Rate">what lowers the learning rate after an epoch, by the data's loss on validation data, or where there are none on the epoch's batches, each before its update</param>
public sealed record FitPlan(int Epochs, Batching Batching, EarlyStopping? EarlyStopping = null, RateController? Rate = null)
{
    /// <summary>How many passes over the data, from 0 on.</summary>
    public int Epochs { get; init => field = Checked(value); } = Checked(Epochs);

    /// <summary>This one with other parts; what is not named stays.</summary>
    public FitPlan With(int? epochs = null, Batching? batching = null, EarlyStopping? earlyStopping = null, RateController? rate = null) =>
        this with { Epochs = epochs ?? Epochs, Batching = batching ?? Batching, EarlyStopping = earlyStopping ?? EarlyStopping, Rate = rate ?? Rate };

    private static int Checked(int epochs) => epochs >= 0 ? epochs : throw new NNException(Sentence.Of($"FitPlan: the number of epochs cannot be negative, got {epochs}."));
}

/// <summary>Where a run stands: a training state, its place in the epoch, and what the controllers know.</summary>
/// <param name="Train">the training state</param>
/// <param name="Epoch">how many epochs are complete</param>
/// <param name="Place">how many batches of the next one are done</param>
/// <param name="Running">what was measured in the epoch in progress, each batch before its update</param>
/// <param name="Stopping">what early stopping knows, where it is used</param>
/// <param name="Rate">what the controller of the learning rate knows, where there is one</param>
public sealed record RunState<T>(TrainState<T> Train, int Epoch, int Place, Metrics Running, EarlyStoppingState<T>? Stopping = null, RateState? Rate = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The beginning of a run.</summary>
    public static RunState<T> Start(TrainState<T> train) => new(train, 0, 0, Metrics.None);

    /// <summary>The best state so far where early stopping looks for one, else the current.</summary>
    public TrainState<T> Best => Stopping?.Best ?? Train;
}

/// <summary>Why a run ended.</summary>
public enum FitEnd
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>Early stopping ended it.</summary>
    StoppedEarly,

    /// <summary>Somebody cancelled it; the state is that after the last complete step.</summary>
    Cancelled,

    /// <summary>A number became infinite or not a number; the state is the last good one.</summary>
    NotFinite,
}

/// <summary>How a run ended.</summary>
/// <param name="Run">where it stands; to go on, give it to <see cref="Trainer{T}.Fit(RunState{T}, Dataset{T}, FitPlan, Dataset{T}, IFitObserver{T}, CancellationToken)"/> again</param>
/// <param name="End">why it ended</param>
/// <param name="Fault">where the first number that is not finite appeared, when that ended it</param>
/// <param name="Eager">why the steps were taken one operation at a time and not by a plan, when they were; the numbers are the same, the time is not</param>
public sealed record FitResult<T>(RunState<T> Run, FitEnd End, NotFinite? Fault = null, string? Eager = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The model: the best one where early stopping looked for it, else the last.</summary>
    public Model<T> Model => Run.Best.Model;
}

/// <summary>How far a run has come.</summary>
/// <param name="Step">how many steps were taken in all</param>
/// <param name="Epoch">how many epochs are complete</param>
/// <param name="Place">how many batches of the next one are done</param>
/// <param name="Samples">how many samples they had</param>
/// <param name="Loss">the mean loss over them, each batch before its update</param>
/// <param name="Accuracy">their accuracy, where the objective measures it</param>
public readonly record struct FitProgress(long Step, int Epoch, int Place, int Samples, double Loss, double? Accuracy);

/// <summary>Somebody who watches a run. Observers see values and cannot change the run.</summary>
/// <remarks>An observer of every step's state (<see cref="OnStep"/>) has each state made for it; one that only asks how far the run has come (<see cref="OnProgress"/>) costs nothing.</remarks>
public interface IFitObserver<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>After every step: the whole state.</summary>
    /// <param name="run">where the run stands</param>
    /// <param name="step">what was measured on the batch, before the update</param>
    void OnStep(RunState<T> run, Metrics step) { }

    /// <summary>After every step: how far the run has come.</summary>
    void OnProgress(FitProgress progress) { }

    /// <summary>After every epoch.</summary>
    /// <param name="run">where the run stands</param>
    /// <param name="training">the mean over the epoch's batches, each before its update</param>
    /// <param name="validation">of the validation data after the epoch, where there are any</param>
    void OnEpoch(RunState<T> run, Metrics training, Metrics? validation) { }
}

public sealed partial class Trainer<T>
{
    /// <summary>Trains for some epochs from a first state. The same bits as folding <see cref="Step"/> over the batches.</summary>
    public FitResult<T> Fit(TrainState<T> start, Dataset<T> data, FitPlan plan, Dataset<T>? validation = null, IFitObserver<T>? observer = null, CancellationToken cancellation = default) =>
        Fit(RunState<T>.Start(start), data, plan, validation, observer, cancellation);

    /// <summary>Goes on with a run from where it stands; the result has the bits of a run that never paused.</summary>
    /// <param name="start">where the run stands</param>
    /// <param name="data">the training data; epoch e's batches are ordered by the run's key folded with "batches", and e</param>
    /// <param name="plan">how long, in which batches</param>
    /// <param name="validation">measured after every epoch; early stopping needs it</param>
    /// <param name="observer">sees every step and epoch</param>
    /// <param name="cancellation">ends the run; a step in progress is given up</param>
    /// <remarks>
    /// Steps run by a plan in memory that is used again, on the threads of <see cref="Compute"/>; states are made only for an observer that asks for them, for early stopping
    /// and for the result.
    /// </remarks>
    public FitResult<T> Fit(RunState<T> start, Dataset<T> data, FitPlan plan, Dataset<T>? validation = null, IFitObserver<T>? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.EarlyStopping is not null && validation is null) throw new NNException("Fit: early stopping looks at a validation loss; give validation data, for instance data.Split(0.9).");
        // An optimizer without a rate to control says so before the first step.
        if (plan.Rate is not null) Optimizer.WithRate(rate => rate);
        if (data.Count == 0) throw new NNException("Fit: the training data have no samples.");
        if (validation is { Count: 0 }) throw new NNException("Fit: the validation data have no samples. Leave them out, or split off a larger part.");
        return Fitting<T>.Run(this, data, plan, validation, observer, start, cancellation);
    }
}
