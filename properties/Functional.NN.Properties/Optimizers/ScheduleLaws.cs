using FsCheck.Fluent;

namespace Functional.NN.Properties.Optimizers;

/// <summary>Rates are numbers, of the step alone, and end where they should.</summary>
public class ScheduleLaws
{
    private const string Waves = "it goes up and down for ever";

    private static readonly Scope<Schedule> Rates = new(ScheduleDraw.All);

    private static readonly Scope<Schedule> Ending = new(ScheduleDraw.All, (nameof(CosineRestarts), Waves), (nameof(Cyclic), Waves));

    private static readonly Scope<Schedule> Falling = new(ScheduleDraw.All,
        (nameof(CosineRestarts), Waves), (nameof(Cyclic), Waves), (nameof(OneCycle), "it climbs first"), (nameof(WarmUp), "it climbs first"), (nameof(Joined), "the second may begin higher than the first ended"), (nameof(Multiple), "it does what the one inside does"),
        (nameof(Piecewise), "its rates are given"), (nameof(LinearDecay), "it may be told to climb"), (nameof(PolynomialDecay), "it may be told to climb"), (nameof(CosineDecay), "it may be told to climb"));

    public static TheoryData<string> All => Rates.Names;

    public static TheoryData<string> WithEnd => Ending.Names;

    public static TheoryData<string> Decays => Falling.Names;

    [Fact]
    public void Every_schedule_is_drawn() => Assert.Equal(ExportedKinds.Of<Schedule>().Select(type => type.Name).Order(StringComparer.Ordinal), ScheduleDraw.All.Keys);

    [Theory, MemberData(nameof(All))]
    public void The_rate_of_every_step_is_finite_and_not_negative(string kind) =>
        Law.Holds(Rates[kind].SelectMany(schedule => Gen.Choose(0, int.MaxValue).ArrayOf(20).Select(steps => (schedule, steps))), c => ScheduleChecks.IsARate(c.schedule, ScheduleChecks.Steps(c.steps.Select(step => (long)step))), tests: 40);

    [Theory, MemberData(nameof(All))]
    public void So_it_is_all_over_the_first_million(string kind) =>
        Law.Holds(from schedule in Rates[kind] from offset in Gen.Choose(0, 36) select (schedule, offset), c => ScheduleChecks.IsARate(c.schedule, Enumerable.Range(0, 1_000_000 / 37).Select(i => 37L * i + c.offset)), tests: 2);

    [Theory, MemberData(nameof(All))]
    public void The_same_step_has_the_same_rate_in_whatever_order_steps_are_asked_for(string kind) =>
        Law.Holds(from schedule in Rates[kind] from key in Draw.Key select (schedule, key), c => ScheduleChecks.IsPure(c.schedule, [.. ScheduleChecks.Steps()], c.key), tests: 20);

    [Theory, MemberData(nameof(WithEnd))]
    public void It_reaches_its_last_rate_when_it_should_and_stays_there(string kind) => Law.Holds(Ending[kind], schedule =>
    {
        if (ScheduleEnd.Of(schedule) is not { } end) return;
        if (end.Exactly) ScheduleChecks.EndsAt(schedule, end.Step, end.Rate, 1e-12);
        else ScheduleChecks.TendsTo(schedule, end.Rate, end.Step);
    }, tests: 60);

    [Theory, MemberData(nameof(WithEnd))]
    public void It_stays_between_its_rates(string kind) => Law.Holds(Ending[kind], schedule =>
    {
        if (ScheduleEnd.Of(schedule) is { } end) ScheduleChecks.StaysWithin(schedule, end.Low, end.High, ScheduleChecks.Steps(end.Step));
    }, tests: 60);

    [Theory, MemberData(nameof(WithEnd))]
    public void Most_of_those_that_end_say_where(string kind)
    {
        var told = Ending[kind].Select(schedule => ScheduleEnd.Of(schedule) is not null);
        Assert.True(told.Sample(100).Count(says => says) > 20);
    }

    [Theory, MemberData(nameof(Decays))]
    public void A_decay_never_grows(string kind) => Law.Holds(Falling[kind], schedule => ScheduleChecks.NeverGrows(schedule, ScheduleChecks.Steps().Distinct()), tests: 30);

    [Fact]
    public void What_is_told_to_fall_along_a_line_a_power_or_a_wave_never_grows() => Law.Holds(
        from schedule in Gen.OneOf(ScheduleDraw.All[nameof(LinearDecay)], ScheduleDraw.All[nameof(PolynomialDecay)], ScheduleDraw.All[nameof(CosineDecay)]) select schedule, schedule =>
    {
        double from = schedule.At(0), to = ScheduleEnd.Of(schedule)?.Rate ?? double.PositiveInfinity;
        if (to <= from) ScheduleChecks.NeverGrows(schedule, ScheduleChecks.Steps().Distinct());
    });

    public static TheoryData<string> WithFormula => [nameof(LinearDecay), nameof(PolynomialDecay), nameof(CosineDecay), nameof(CosineRestarts), nameof(ExponentialDecay), nameof(StepDecay), nameof(InverseTimeDecay), nameof(PowerDecay), nameof(Multiple), nameof(WarmUp), nameof(Joined), nameof(Cyclic)];

    [Theory, MemberData(nameof(WithFormula))]
    public void Its_rates_are_those_of_its_formula(string kind) => Law.Holds(Rates[kind], schedule => ScheduleChecks.Is(schedule, FormulaOf(schedule), First(300)), tests: 30);

    [Fact]
    public void A_cycle_repeats_itself_and_lies_between_its_rates() => Law.Holds(Rates[nameof(Cyclic)].Select(schedule => ((Cyclic)schedule).With(cycleFactor: 1, stepFactor: 1)), cycle =>
    {
        long period = cycle.StepsUp + cycle.StepsDown;
        ScheduleChecks.Is(cycle, step => cycle.At(step + 7 * period), First(200));
        ScheduleChecks.StaysWithin(cycle, Math.Min(cycle.Minimum, cycle.Maximum), Math.Max(cycle.Minimum, cycle.Maximum), ScheduleChecks.Steps(period));
        Near.Number(cycle.Maximum, cycle.At(cycle.StepsUp), 1e-12 * cycle.Maximum, "the top");
    }, tests: 40);

    private static List<long> First(int steps) => [.. Enumerable.Range(0, steps).Select(i => (long)i)];

    private static Func<long, double> FormulaOf(Schedule schedule) => schedule switch
    {
        LinearDecay s => k => k >= s.Steps ? s.Final : s.Initial + (s.Final - s.Initial) * k / s.Steps,
        PolynomialDecay s => k => k >= s.Steps ? s.Final : (s.Initial - s.Final) * Math.Pow(1 - (double)k / s.Steps, s.Power) + s.Final,
        CosineDecay s => k => !s.Periodic && k >= s.Steps ? s.Final : s.Final + (s.Initial - s.Final) * (1 + Math.Cos(Math.PI * k / s.Steps)) / 2,
        CosineRestarts s => k => s.Final + (s.Initial - s.Final) * (1 + Math.Cos(Math.PI * PartOfCycle(s, k))) / 2,
        ExponentialDecay s => k => s.Initial * Math.Pow(s.Factor, k),
        StepDecay s => k => s.Initial * Math.Pow(s.Factor, Math.Floor((double)k / s.Steps)),
        InverseTimeDecay s => k => s.Initial / (1 + s.Decay * (s.Staircase ? Math.Floor((double)k / s.Steps) : (double)k / s.Steps)),
        PowerDecay s => k => s.Initial / Math.Pow(k + 1, s.Power),
        Multiple s => k => s.Factor * s.Of.At(k),
        WarmUp s => k => k < s.Steps ? s.Initial + (s.Then.At(0) - s.Initial) * k / s.Steps : s.Then.At(k - s.Steps),
        Joined s => k => k < s.Steps ? s.First.At(k) : s.Then.At(k - s.Steps),
        Cyclic s => k => s.Minimum + (s.Maximum - s.Minimum) * Height(s, k) * Math.Pow(s.CycleFactor, k / (s.StepsUp + s.StepsDown)) * Math.Pow(s.StepFactor, k),
        _ => throw new ArgumentException($"{schedule} has no formula here.", nameof(schedule)),
    };

    private static double Height(Cyclic s, long k)
    {
        double place = k % (s.StepsUp + s.StepsDown);
        return Math.Min(place / s.StepsUp, (s.StepsUp + s.StepsDown - place) / s.StepsDown);
    }

    private static double PartOfCycle(CosineRestarts s, long k)
    {
        double length = s.Steps, start = 0;
        while (k >= start + length) (start, length) = (start + length, length * s.Growth);
        return (k - start) / length;
    }
}
