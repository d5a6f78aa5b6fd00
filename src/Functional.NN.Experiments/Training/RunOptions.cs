namespace Functional.NN.Experiments;

/// <summary>What belongs to a run and not to its experiment: nothing of it changes a bit of the result with the built-in backend.</summary>
public sealed record RunOptions
{
    /// <summary>Where data are looked for.</summary>
    public DataPlaces Places { get; init; } = DataPlaces.Usual;

    /// <summary>By which backend and on how many threads.</summary>
    public Compute Compute { get; init; } = Compute.Default;

    /// <summary>The folder of the run's record; none for no record.</summary>
    public string? Folder { get; init; }

    /// <summary>Which of its saved states stay.</summary>
    public KeptCheckpoints Kept { get; init; } = new();

    /// <summary>Whether the record has event files for TensorBoard.</summary>
    public bool TensorBoard { get; init; }

    /// <summary>After how many epochs the run is left, to be gone on with later; none for at its end.</summary>
    public int? UntilEpoch { get; init; }

    /// <summary>Layers and other things of yours that a record's experiment may name.</summary>
    public LayerTypes Types { get; init; } = ExperimentTypes.Default;

    /// <summary>The command line, for the record.</summary>
    public string? Command { get; init; }

    /// <summary>The file to save the model to; none for not saving.</summary>
    public string? SaveTo { get; init; }
}
