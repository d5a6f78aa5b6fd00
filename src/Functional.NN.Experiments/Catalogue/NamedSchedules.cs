namespace Functional.NN.Experiments;

/// <summary>What a schedule by name is stretched over.</summary>
/// <param name="Rate">the learning rate: where the schedule begins, or its highest</param>
/// <param name="Epochs">how many epochs the run has</param>
/// <param name="StepsPerEpoch">how many steps each has</param>
public sealed record ScheduleSpan(double Rate, int Epochs, long StepsPerEpoch)
{
    /// <summary>After how many steps the run ends, where that is before its epochs do.</summary>
    public long? Limit { get; init; }

    /// <summary>How many steps the run has.</summary>
    public long Steps => Math.Min(Over(Epochs), Limit ?? long.MaxValue);

    /// <summary>How many steps so many epochs have, at least one.</summary>
    public long Over(int epochs) => Math.Max(1, epochs * StepsPerEpoch);
}

/// <summary>A schedule to choose: from what it is stretched over, and what stands behind the colon of its name, if anything does.</summary>
public delegate Schedule ScheduleChoice(ScheduleSpan span, string? argument);

/// <summary>The schedules by name.</summary>
public static class NamedSchedules
{
    private const string Kind = "schedule";

    /// <summary>One line a schedule. Numbers behind a colon count epochs unless it says otherwise.</summary>
    public static Registry<ScheduleChoice> All { get; } = new(Kind,
    [
        Plain("constant", "the same rate throughout", s => s.Rate),
        Epochs("linear", "along a line to a hundredth at the end, or after linear:100", (s, epochs) => new LinearDecay(s.Rate, epochs is { } τ ? s.Over(τ) : s.Steps)),
        Epochs("step", "times 0.1 every 10 epochs, or step:30", (s, epochs) => new StepDecay(s.Rate, s.Over(epochs ?? 10))),
        Of("multistep", "times 0.1 after half and three quarters, or multistep:30-60-90", (s, a) => new MultiStepDecay(s.Rate, Milestones(s, a))),
        Of("exponential", "times 0.95 an epoch, or exponential:0.9", (s, a) => ExponentialDecay.OverEpochs(s.Rate, a.Number(Kind, 0.95), s.Over(1))),
        Of("inverse-time", "over 1 + λ·epochs, λ = 1, or inverse-time:0.1", (s, a) => new InverseTimeDecay(s.Rate, a.Number(Kind, 1), s.Over(1))),
        Of("power", "over √(steps + 1), or over its power:0.75", (s, a) => new PowerDecay(s.Rate, a.Number(Kind, 0.5))),
        Of("polynomial", "a parabola to 0 at the end, or polynomial:3 of that power", (s, a) => new PolynomialDecay(s.Rate, s.Steps, a.Number(Kind, 2))),
        Plain("cosine", "half a wave to 0 at the end", s => new CosineDecay(s.Rate, s.Steps)),
        Epochs("restarts", "half waves of 1, 2, 4, … epochs, or from restarts:5 on", (s, epochs) => new CosineRestarts(s.Rate, s.Over(epochs ?? 1), 2)),
        Plain("one-cycle", "up to the rate and down to almost 0", s => new OneCycle(s.Rate, s.Steps)),
        Epochs("cyclic", "between a tenth and the rate, 2 epochs up and 2 down, or cyclic:5", (s, epochs) => new Cyclic(s.Rate / 10, s.Rate, s.Over(epochs ?? 2))),
        Epochs("warm-up", "1 epoch up from 0, or warm-up:5, then half a wave to 0", (s, epochs) => new WarmUp(s.Over(epochs ?? 1), new CosineDecay(s.Rate, Math.Max(1, s.Steps - s.Over(epochs ?? 1))))),
    ]);

    /// <summary>The schedule of a name such as <c>cosine</c> or <c>step:10</c>.</summary>
    /// <exception cref="NNException">There is none of that name, or what stands behind the colon is wrong.</exception>
    public static Schedule Find(string name, ScheduleSpan span)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (plain, argument) = NameArgument.Of(name);
        return All.Find(plain)(span, argument);
    }

    private static Entry<ScheduleChoice> Plain(string name, string summary, Func<ScheduleSpan, Schedule> make) => Of(name, summary, (span, argument) =>
    {
        argument.None(Kind);
        return make(span);
    });

    private static Entry<ScheduleChoice> Epochs(string name, string summary, Func<ScheduleSpan, int?, Schedule> make) => Of(name, summary, (span, a) => make(span, a.Text is null ? null : a.Count(Kind, 1)));

    private static Entry<ScheduleChoice> Of(string name, string summary, Func<ScheduleSpan, NameArgument, Schedule> make) => new(name, summary, (span, argument) =>
    {
        ArgumentNullException.ThrowIfNull(span);
        return make(span, new NameArgument(name, argument));
    });

    private static IEnumerable<long> Milestones(ScheduleSpan span, NameArgument argument) =>
        argument.Text is null ? new[] { Math.Max(1, span.Steps / 2), Math.Max(2, span.Steps * 3 / 4) } : argument.Counts(Kind, []).Select(span.Over);
}
