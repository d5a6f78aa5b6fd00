using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>How long, in which batches and in which precision an experiment trains, and what it notes on the way.</summary>
/// <param name="Epochs">how many passes over the data at most</param>
/// <param name="Batch">how many samples in a batch</param>
/// <param name="Steps">after how many steps the run ends, where that is before the epochs are done</param>
/// <param name="Shards">into how many parts a batch is cut whose gradients are joined in order</param>
/// <param name="Precision">the precision</param>
/// <param name="Sampling">how the samples of an epoch are chosen and ordered</param>
/// <param name="DropLast">whether the last batch is left out when it is short</param>
/// <param name="EarlyStopping">when to stop before the end, by the validation loss; the best model is kept</param>
/// <param name="Checkpoints">when the state is saved; after every epoch unless told</param>
/// <param name="Diagnostics">names of <see cref="NamedDiagnostics"/>: what is measured after every epoch, of the state and of the first batch of the training samples in their order; it changes no bit of the run</param>
public sealed record TrainingDescription(
    int Epochs, int Batch, long? Steps = null, int Shards = 1, Precision Precision = Precision.Float, Sampling Sampling = Sampling.Shuffled, bool DropLast = false, EarlyStopping? EarlyStopping = null,
    CheckpointInterval? Checkpoints = null, ImmutableArray<string> Diagnostics = default)
{
    /// <summary>How many passes over the data at most, from 1 on.</summary>
    public int Epochs { get; init => field = FromOne(value, "epochs"); } = FromOne(Epochs, "epochs");

    /// <summary>How many samples in a batch, from 1 on.</summary>
    public int Batch { get; init => field = FromOne(value, "samples in a batch"); } = FromOne(Batch, "samples in a batch");

    /// <summary>After how many steps the run ends, from 1 on.</summary>
    public long? Steps { get; init => field = FromOne(value); } = FromOne(Steps);

    /// <summary>Into how many parts a batch is cut, from 1 on.</summary>
    public int Shards { get; init => field = FromOne(value, "shards"); } = FromOne(Shards, "shards");

    /// <summary>When the state is saved.</summary>
    public CheckpointInterval Checkpoints { get; init => field = value ?? new(); } = Checkpoints ?? new();

    /// <summary>What is measured after every epoch, each once.</summary>
    public ImmutableArray<string> Diagnostics { get; init => field = Known(value); } = Known(Diagnostics);

    /// <summary>The same with other parts; what is not named stays.</summary>
    public TrainingDescription With(
        int? epochs = null, int? batch = null, long? steps = null, int? shards = null, Precision? precision = null, Sampling? sampling = null, bool? dropLast = null, EarlyStopping? earlyStopping = null,
        CheckpointInterval? checkpoints = null, ImmutableArray<string>? diagnostics = null) => this with
        {
            Epochs = epochs ?? Epochs,
            Batch = batch ?? Batch,
            Steps = steps ?? Steps,
            Shards = shards ?? Shards,
            Precision = precision ?? Precision,
            Sampling = sampling ?? Sampling,
            DropLast = dropLast ?? DropLast,
            EarlyStopping = earlyStopping ?? EarlyStopping,
            Checkpoints = checkpoints ?? Checkpoints,
            Diagnostics = diagnostics ?? Diagnostics,
        };

    /// <summary>True when everything is the same, the diagnostics one by one.</summary>
    public bool Equals(TrainingDescription? other) =>
        other is not null && Epochs == other.Epochs && Batch == other.Batch && Steps == other.Steps && Shards == other.Shards && Precision == other.Precision && Sampling == other.Sampling && DropLast == other.DropLast
        && Equals(EarlyStopping, other.EarlyStopping) && Checkpoints == other.Checkpoints && Diagnostics.SequenceEqual(other.Diagnostics);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epochs, Batch, Steps, Shards, Precision, Sampling, DropLast, EarlyStopping);

    private static int FromOne(int number, string what) => number >= 1 ? number : throw new NNException(Invariant.Text($"TrainingDescription: the number of {what} must be 1 or more, got {number}."));

    private static long? FromOne(long? steps) => steps is null or >= 1 ? steps : throw new NNException(Invariant.Text($"TrainingDescription: the number of steps must be 1 or more, got {steps}."));

    private static ImmutableArray<string> Known(ImmutableArray<string> names)
    {
        if (names.IsDefault) return [];
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice) throw new NNException($"TrainingDescription: the diagnostic \"{twice.Key}\" is named twice; name it once.");
        foreach (string name in names) NamedDiagnostics.All.Find(name);
        return names;
    }
}

/// <summary>When a run's state is saved; it changes no bit of the run.</summary>
/// <param name="Epochs">after every so many epochs, and after the last</param>
/// <param name="Steps">besides, after every so many steps</param>
public sealed record CheckpointInterval(int Epochs = 1, long? Steps = null)
{
    /// <summary>After every so many epochs, from 1 on.</summary>
    public int Epochs { get; init => field = Positive(value); } = Positive(Epochs);

    /// <summary>After every so many steps, from 1 on; none for not within epochs.</summary>
    public long? Steps { get; init => field = Positive(value); } = Positive(Steps);

    private static int Positive(int epochs) => epochs >= 1 ? epochs : throw new NNException(Invariant.Text($"CheckpointInterval: the number of epochs must be 1 or more, got {epochs}."));

    private static long? Positive(long? steps) => steps is null or >= 1 ? steps : throw new NNException(Invariant.Text($"CheckpointInterval: the number of steps must be 1 or more, got {steps}."));
}
