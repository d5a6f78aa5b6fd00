using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Functional.NN.Experiments.Verification;

/// <summary>Who wants to see how a run comes along; calls come from several threads, never two at once.</summary>
internal interface IGradientWatcher
{
    /// <summary>A row is ready.</summary>
    /// <param name="row">the row</param>
    /// <param name="done">how many are ready</param>
    /// <param name="count">of how many</param>
    void OnRow(GradientRow row, int done, int count);
}

/// <summary>The check of the whole catalogue, rule by rule, on all processors; which thread checks what changes nothing.</summary>
internal static class CatalogueRun
{
    /// <summary>How many coordinates of each rule must have a verdict.</summary>
    public const int EnoughCoordinates = 1000;

    private const int MostCases = 600;   // of a rule whose coordinates have no verdict

    /// <summary>The rules of these names; all where there are none.</summary>
    /// <exception cref="NNException">There is no rule of a name; the sentence says which comes nearest.</exception>
    public static ImmutableArray<GradientRule> Rules(IReadOnlyCollection<string> names)
    {
        foreach (string name in names)
            if (!GradientRule.Catalogue.Any(rule => Is(rule, name)))
                throw new NNException($"there is no layer, activation or loss \"{name}\"{NearestName.Suggestion(Plain(name), GradientRule.Catalogue.Select(rule => rule.Name))}; fnn verify gradients without --only lists them.");
        return names.Count == 0 ? GradientRule.Catalogue : [.. GradientRule.Catalogue.Where(rule => names.Any(name => Is(rule, name)))];
    }

    /// <summary>Checks rules.</summary>
    /// <param name="rules">the rules</param>
    /// <param name="settings">how</param>
    /// <param name="watcher">sees every row that is ready</param>
    /// <param name="cancellation">ends the run after the cases in progress</param>
    /// <returns>a row for each rule, in their order</returns>
    public static ImmutableArray<GradientRow> Check(ImmutableArray<GradientRule> rules, GradientSettings settings, IGradientWatcher? watcher = null, CancellationToken cancellation = default)
    {
        var rows = new GradientRow[rules.Length];
        int done = 0;
        var one = new Lock();
        var next = Partitioner.Create(Enumerable.Range(0, rules.Length), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(next, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            rows[i] = Check(rules[i], settings, cancellation);
            lock (one) watcher?.OnRow(rows[i], ++done, rules.Length);
        });
        return [.. rows];
    }

    private static GradientRow Check(GradientRule rule, GradientSettings settings, CancellationToken cancellation)
    {
        var options = settings.Options;
        var outcomes = ImmutableArray.CreateBuilder<GradientOutcome>();
        int coordinates = 0;
        foreach (var given in rule.Cases(settings.Key).Take(MostCases))
        {
            if (outcomes.Count >= rule.Described && (!settings.IsOfAll || coordinates >= EnoughCoordinates)) break;
            cancellation.ThrowIfCancellationRequested();
            outcomes.Add(GradientOutcome.Of(given, options));
            coordinates += outcomes[^1].Tally.Checked;
        }
        return new(rule.Kind, rule.Name, outcomes.ToImmutable());
    }

    private static bool Is(GradientRule rule, string name) => rule.Name.Equals(Plain(name), StringComparison.OrdinalIgnoreCase);

    /// <summary>A name as the command line has others, <c>max-pool-2d</c>, without the hyphens.</summary>
    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal);
}
