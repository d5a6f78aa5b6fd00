using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>With what a run was computed: a table, and what was different in later stretches.</summary>
internal static class EnvironmentPart
{
    public static IEnumerable<Html> Of(ImmutableArray<RunSession> sessions)
    {
        if (sessions.IsEmpty) yield break;
        var first = sessions[0];
        yield return PageParts.Facts([.. first.Environment.Select(fact => (fact.Name, (Html)fact.Value)), ("started", first.Started), .. first.Command is { } command ? [("command", Html.Element("code", command))] : Array.Empty<(string, Html)>()]);
        foreach (var later in sessions.Skip(1))
        {
            var differences = RecordDifferences.OfEnvironments(first.Environment, later.Environment);
            yield return Html.Element("p", Invariant.Text($"Gone on with from step {later.From:N0} at {later.Started}, ") + (differences.IsEmpty ? "with the same." : $"with other things: {string.Join("; ", differences)}."));
        }
    }
}
