using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>How far a trial's record goes.</summary>
internal enum TrialState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It can go on: it was interrupted, or stopped at an epoch for the others to come up.</summary>
    Begun,

    /// <summary>The run is at its end.</summary>
    Complete,

    /// <summary>A number was not finite: the run cannot go on.</summary>
    NotFinite,
}

/// <summary>An epoch of a trial.</summary>
/// <param name="Figures">its figures</param>
/// <param name="StateSha256">the hash of the state after it</param>
/// <param name="ChainSha256">the hash chain after it</param>
internal sealed record TrialEpoch(ImmutableArray<Figure> Figures, string StateSha256, string ChainSha256);

/// <summary>What a trial's record says.</summary>
/// <param name="State">how far it goes</param>
/// <param name="Epochs">the whole epochs</param>
/// <param name="Final">the figures of the trained model, where the run is at its end</param>
/// <param name="Why">what went wrong: in the run, or with its process</param>
internal sealed record TrialRecord(TrialState State, ImmutableArray<TrialEpoch> Epochs, ImmutableArray<Figure> Final, string? Why = null)
{
    /// <summary>A trial that was not begun.</summary>
    public static TrialRecord None { get; } = new(TrialState.None, [], []);

    /// <summary>The hash of the state at the end, where the run is at its end.</summary>
    public string? StateSha256 { get; init; }

    /// <summary>The run's hash chain at its end, likewise.</summary>
    public string? ChainSha256 { get; init; }

    /// <summary>Whether nothing more is to be done up to an epoch, or at all: it is there, or the run is at its end.</summary>
    public bool IsDone(int? until) => Epochs.Length >= until || State is TrialState.Complete or TrialState.NotFinite;

    /// <summary>Where it stood at an epoch: the last one, where the run ended before; none where it failed before.</summary>
    public TrialEpoch? At(int epoch) => Epochs.Length >= epoch ? Epochs[epoch - 1] : State == TrialState.Complete && Epochs is [.., var last] ? last : null;
}
