using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit.Sdk;

namespace Functional.NN.Properties.Mutants;

/// <summary>What became of a check over drawn cases: how many it saw, and what it said of the last one where it refused it.</summary>
/// <param name="Cases">how many cases were looked at</param>
/// <param name="Refusal">the check's sentence about the last of them; none when all passed</param>
internal readonly record struct Trial(int Cases, string? Refusal)
{
    /// <summary>The same cases every time, so that the catch table is the same; a seed in the environment draws others.</summary>
    private static readonly Rnd Seed = new(1234567891, 987654321);

    public bool Passed => Refusal is null;

    /// <summary>A check over cases until one is refused. A check that breaks has refused nothing: its error comes out.</summary>
    public static Trial Over<TCase>(Gen<TCase> cases, Action<TCase> check, int tests)
    {
        int seen = 0;
        string? refusal = null;
        void Counted(TCase c)
        {
            seen++;
            try
            {
                check(c);
            }
            catch (Exception said) when (IsRefusal(said))
            {
                refusal = said.Message;
                throw;
            }
        }

        var config = Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true).WithReplay(FSharpOption<Replay>.Some(Law.Asked() ?? new Replay(Seed, FSharpOption<int>.None)));
        try
        {
            Check.One(config, Prop.ForAll(Arb.From(cases), (Action<TCase>)Counted));
        }
        catch (Exception) when (refusal is not null)
        {
        }
        return new Trial(seen, refusal);
    }

    /// <summary>An assertion that does not hold, or the checker's own sentence on what is claimed and what was measured.</summary>
    private static bool IsRefusal(Exception said) =>
        said is XunitException || (said is NNException && said.Message.StartsWith(nameof(GradientCheck), StringComparison.Ordinal) && said.Message.Contains("is claimed to be", StringComparison.Ordinal));
}
