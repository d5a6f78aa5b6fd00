namespace Functional.NN.Tests.Schedules;

public sealed class ScheduleTests
{
    /// <summary>One of each family.</summary>
    public static readonly Schedule[] All =
    [
        0.3, new LinearDecay(0.3, 40), new StepDecay(0.3, 10, 0.5), new MultiStepDecay(0.3, [5, 20, 60]), new ExponentialDecay(0.3, 0.97), new InverseTimeDecay(0.3, 0.1, 4), new InverseTimeDecay(0.3, 0.1, 4, Staircase: true),
        new PowerDecay(0.3, 0.75), new PolynomialDecay(0.3, 40, 2, 0.01), new CosineDecay(0.3, 40, 0.01), new CosineDecay(0.3, 40, 0.01, Periodic: true), new CosineRestarts(0.3, 10, 2, 0.01), new OneCycle(0.3, 90),
        new Cyclic(0.01, 0.3, 10, 20), new Piecewise(0.3, new RateFrom(10, 0.1), new RateFrom(30, 0.02)), new WarmUp(10, new CosineDecay(0.3, 40)), new Joined(0.3, 20, new StepDecay(0.1, 10)), new Multiple(new LinearDecay(0.3, 40), 0.5),
    ];

    public static TheoryData<Schedule> Families => [.. All];

    [Theory, MemberData(nameof(Families))]
    public void Every_rate_is_finite_and_not_negative_at_every_step_however_late(Schedule schedule)
    {
        foreach (long step in Enumerable.Range(0, 200).Select(k => (long)k).Concat([10_000, 1_000_000_000_000, long.MaxValue - 1]))
            Assert.True(schedule.At(step) is >= 0 and <= 0.3, $"{schedule} at {step}: {schedule.At(step)}");
    }

    [Theory, MemberData(nameof(Families))]
    public void A_schedule_equals_one_of_the_same_constants_and_prints_alike_under_every_culture(Schedule schedule)
    {
        Assert.Equal(schedule, schedule with { });
        Assert.Equal(schedule.ToString(), Cultures.Under("de-DE", schedule.ToString));
        Assert.Single(All, other => other.ToString() == schedule.ToString());
    }

    [Fact]
    public void Every_family_is_among_the_cases() =>
        Assert.Equal(typeof(Schedule).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Schedule))).Select(type => type.Name).Order(StringComparer.Ordinal),
            All.Select(schedule => schedule.GetType().Name).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Sequences_inside_schedules_compare_by_value()
    {
        Assert.Equal(new MultiStepDecay(0.1, [1, 2]), new MultiStepDecay(0.1, [1, 2]));
        Assert.NotEqual(new MultiStepDecay(0.1, [1, 2]), new MultiStepDecay(0.1, [1, 3]));
        Assert.Equal(new Piecewise(1, new RateFrom(3, 0.5)), new Piecewise(1, new RateFrom(3, 0.5)));
        Assert.NotEqual(new Piecewise(1, new RateFrom(3, 0.5)), new Piecewise(1, new RateFrom(3, 0.25)));
    }

    [Fact]
    public void A_linear_decay_in_epochs_counts_their_steps()
    {
        Assert.Equal(new LinearDecay(0.5, 1200), LinearDecay.OverEpochs(0.5, 12));
        Assert.Equal(new LinearDecay(0.5, 60, 0.1), LinearDecay.OverEpochs(0.5, 12, 5, 0.1));
    }

    [Fact]
    public void A_staircase_falls_only_at_its_steps()
    {
        var schedule = new InverseTimeDecay(1, 1, 10, Staircase: true);
        Assert.Equal([1, 1, 0.5, 0.5, 1.0 / 3], new[] { schedule.At(0), schedule.At(9), schedule.At(10), schedule.At(19), schedule.At(20) });
        Assert.Equal(1 / 1.9, (schedule with { Staircase = false }).At(9));
    }

    [Fact]
    public void A_step_decay_is_a_multistep_decay_with_equal_distances()
    {
        var (steps, milestones) = (new StepDecay(0.1, 7, 0.5), new MultiStepDecay(0.1, [7, 14, 21], 0.5));
        for (int k = 0; k < 28; k++) Assert.Equal(steps.At(k), milestones.At(k));
    }

    [Fact]
    public void An_exponential_decay_in_epochs_has_fallen_by_its_factor_after_each()
    {
        var schedule = ExponentialDecay.OverEpochs(0.4, 0.5, 12);
        Assert.Equal(0.2, schedule.At(12), 1e-15);
        Assert.Equal(0.1, schedule.At(24), 1e-15);
    }

    [Fact]
    public void A_polynomial_of_power_1_is_the_linear_decay_to_the_last_bit()
    {
        var (polynomial, line) = (new PolynomialDecay(0.5, 64, 1, 0.125), new LinearDecay(0.5, 64, 0.125));
        for (int k = 0; k < 80; k++) Assert.Equal(line.At(k), polynomial.At(k), 1e-16);
    }

    [Fact]
    public void A_cosine_begins_and_ends_exactly_and_is_halfway_in_the_middle()
    {
        var schedule = new CosineDecay(0.1, 60, 0.001);
        Assert.Equal([0.1, 0.001, 0.001], new[] { schedule.At(0), schedule.At(60), schedule.At(500) });
        Assert.Equal(0.0505, schedule.At(30), 1e-16);
    }

    [Fact]
    public void A_periodic_cosine_climbs_back_as_it_fell()
    {
        var schedule = new CosineDecay(0.1, 60, 0.001, Periodic: true);
        for (int k = 0; k <= 60; k++) Assert.Equal(schedule.At(k), schedule.At(120 - k), 1e-16);
        Assert.Equal(schedule.At(17), schedule.At(17 + 120));
    }

    [Fact]
    public void Restarts_begin_anew_after_10_30_and_70_steps_when_each_cycle_is_twice_as_long()
    {
        var schedule = new CosineRestarts(0.1, 10, 2, 0.001);
        foreach (int k in (int[])[0, 10, 30, 70, 150]) Assert.Equal(0.1, schedule.At(k));
        foreach (int k in (int[])[9, 29, 69, 149]) Assert.True(schedule.At(k) < 0.005, $"{k}: {schedule.At(k)}");
    }

    [Fact]
    public void One_cycle_is_at_its_highest_where_the_climb_ends_and_stays_at_its_lowest()
    {
        var schedule = new OneCycle(0.5, 100, 0.25, Annealing: Annealing.Linear);
        Assert.Equal([0.02, 0.5, 0.02 / 1e4, 0.02 / 1e4], new[] { schedule.At(0), schedule.At(24), schedule.At(99), schedule.At(1000) });
        Assert.Equal(24, Enumerable.Range(0, 100).MaxBy(k => schedule.At(k)));
        Assert.Equal(0.26, schedule.At(12), 1e-16);
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(1, 1)]
    [InlineData(4, 0.25)]
    [InlineData(4, 0)]
    [InlineData(4, 1)]
    public void A_very_short_cycle_has_rates_too(int steps, double climb)
    {
        var schedule = new OneCycle(0.5, steps, climb);
        for (int k = 0; k < steps + 3; k++) Assert.True(schedule.At(k) is >= 0 and <= 0.5, $"{k}: {schedule.At(k)}");
    }

    [Fact]
    public void A_cycle_goes_up_and_down_along_lines()
    {
        var schedule = new Cyclic(0, 1, 2, 4);
        Assert.Equal([0, 0.5, 1, 0.75, 0.5, 0.25, 0, 0.5], Enumerable.Range(0, 8).Select(k => schedule.At(k)));
    }

    [Fact]
    public void The_triangular2_policy_halves_every_cycle_and_exp_range_shrinks_every_step()
    {
        Assert.Equal([1, 0.5, 0.25], new[] { 2L, 6, 10 }.Select(new Cyclic(0, 1, 2, CycleFactor: 0.5).At));
        Assert.Equal([0.81, 0.531441], new[] { 2L, 6 }.Select(new Cyclic(0, 1, 2, StepFactor: 0.9).At).Select(rate => Math.Round(rate, 12)));
    }

    [Fact]
    public void A_warm_up_climbs_to_where_the_next_schedule_begins_and_then_is_that()
    {
        var after = new CosineDecay(0.8, 50);
        var schedule = new WarmUp(4, after, 0.2);
        Assert.Equal([0.2, 0.35, 0.5, 0.65, 0.8], Enumerable.Range(0, 5).Select(k => Math.Round(schedule.At(k), 15)));
        for (int k = 0; k < 60; k++) Assert.Equal(after.At(k), schedule.At(k + 4));
    }

    [Fact]
    public void Joined_schedules_each_count_from_their_own_beginning()
    {
        var schedule = new Joined(new LinearDecay(1, 10, 0.5), 3, new Joined(0.25, 2, new StepDecay(0.1, 1)));
        Assert.Equal([1, 0.95, 0.9, 0.25, 0.25, 0.1, 0.01], Enumerable.Range(0, 7).Select(k => Math.Round(schedule.At(k), 15)));
    }

    [Fact]
    public void A_piecewise_rate_changes_at_the_step_that_is_named()
    {
        var schedule = new Piecewise(1, new RateFrom(2, 0.5), new RateFrom(4, 0.75));
        Assert.Equal([1, 1, 0.5, 0.5, 0.75, 0.75], Enumerable.Range(0, 6).Select(k => schedule.At(k)));
    }

    [Fact]
    public void Times_1_is_the_very_schedule()
    {
        Schedule schedule = new LinearDecay(0.3, 40);
        Assert.Same(schedule, schedule.Times(1));
        Assert.Equal(0.5 * schedule.At(13), schedule.Times(0.5).At(13));
    }

    public static TheoryData<string, Func<object>> Refused => new()
    {
        { "StepDecay: the number of steps must be positive, got 0.", () => new StepDecay(0.1, 0) },
        { "StepDecay: the factor must be above 0 and at most 1, got 1.5.", () => new StepDecay(0.1, 1, 1.5) },
        { "ExponentialDecay: the factor must be above 0 and at most 1, got 0.", () => new ExponentialDecay(0.1, 0) },
        { "MultiStepDecay: the milestones must be ascending steps from 0 on, got 5, 5.", () => new MultiStepDecay(0.1, [5, 5]) },
        { "InverseTimeDecay: the decay must be a finite number that is not negative, got NaN.", () => new InverseTimeDecay(0.1, double.NaN) },
        { "PowerDecay: the power must be a finite number that is not negative, got -1.", () => new PowerDecay(0.1, -1) },
        { "PolynomialDecay: the power must be a finite number above 0, got 0.", () => new PolynomialDecay(0.1, 10, 0) },
        { "CosineDecay: a learning rate must be a finite number that is not negative, got -0.5.", () => new CosineDecay(0.1, 10, -0.5) },
        { "CosineRestarts: each cycle is 1 or more times as long as the one before, got 0.", () => new CosineRestarts(0.1, 10, 0) },
        { "OneCycle: the climb takes a part of the steps from 0 to 1, got 1.5.", () => new OneCycle(0.1, 10, 1.5) },
        { "OneCycle: a divisor must be a finite number above 0, got 0.", () => new OneCycle(0.1, 10, FinalDivisor: 0) },
        { "Cyclic: the number of steps must be positive, got -1.", () => new Cyclic(0, 1, 5, -1) },
        { "Piecewise: the rates must change at ascending steps from 0 on, got 4, 2.", () => new Piecewise(1, new RateFrom(4, 1), new RateFrom(2, 1)) },
        { "Piecewise: a learning rate must be a finite number that is not negative, got Infinity.", () => new Piecewise(1, new RateFrom(4, double.PositiveInfinity)) },
        { "WarmUp: the number of steps must be positive, got 0.", () => new WarmUp(0, 0.1) },
        { "Joined: the number of steps must be positive, got 0.", () => new Joined(0.1, 0, 0.2) },
        { "Multiple: the factor must be a finite number that is not negative, got -2.", () => new Multiple(0.1, -2) },
        { "LinearDecay: the number of steps must be positive, got 0.", () => LinearDecay.OverEpochs(0.1, 0) },
    };

    [Theory, MemberData(nameof(Refused))]
    public void A_constant_out_of_its_range_is_refused_when_it_is_given(string sentence, Func<object> make) =>
        Assert.Equal(sentence, Cultures.Under("de-DE", () => Assert.Throws<NNException>(() => make()).Message));
}
