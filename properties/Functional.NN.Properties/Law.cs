using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Functional.NN.Properties;

/// <summary>A law over generated cases, which are the same in every run: a commit passes everywhere or nowhere.</summary>
/// <remarks>
/// <c>FNN_PROPERTY_SEED=fresh</c> draws others, and <c>FNN_PROPERTY_TIMES=20</c> twenty times as many. A failure prints the smallest case found and the seed; <c>FNN_PROPERTY_SEED=seed,gamma</c> runs it again, and with the
/// size it prints as a third number that case alone.
/// </remarks>
internal static class Law
{
    private const string SeedVariable = "FNN_PROPERTY_SEED", TimesVariable = "FNN_PROPERTY_TIMES";

    /// <summary>The law, which throws where it does not hold, holds for every case drawn; and the cases are not all of the trivial kind.</summary>
    /// <param name="cases">draws them</param>
    /// <param name="law">throws where it does not hold</param>
    /// <param name="shrink">simpler cases near one that fails</param>
    /// <param name="tests">how many are drawn</param>
    /// <param name="kinds">what cases there must be among them; how many there were is written to the console</param>
    /// <param name="name">what the law is called</param>
    public static void Holds<TCase>(Gen<TCase> cases, Action<TCase> law, Func<TCase, IEnumerable<TCase>>? shrink = null, int tests = 100, IReadOnlyList<Kind<TCase>>? kinds = null, [CallerMemberName] string name = "")
    {
        var replay = Asked() ?? OfName(name);
        var config = Config.QuickThrowOnFailure.WithMaxTest(tests * Times()).WithQuietOnSuccess(true).WithReplay(FSharpOption<Replay>.Some(replay));
        var census = new Census<TCase>(name, kinds ?? []);
        Action<TCase> counted = c =>
        {
            census.Count(c);
            law(c);
        };
        Check.One(config, Prop.ForAll(shrink is null ? Arb.From(cases) : Arb.From(cases, shrink), counted));
        if (kinds is not null) Console.WriteLine(census);
        if (replay.Size is null) census.AssertAllThere();
    }

    /// <summary>True when the law fails for some case: what a mutant must come to.</summary>
    public static bool Fails<TCase>(Gen<TCase> cases, Action<TCase> law, int tests = 100, [CallerMemberName] string name = "")
    {
        try
        {
            Holds(cases, law, tests: tests, name: name);
            return false;
        }
        catch (Exception failure) when (failure.Message.Contains("Falsifiable", StringComparison.Ordinal))
        {
            return true;
        }
    }

    private static int Times() => int.TryParse(Environment.GetEnvironmentVariable(TimesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out int times) && times > 0 ? times : 1;

    /// <summary>The seed the environment asks for, where it does.</summary>
    internal static Replay? Asked()
    {
        if (Environment.GetEnvironmentVariable(SeedVariable) is not { Length: > 0 } text) return null;
        if (text == "fresh") return new Replay(new Rnd((ulong)Random.Shared.NextInt64()), FSharpOption<int>.None);
        ulong[] words = [.. text.Trim('(', ')').Split(',').Select(word => ulong.Parse(word, CultureInfo.InvariantCulture))];
        return new Replay(new Rnd(words[0], words[1]), words.Length > 2 ? FSharpOption<int>.Some((int)words[2]) : FSharpOption<int>.None);
    }

    /// <summary>Each law has a seed of its own.</summary>
    internal static Replay OfName(string name) => new(new Rnd(BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name)))), FSharpOption<int>.None);
}
