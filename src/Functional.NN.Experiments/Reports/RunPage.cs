using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>What the page of a run says, however it was come by.</summary>
/// <param name="Name">what the experiment is called</param>
/// <param name="Subject">data, network and optimizer in a line</param>
/// <param name="Headlines">the figures at the top</param>
/// <param name="Epochs">every epoch</param>
/// <param name="Steps">every step</param>
internal sealed record RunPage(string Name, string Subject, ImmutableArray<Headline> Headlines, ImmutableArray<LoggedEpoch> Epochs, ImmutableArray<LoggedStep> Steps)
{
    /// <summary>What went wrong, in sentences.</summary>
    public ImmutableArray<string> Faults { get; init; } = [];

    /// <summary>The epoch whose model was kept by early stopping.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>What the model does.</summary>
    public ModelFindings Findings { get; init; } = new();

    /// <summary>The layers, as a table in text.</summary>
    public string Network { get; init; } = "";

    /// <summary>With what it was computed, stretch by stretch.</summary>
    public ImmutableArray<RunSession> Sessions { get; init; } = [];

    /// <summary>The hashes by name.</summary>
    public ImmutableArray<(string Name, string Sha256)> Hashes { get; init; } = [];

    /// <summary>The experiment in its canonical form.</summary>
    public string Experiment { get; init; } = "";

    /// <summary>What to type to get the same again.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>The page.</summary>
    public string ToHtml() => ReportPage.Of(Name, Subject,
    [
        .. Faults.Select(fault => Html.Of("p", "bad", fault)),
        PageParts.Tiles(Headlines),
        PageParts.Section("Curves", Epochs.IsEmpty && Steps.IsEmpty ? [Html.Element("p", "The run has no complete epoch yet.")] : [PageParts.Pictures(Curves())]),
        PageParts.Section("What the model decides", Findings.Confusion is { } matrix ? [ClassesPart.Of(matrix, Findings.Classes)] : []),
        PageParts.Section("Worst mistakes on the test set", Findings.Mistakes.IsEmpty ? [] : [MistakesPart.Of(Findings)]),
        PageParts.Section("First layer", Findings.Filters is { } filters ? [PageParts.Pictures(filters)] : []),
        PageParts.Section("Loss around the way", Findings.Losses.IsEmpty ? [] : [PageParts.Pictures(Findings.Losses)]),
        PageParts.Section("Diagnostics", RunCurves.OfDiagnostics(Epochs).ToList() is { Count: > 0 } pictures ? [PageParts.Pictures(pictures)] : []),
        .. Findings.Missing is { } missing ? new[] { Html.Of("p", "under", missing) } : [],
        PageParts.Section("The same again", Commands.IsEmpty ? [] : [Html.Element("p", "In the folder of this run; the numbers must be the same, bit for bit:"), PageParts.Commands(Commands)]),
        PageParts.Section("Hashes", Hashes.IsEmpty ? [] : [PageParts.Facts(Hashes.Select(hash => (hash.Name, PageParts.Hash(hash.Sha256))))]),
        PageParts.Section("Computed with", EnvironmentPart.Of(Sessions)),
        PageParts.Section("Experiment", Experiment == "" ? [] : [.. Network == "" ? [] : new[] { Html.Element("pre", Network) }, PageParts.Folded("The experiment in its canonical form", Html.Element("pre", Html.Element("code", Experiment)))]),
    ]);

    private IEnumerable<Picture> Curves() =>
    [
        .. RunCurves.OfEpochs(Epochs, BestEpoch),
        .. RunCurves.OfSteps(Steps),
        .. RunCurves.OfRate(Findings.Rates, "As the schedule and the controllers set it.") is { } rate ? new[] { rate } : [],
    ];
}
