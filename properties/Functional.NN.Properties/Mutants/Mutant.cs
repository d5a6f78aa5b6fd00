namespace Functional.NN.Properties.Mutants;

/// <summary>Something wrong on purpose, and the check that must catch it.</summary>
/// <param name="Kind">what it is a mutant of: a rule, a layer, an optimizer</param>
/// <param name="Name">what is wrong with it</param>
/// <param name="Check">the name of the check</param>
/// <param name="Try">the check of the mutant</param>
/// <param name="Right">the same check of the right thing, which must pass</param>
internal sealed record Mutant(string Kind, string Name, string Check, Func<Trial> Try, Lazy<Trial> Right)
{
    /// <summary>Mutants of one thing that one check must catch.</summary>
    public static IEnumerable<Mutant> Of<TSubject>(string kind, NamedCheck<TSubject> check, TSubject right, params IEnumerable<(string Name, TSubject Wrong)> mutants)
    {
        var passes = new Lazy<Trial>(() => check.Try(right));
        return mutants.Select(mutant => new Mutant(kind, mutant.Name, check.Name, () => check.Try(mutant.Wrong), passes));
    }

    public override string ToString() => $"{Kind}: {Name}";
}
