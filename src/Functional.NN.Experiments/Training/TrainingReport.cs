using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What a run is about to do.</summary>
/// <param name="Experiment">the experiment</param>
/// <param name="TrainingData">the training samples in words</param>
/// <param name="TrainingSamples">how many samples an epoch has</param>
/// <param name="ValidationSamples">how many were held back for validation</param>
/// <param name="TestSamples">how many samples there are to test with</param>
/// <param name="From">how many steps were taken before</param>
/// <param name="Folder">the folder of the run's record, where it has one</param>
public sealed record TrainingStart(Experiment Experiment, string TrainingData, int TrainingSamples, int ValidationSamples, int TestSamples, long From = 0, string? Folder = null)
{
    /// <summary>How many epochs there will be at most.</summary>
    public int Epochs => Experiment.Training.Epochs;
}

/// <summary>Where a run stands within an epoch.</summary>
/// <param name="Epoch">the epoch, from 1</param>
/// <param name="Samples">how many samples of it are done</param>
/// <param name="Loss">the mean training loss of the epoch so far</param>
/// <param name="Accuracy">the training accuracy of the epoch so far, where it is measured</param>
public sealed record TrainingProgress(int Epoch, int Samples, double Loss, double? Accuracy);

/// <summary>One epoch of a run.</summary>
/// <param name="Epoch">the epoch, from 1</param>
/// <param name="Training">the mean over its batches, each before its update</param>
/// <param name="Validation">of the samples held back, where there are any</param>
/// <param name="Test">of the test samples after the epoch</param>
/// <param name="Seconds">how long the epoch took, without the test</param>
public sealed record EpochReport(int Epoch, Metrics Training, Metrics? Validation, Metrics Test, double Seconds)
{
    /// <summary>What else was measured after it, by the diagnostics of the experiment.</summary>
    public ImmutableArray<LoggedDiagnostic> Diagnostics { get; init; } = [];

    /// <summary>True when everything is the same, the diagnostics one by one.</summary>
    public bool Equals(EpochReport? other) =>
        other is not null && Epoch == other.Epoch && Training == other.Training && Validation == other.Validation && Test == other.Test && Seconds.Equals(other.Seconds) && Diagnostics.SequenceEqual(other.Diagnostics);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epoch, Training, Validation, Test, Seconds, Diagnostics.Length);
}

/// <summary>How a run ended.</summary>
/// <param name="Start">what was to be done</param>
/// <param name="Epochs">the complete epochs, those before a resumption among them</param>
/// <param name="End">why it ended</param>
/// <param name="Fault">the sentence of the first number that is not finite, when that ended it</param>
/// <param name="Steps">how many steps the model has seen</param>
/// <param name="BestEpoch">the epoch whose model early stopping chose</param>
/// <param name="Test">of the model</param>
/// <param name="ThetaSha256">the hash of the model's θ</param>
/// <param name="StateSha256">the hash of the whole state at the end</param>
/// <param name="ChainSha256">the run's hash chain at its end, where it has a record</param>
/// <param name="Seconds">how long training and tests took</param>
public sealed record TrainingReport(
    TrainingStart Start, ImmutableArray<EpochReport> Epochs, FitEnd End, string? Fault, long Steps, int? BestEpoch, Metrics Test, string ThetaSha256, string StateSha256, string? ChainSha256, double Seconds);

/// <summary>Somebody who watches a run. Watchers see values and cannot change the run.</summary>
public interface ITrainingWatcher
{
    /// <summary>Before the first step.</summary>
    void OnStart(TrainingStart start) { }

    /// <summary>Where a run that goes on passes over something damaged: before the start.</summary>
    /// <param name="sentence">what is damaged</param>
    void OnDamage(string sentence) { }

    /// <summary>After every step.</summary>
    void OnStep(TrainingProgress progress) { }

    /// <summary>After every epoch.</summary>
    void OnEpoch(EpochReport epoch) { }
}
