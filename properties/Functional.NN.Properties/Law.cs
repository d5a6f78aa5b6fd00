using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Functional.NN.Properties;

/// <summary>A law over generated cases. A failure prints the smallest case found and the seed; <c>FNN_PROPERTY_SEED=seed,gamma</c> runs it again.</summary>
internal static class Law
{
    private const string SeedVariable = "FNN_PROPERTY_SEED";

    public static void Holds<TCase>(Gen<TCase> cases, Action<TCase> law, Func<TCase, IEnumerable<TCase>>? shrink = null, int tests = 100)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true);
        if (Replayed() is { } replay) config = config.WithReplay(FSharpOption<Replay>.Some(replay));
        Check.One(config, Prop.ForAll(shrink is null ? Arb.From(cases) : Arb.From(cases, shrink), law));
    }

    /// <summary>True when the law fails for some case: what a mutant must come to.</summary>
    public static bool Fails<TCase>(Gen<TCase> cases, Action<TCase> law, int tests = 100)
    {
        try
        {
            Holds(cases, law, tests: tests);
            return false;
        }
        catch (Exception failure) when (failure.Message.Contains("Falsifiable", StringComparison.Ordinal))
        {
            return true;
        }
    }

    /// <summary>The seed the environment asks for, where it does.</summary>
    internal static Replay? Replayed()
    {
        if (Environment.GetEnvironmentVariable(SeedVariable) is not { Length: > 0 } text) return null;
        ulong[] words = [.. text.Trim('(', ')').Split(',').Take(2).Select(word => ulong.Parse(word, CultureInfo.InvariantCulture))];
        return new Replay(new Rnd(words[0], words[1]), FSharpOption<int>.None);
    }
}
