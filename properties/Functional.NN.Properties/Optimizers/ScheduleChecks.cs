namespace Functional.NN.Properties.Optimizers;

/// <summary>Checks of rates as functions of the step.</summary>
internal static class ScheduleChecks
{
    /// <summary>The first steps, those around every given one, and later and later ones up to the last there can be.</summary>
    public static IEnumerable<long> Steps(params IEnumerable<long> around) =>
        [.. Enumerable.Range(0, 130).Select(i => (long)i), .. around.SelectMany(step => new[] { step - 1, step, step + 1 }).Where(step => step >= 0), .. Enumerable.Range(7, 55).Select(i => (1L << i) + i % 3), long.MaxValue - 1, long.MaxValue];

    /// <summary>At each of the steps the rate is a finite number that is not negative.</summary>
    public static void IsARate(Schedule schedule, IEnumerable<long> steps)
    {
        foreach (long step in steps) Assert.True(schedule.At(step) is >= 0 and < double.PositiveInfinity, FormattableString.Invariant($"{schedule}: the rate of step {step} is {schedule.At(step):R}."));
    }

    /// <summary>No rate is below or above these, but for rounding.</summary>
    public static void StaysWithin(Schedule schedule, double low, double high, IEnumerable<long> steps)
    {
        foreach (long step in steps) Assert.True(schedule.At(step) >= low * (1 - 1e-12) && schedule.At(step) <= high * (1 + 1e-12), FormattableString.Invariant($"{schedule}: the rate of step {step} is {schedule.At(step):R}, not within [{low:R}, {high:R}]."));
    }

    /// <summary>At a step and ever after the rate is this one.</summary>
    public static void EndsAt(Schedule schedule, long end, double rate, double relative = 0)
    {
        foreach (long step in Steps(end).Where(step => step >= end)) Near.Number(rate, schedule.At(step), relative * rate, FormattableString.Invariant($"{schedule}, the rate of step {step}"));
    }

    /// <summary>The rate comes nearer and nearer to this one and is within a millionth of the first from a step on.</summary>
    public static void TendsTo(Schedule schedule, double rate, long from)
    {
        foreach (long step in Steps(from).Where(step => step >= from)) Near.Number(rate, schedule.At(step), 1.0000001e-6 * schedule.At(0) + 1e-300, FormattableString.Invariant($"{schedule}, the rate of step {step}"));
    }

    /// <summary>Steps asked for in any order, and again, have the same rates: a rate knows no past.</summary>
    public static void IsPure(Schedule schedule, IReadOnlyList<long> steps, RandomKey key)
    {
        var inOrder = steps.Distinct().ToDictionary(step => step, schedule.At);
        foreach (int i in key.Permutation(steps.Count)) Assert.Equal(inOrder[steps[i]], schedule.At(steps[i]));
    }

    /// <summary>From one step to the next the rate never grows.</summary>
    public static void NeverGrows(Schedule schedule, IEnumerable<long> steps)
    {
        double before = double.PositiveInfinity;
        foreach (long step in steps.Order())
        {
            double rate = schedule.At(step);
            Assert.True(rate <= before * (1 + 1e-12), FormattableString.Invariant($"{schedule}: the rate of step {step} is {rate:R} after {before:R}."));
            before = rate;
        }
    }

    /// <summary>The rates of some steps are those of a formula, but for rounding of the largest.</summary>
    public static void Is(Schedule schedule, Func<long, double> formula, IReadOnlyCollection<long> steps)
    {
        double largest = steps.Max(formula);
        foreach (long step in steps) Near.Number(formula(step), schedule.At(step), 1e-11 * largest + 1e-300, FormattableString.Invariant($"{schedule}, the rate of step {step}"));
    }
}
