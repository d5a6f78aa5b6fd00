namespace Functional.NN.Properties.Optimizers;

/// <summary>Where each schedule ends: the step from which on its rate stays, with that rate, or the rate it comes near to; and between which rates it stays.</summary>
/// <param name="Step">the step from which on it is there; of one that only comes near, a step at which it is within a millionth of its first rate</param>
/// <param name="Rate">the last rate</param>
/// <param name="Exactly">whether it is reached</param>
/// <param name="Low">the least rate</param>
/// <param name="High">the largest rate</param>
internal sealed record ScheduleEnd(long Step, double Rate, bool Exactly, double Low, double High)
{
    /// <summary>The end of a schedule; none where it goes up and down for ever.</summary>
    public static ScheduleEnd? Of(Schedule schedule) => schedule switch
    {
        Constant s => new(0, s.Value, true, s.Value, s.Value),
        LinearDecay s => Between(s.Steps, s.Initial, s.Final),
        PolynomialDecay s => Between(s.Steps, s.Initial, s.Final),
        CosineDecay { Periodic: false } s => Between(s.Steps, s.Initial, s.Final),
        OneCycle s => Among(s.Climb < 1 ? s.Steps - 1 : s.Steps, s.Maximum, s.Maximum / s.InitialDivisor, s.Maximum / s.InitialDivisor / s.FinalDivisor),
        MultiStepDecay s => new(s.Milestones.DefaultIfEmpty(0).Last(), s.Initial * Math.Pow(s.Factor, s.Milestones.Length), true, s.Initial * Math.Pow(s.Factor, s.Milestones.Length), s.Initial),
        Piecewise s => Among(s.Changes.Select(change => change.Step).LastOrDefault(0), [s.Initial, .. s.Changes.Select(change => change.Rate)]),
        ExponentialDecay s => s.Factor == 1 ? new(0, s.Initial, true, s.Initial, s.Initial) : new((long)Math.Ceiling(Math.Log(1e-6) / Math.Log(s.Factor)), 0, false, 0, s.Initial),
        StepDecay s => s.Factor == 1 ? new(0, s.Initial, true, s.Initial, s.Initial) : new(s.Steps * (long)Math.Ceiling(Math.Log(1e-6) / Math.Log(s.Factor)), 0, false, 0, s.Initial),
        InverseTimeDecay s => new((long)Math.Ceiling(1e6 / s.Decay + 1) * s.Steps, 0, false, 0, s.Initial),
        PowerDecay { Power: >= 0.5 } s => new((long)Math.Ceiling(Math.Pow(1e6, 1 / s.Power)), 0, false, 0, s.Initial),
        Multiple s => Of(s.Of) is { } of ? of with { Rate = s.Factor * of.Rate, Low = s.Factor * of.Low, High = s.Factor * of.High } : null,
        Joined s => After(s.Steps, s.Then, Of(s.First) is { } first ? [first.Low, first.High] : null),
        WarmUp s => After(s.Steps, s.Then, [s.Initial, s.Then.At(0)]),
        _ => null,
    };

    /// <summary>From a step on the last of these rates, and none beyond them before.</summary>
    private static ScheduleEnd Among(long step, params double[] rates) => new(step, rates[^1], true, rates.Min(), rates.Max());

    private static ScheduleEnd Between(long steps, double from, double to) => Among(steps, from, to);

    private static ScheduleEnd? After(long steps, Schedule then, double[]? before) =>
        Of(then) is { Exactly: true } end && before is not null ? end with { Step = steps + end.Step, Low = Math.Min(end.Low, before.Min()), High = Math.Max(end.High, before.Max()) } : null;
}
