namespace Functional.NN;

/// <summary>A dataset in two parts that share no sample: one to train on, one to judge by.</summary>
/// <param name="Training">the samples to train on</param>
/// <param name="Validation">the samples held back</param>
public sealed record DataSplit<T>(Dataset<T> Training, Dataset<T> Validation) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
