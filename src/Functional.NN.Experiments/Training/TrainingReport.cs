using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What a run is about to do, with everything the settings left open filled in.</summary>
/// <param name="Settings">the settings, complete</param>
/// <param name="Network">the network</param>
/// <param name="TrainingData">the training samples in words</param>
/// <param name="TrainingSamples">how many samples an epoch has</param>
/// <param name="ValidationSamples">how many were held back for early stopping</param>
/// <param name="TestSamples">how many samples there are to test with</param>
public sealed record TrainingStart(TrainingSettings Settings, Network Network, string TrainingData, int TrainingSamples, int ValidationSamples, int TestSamples)
{
    /// <summary>How many epochs there will be at most.</summary>
    public int Epochs => Settings.Epochs!.Value;
}

/// <summary>Where a run stands within an epoch.</summary>
/// <param name="Epoch">the epoch, from 1</param>
/// <param name="Samples">how many samples of it are done</param>
/// <param name="Loss">the mean training loss of the epoch so far</param>
/// <param name="Accuracy">the training accuracy of the epoch so far, where it is measured</param>
public sealed record TrainingProgress(int Epoch, int Samples, double Loss, double? Accuracy);

/// <summary>One epoch of a run.</summary>
/// <param name="Epoch">the epoch, from 1</param>
/// <param name="TrainingLoss">the mean over its batches, each before its update</param>
/// <param name="TrainingAccuracy">likewise, where it is measured</param>
/// <param name="ValidationLoss">of the samples held back for early stopping, where there are any</param>
/// <param name="TestLoss">of the test samples after the epoch</param>
/// <param name="TestAccuracy">likewise, where it is measured</param>
/// <param name="Seconds">how long the epoch took, without the test</param>
public sealed record EpochReport(int Epoch, double TrainingLoss, double? TrainingAccuracy, double? ValidationLoss, double TestLoss, double? TestAccuracy, double Seconds);

/// <summary>How a run ended.</summary>
/// <param name="Start">what was to be done</param>
/// <param name="Epochs">the complete epochs</param>
/// <param name="End">why it ended</param>
/// <param name="Fault">the sentence of the first number that is not finite, when that ended it</param>
/// <param name="Steps">how many steps the model has seen</param>
/// <param name="BestEpoch">the epoch whose model early stopping chose</param>
/// <param name="TestLoss">of the model</param>
/// <param name="TestAccuracy">of the model, where it is measured</param>
/// <param name="ThetaSha256">the hash of θ</param>
/// <param name="Seconds">how long training and tests took</param>
public sealed record TrainingReport(
    TrainingStart Start, ImmutableArray<EpochReport> Epochs, FitEnd End, string? Fault, long Steps, int? BestEpoch, double TestLoss, double? TestAccuracy, string ThetaSha256, double Seconds);

/// <summary>Somebody who watches a run of named things. Watchers see values and cannot change the run.</summary>
public interface ITrainingWatcher
{
    /// <summary>Before the first step.</summary>
    void OnStart(TrainingStart start) { }

    /// <summary>After every step.</summary>
    void OnStep(TrainingProgress progress) { }

    /// <summary>After every epoch.</summary>
    void OnEpoch(EpochReport epoch) { }
}
