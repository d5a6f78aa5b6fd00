namespace Functional.NN.Properties.Mutants;

/// <summary>The mutants with what catches them, and the two figures: how many are caught, and how many right rules are called wrong.</summary>
internal static class CatchTable
{
    /// <summary>Prints the table; 0 when every mutant is caught, every right thing passes, and there is no false alarm, else 1.</summary>
    /// <param name="cases">how many right rules are checked</param>
    public static int Print(int cases)
    {
        int name = MutantTable.All.Max(mutant => mutant.Name.Length), kind = MutantTable.All.Max(mutant => mutant.Kind.Length), check = MutantTable.All.Max(mutant => mutant.Check.Length);
        void Row(string who, string what, string by, string when) => Console.WriteLine(FormattableString.Invariant($"{what.PadRight(kind)}  {who.PadRight(name)}  {by.PadRight(check)}  {when}"));
        Row("mutant", "kind", "check", "caught at case");
        var missed = MutantTable.All.Where(mutant => !IsCaught(mutant, Row)).ToList();
        var alarms = FalseAlarms.Of(cases);
        foreach (string alarm in alarms.Alarms) Console.WriteLine($"false alarm: {alarm}");
        Console.WriteLine();
        Console.WriteLine(FormattableString.Invariant($"{MutantTable.All.Length - missed.Count} of {MutantTable.All.Length} mutants caught, each by a check that the right thing passes"));
        Console.WriteLine(Summary(alarms));
        return missed.Count == 0 && alarms.Alarms.IsEmpty ? 0 : 1;
    }

    private static bool IsCaught(Mutant mutant, Action<string, string, string, string> row)
    {
        var (cases, missed) = Outcome(mutant);
        row(mutant.Name, mutant.Kind, mutant.Check, missed ?? FormattableString.Invariant($"{cases}"));
        return missed is null;
    }

    /// <summary>After how many cases a mutant was refused, and why it does not count as caught, where it does not.</summary>
    private static (int Cases, string? Missed) Outcome(Mutant mutant)
    {
        try
        {
            if (mutant.Right.Value.Refusal is { } refusal) return (0, $"THE RIGHT ONE IS REFUSED TOO: {refusal}");
            var trial = mutant.Try();
            return (trial.Cases, trial.Passed ? "NOT CAUGHT" : null);
        }
        catch (Exception broken)
        {
            return (0, $"THE CHECK BROKE: {broken.Message}");
        }
    }

    private static string Summary(FalseAlarms alarms) =>
        FormattableString.Invariant($"{alarms.Alarms.Length} false alarms in {alarms.Cases.Values.Sum()} correct cases ({string.Join(", ", alarms.Cases.Select(kind => FormattableString.Invariant($"{kind.Value} of kind {kind.Key}")))}): ")
        + string.Join(", ", alarms.Verdicts.Select(verdict => FormattableString.Invariant($"{verdict.Value} coordinates {verdict.Key}")));
}
