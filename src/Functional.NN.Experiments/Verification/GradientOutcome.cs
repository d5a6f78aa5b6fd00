using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Functional.NN.Experiments.Verification;

/// <summary>What became of one case: what a table, a file and another process want to know of it.</summary>
/// <param name="Name">the case</param>
/// <param name="Verdict">what the check says of the whole</param>
/// <param name="Reason">why, where that is no matter of numbers</param>
/// <param name="Tally">how many coordinates came to which verdict</param>
/// <param name="Seconds">how long it took</param>
internal sealed record GradientOutcome(string Name, GradientVerdict Verdict, string? Reason, GradientTally Tally, double Seconds)
{
    private const int Shown = 3;   // of the coordinates that are wrong

    /// <summary>A sentence for each of the worst coordinates, where some are wrong.</summary>
    public ImmutableArray<string> Worst { get; init; } = [];

    /// <summary>The whole report, where something in it is not right.</summary>
    public JsonNode? Report { get; init; }

    /// <summary>Whether it must not stay as it is.</summary>
    public bool IsBad => Verdict is GradientVerdict.Wrong or GradientVerdict.NotDeterministic or GradientVerdict.Failed or GradientVerdict.DidNotReturn;

    /// <summary>A case that came to no report.</summary>
    public static GradientOutcome Without(string name, GradientVerdict verdict, string reason, double seconds = 0) => new(name, verdict, reason, GradientTally.None, seconds);

    /// <summary>Checks a case, whatever it does.</summary>
    public static GradientOutcome Of(GradientCase given, GradientCheckOptions options)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            return Of(given.Name, given.Check(options), clock.Elapsed.TotalSeconds);
        }
#pragma warning disable CA1031   // Whoever wrote the case may throw what they like; it is their case that failed, and the next one goes on.
        catch (Exception e)
        {
            return Without(given.Name, GradientVerdict.Failed, Sentence(e), clock.Elapsed.TotalSeconds);
        }
#pragma warning restore CA1031
    }

    /// <summary>The short form of a report.</summary>
    public static GradientOutcome Of(string name, GradientReport report, double seconds)
    {
        var outcome = new GradientOutcome(name, report.Verdict, report.Reason, GradientTally.Of(report.Entries), seconds) { Worst = [.. report.Wrong.Take(Shown).Select(e => e.ToString())] };
        return outcome.IsBad || outcome.Tally.Kinks + outcome.Tally.CannotTell > 0 ? outcome with { Report = JsonNode.Parse(report.ToJson()) } : outcome;
    }

    /// <summary>An exception in one line.</summary>
    public static string Sentence(Exception e) => e is NNException ? e.Message : $"{e.GetType().Name}: {string.Join(' ', e.Message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))}";
}
