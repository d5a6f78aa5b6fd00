using System.Runtime.CompilerServices;
using Functional.NN.Properties.Optimizers;

namespace Functional.NN.Properties.Mutants;

/// <summary>Wrong rates as functions of the step.</summary>
internal static class ScheduleMutants
{
    private const long End = 20;

    public static IEnumerable<Mutant> All =>
    [
        .. On((schedule, _) => ScheduleChecks.EndsAt(schedule, End, 0.1, 1e-12), new LinearDecay(1, End, 0.1),
            ("a decay ends a step late", k => Line(k, End + 1)), ("a decay goes on beyond its end", k => 1 - 0.9 * k / End), ("a decay never ends", k => 0.1 + 0.9 * Math.Exp(-k / 5.0)), ("a decay begins anew after its end", k => Line(k % (2 * End), End))),
        .. On((schedule, _) => ScheduleChecks.Is(schedule, k => Line(k, End), Steps), new LinearDecay(1, End, 0.1), ("a decay ends a step early", k => Line(k, End - 1)), ("a decay counts from 1", k => Line(k + 1, End)), ("a decay takes two steps at a time", k => Line(k / 2 * 2, End))),
        .. On((schedule, _) => ScheduleChecks.IsARate(schedule, Steps), new CosineDecay(1, End), ("a rate becomes negative", k => Math.Cos(Math.PI * k / End)), ("a rate becomes infinite", k => 1 / Math.Abs(k - 7.0)), ("a rate is not a number", k => Math.Sqrt(1 - Math.Min(k, 30.0) / 25))),
        .. On((schedule, _) => ScheduleChecks.NeverGrows(schedule, Steps), new CosineDecay(1, End), ("a decay rises again", k => 0.5 + 0.5 * Math.Cos(Math.PI * k / End))),
        .. On((schedule, _) => ScheduleChecks.EndsAt(schedule, 5, 1), new WarmUp(5, new Constant(1)), ("a warm-up never ends", k => 1 - Math.Pow(0.5, k)), ("a warm-up ends a step late", k => Math.Min(1, k / 6.0)), ("a warm-up goes on rising", k => k / 5.0)),
        .. On((schedule, _) => ScheduleChecks.Is(schedule, k => Math.Min(1, k / 5.0), Steps), new WarmUp(5, new Constant(1)), ("a warm-up ends a step early", k => Math.Min(1, k / 4.0)), ("a warm-up begins at its second step", k => Math.Min(1, (k + 1) / 5.0))),
        .. On((schedule, _) => ScheduleChecks.StaysWithin(schedule, 0.1, 1, Steps), new CosineDecay(1, End, 0.1), ("a decay falls below its end", k => 0.1 * Line(k, End))),
        .. On((schedule, _) => ScheduleChecks.Is(schedule, k => Math.Pow(0.5, k / 4), Steps), new StepDecay(1, 4, 0.5), ("a rate falls a step late", k => Math.Pow(0.5, Math.Max(0, k - 1) / 4)), ("a rate falls in every step", k => Math.Pow(0.5, k / 4.0)), ("a rate falls by a half of what it should", k => Math.Pow(0.75, k / 4))),
        .. Mutant.Of<Schedule>("schedule", NamedCheck<Schedule>.OfKeys((schedule, key) => ScheduleChecks.IsPure(schedule, Steps, key)), new CosineRestarts(1, End), ("a rate counts how often it was asked", new Counting())),
    ];

    private static long[] Steps => [.. ScheduleChecks.Steps(End)];

    private static IEnumerable<Mutant> On(Action<Schedule, RandomKey> check, Schedule right, (string Name, Func<long, double> Rate) a, (string Name, Func<long, double> Rate)? b = null, (string Name, Func<long, double> Rate)? c = null,
        (string Name, Func<long, double> Rate)? d = null, [CallerArgumentExpression(nameof(check))] string name = "") =>
        Mutant.Of("schedule", NamedCheck<Schedule>.OfKeys(check, 1, name), right, new[] { a, b, c, d }.OfType<(string Name, Func<long, double> Rate)>().Select(m => (m.Name, (Schedule)new Formed(m.Rate))));

    /// <summary>From 1 to 0.1 along a line, which ends at a step.</summary>
    private static double Line(long k, long end) => k >= end ? 0.1 : 1 - 0.9 * k / end;

    /// <summary>A rate that is a function of the step.</summary>
    private sealed record Formed(Func<long, double> Rate) : Schedule
    {
        public override double At(long step) => Rate(step);
    }

    /// <summary>A rate that has a past.</summary>
    private sealed record Counting : Schedule
    {
        private int _asked;

        public override double At(long step) => ++_asked;
    }
}
