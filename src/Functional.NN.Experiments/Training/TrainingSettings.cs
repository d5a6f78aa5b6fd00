namespace Functional.NN.Experiments;

/// <summary>The two precisions.</summary>
public enum Precision
{
    /// <summary>32 bits.</summary>
    Float,

    /// <summary>64 bits.</summary>
    Double,
}

/// <summary>What to train, on what, and how, by names; what is left out follows from the data and the optimizer.</summary>
public sealed record TrainingSettings
{
    /// <summary>A name of <see cref="NamedData{T}"/>, or the path of a CSV file.</summary>
    public string Data { get; init; } = "digits";

    /// <summary>The folder to look for data in first.</summary>
    public string? DataFolder { get; init; }

    /// <summary>A name of <see cref="NamedNetworks"/>.</summary>
    public string? Network { get; init; }

    /// <summary>How many passes over the data.</summary>
    public int? Epochs { get; init; }

    /// <summary>The number of samples in a batch.</summary>
    public int? Batch { get; init; }

    /// <summary>A name of <see cref="NamedOptimizers"/>.</summary>
    public string Optimizer { get; init; } = "adam";

    /// <summary>The learning rate.</summary>
    public double? Rate { get; init; }

    /// <summary>A name of <see cref="NamedSchedules"/>: how the rate goes on over the run.</summary>
    public string Schedule { get; init; } = "constant";

    /// <summary>The patience of <see cref="ReduceOnPlateau"/>: after how many epochs without improvement the rate falls to a tenth; none for never.</summary>
    public int? PlateauPatience { get; init; }

    /// <summary>A name of <see cref="NamedLosses"/>.</summary>
    public string Loss { get; init; } = "cross-entropy";

    /// <summary>α of a penalty ½αΣw² on the weights.</summary>
    public double L2 { get; init; }

    /// <summary>The seed of the run's key.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The precision.</summary>
    public Precision Precision { get; init; } = Precision.Float;

    /// <summary>The patience of early stopping on a tenth of the training samples; none for no early stopping.</summary>
    public int? Patience { get; init; }

    /// <summary>How many training samples, the first ones; all when none is given.</summary>
    public int? Limit { get; init; }

    /// <summary>Into how many parts a batch is cut whose gradients are joined in order; part of the experiment.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>By which backend and on how many threads; with the built-in backend it changes no bit.</summary>
    public Compute Compute { get; init; } = Compute.Default;

    /// <summary>The file to save the model to; none for not saving.</summary>
    public string? SaveTo { get; init; }
}
