namespace Functional.NN;

/// <summary>How long and in which batches to train.</summary>
/// <remarks>
/// A run ends after so many epochs; <paramref name="Steps"/> is a further limit, and <see cref="OfSteps"/> makes a plan that has only that. Epochs stay what a plan must say because batches, measures,
/// early stopping and controllers go by epochs, however the length of a run is given.
/// </remarks>
/// <param name="Epochs">how many passes over the data</param>
/// <param name="Batching">the size and order of batches</param>
/// <param name="EarlyStopping">when to stop before that, by the data's loss on validation data (without penalties)</param>
/// <param name="Rate">what lowers the learning rate after an epoch, by the data's loss on validation data, or where there are none on the epoch's batches, each before its update</param>
/// <param name="Steps">after how many steps in all the run is complete, where its epochs are not before that: <see cref="TrainState{T}.Step"/> gets no larger. It may end within an epoch; none for no such limit</param>
public sealed record FitPlan(int Epochs, Batching Batching, EarlyStopping? EarlyStopping = null, RateController? Rate = null, long? Steps = null)
{
    /// <summary>How many passes over the data, from 0 on.</summary>
    public int Epochs { get; init => field = Checked(value); } = Checked(Epochs);

    /// <summary>After how many steps in all the run is complete, from 0 on; none for no such limit.</summary>
    public long? Steps { get; init => field = Checked(value); } = Checked(Steps);

    /// <summary>As many passes over the data as so many steps take.</summary>
    /// <param name="steps">after how many steps in all the run is complete</param>
    /// <param name="batching">the size and order of batches</param>
    /// <param name="earlyStopping">when to stop before that</param>
    /// <param name="rate">what lowers the learning rate after an epoch</param>
    public static FitPlan OfSteps(long steps, Batching batching, EarlyStopping? earlyStopping = null, RateController? rate = null) => new(int.MaxValue, batching, earlyStopping, rate, steps);

    /// <summary>This one with other parts; what is not named stays.</summary>
    public FitPlan With(int? epochs = null, Batching? batching = null, EarlyStopping? earlyStopping = null, RateController? rate = null, long? steps = null) =>
        this with { Epochs = epochs ?? Epochs, Batching = batching ?? Batching, EarlyStopping = earlyStopping ?? EarlyStopping, Rate = rate ?? Rate, Steps = steps ?? Steps };

    private static int Checked(int epochs) => epochs >= 0 ? epochs : throw new NNException(Sentence.Of($"FitPlan: the number of epochs cannot be negative, got {epochs}."));

    private static long? Checked(long? steps) => steps is null or >= 0 ? steps : throw new NNException(Sentence.Of($"FitPlan: the number of steps cannot be negative, got {steps}."));
}

/// <summary>Why a run ended.</summary>
public enum FitEnd
{
    /// <summary>All epochs or steps are done.</summary>
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
/// <param name="StepLoss">the loss of the last step's batch alone, before its update: the number that was measured, to the bit</param>
/// <param name="GradientNorm">the Euclidean norm of that step's gradient, as it was measured, before anything clips it</param>
public readonly record struct FitProgress(long Step, int Epoch, int Place, int Samples, double Loss, double? Accuracy, double StepLoss, double GradientNorm);

/// <summary>Somebody who watches a run. Observers see values and cannot change the run.</summary>
/// <remarks>
/// An observer of states (<see cref="OnStep"/>) has each state made for it that it wants (<see cref="WantsState"/>); one that only asks how far the run has come (<see cref="OnProgress"/>) costs nothing.
/// After a step it is asked what it wants, shown the state, told how far the run has come, and at the end of an epoch shown that, in this order.
/// </remarks>
public interface IFitObserver<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether <see cref="OnStep"/> is to be called for a step: every 500th, say. Where it is not, no state is made. Not asked of an observer that does nothing at a step.</summary>
    /// <param name="progress">how far the run has come with that step</param>
    bool WantsState(FitProgress progress) => true;

    /// <summary>After every step that <see cref="WantsState"/> says: the whole state.</summary>
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
