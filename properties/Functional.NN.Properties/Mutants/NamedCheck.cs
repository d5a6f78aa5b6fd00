using System.Runtime.CompilerServices;
using FsCheck;

namespace Functional.NN.Properties.Mutants;

/// <summary>A check of something of a kind, under the name of the method that checks.</summary>
/// <typeparam name="TSubject">what is checked: a rule, an optimizer, a kernel</typeparam>
/// <param name="Name">the method's name</param>
/// <param name="Try">the check over its cases</param>
internal sealed record NamedCheck<TSubject>(string Name, Func<TSubject, Trial> Try)
{
    private const int UsualTests = 40;

    /// <summary>A method that takes the subject and a drawn case.</summary>
    public static NamedCheck<TSubject> Over<TCase>(Gen<TCase> cases, Action<TSubject, TCase> check, int tests = UsualTests, [CallerArgumentExpression(nameof(check))] string name = "") =>
        new(Called(name), subject => Trial.Over(cases, c => check(subject, c), tests));

    /// <summary>A method that takes the subject and a key to draw from.</summary>
    public static NamedCheck<TSubject> OfKeys(Action<TSubject, RandomKey> check, int tests = UsualTests, [CallerArgumentExpression(nameof(check))] string name = "") => Over(Draw.Key, check, tests, name);

    /// <summary>The method that a lambda calls: <c>(x, c) => Checks.Holds(x, c.Key)</c> is <c>Checks.Holds</c>.</summary>
    private static string Called(string text) => text.IndexOf("=> ", StringComparison.Ordinal) is >= 0 and var arrow && text[(arrow + 3)..] is var body && body.IndexOf('(', StringComparison.Ordinal) is > 0 and var bracket ? body[..bracket] : text;
}
