namespace Functional.NN.Tests.Schedules;

public sealed class RobbinsMonroTests
{
    private const bool Diverges = true, Finite = false, Converges = true, Unbounded = false;

    public static TheoryData<Schedule, bool, bool> Families => new()
    {
        { 0.1, Diverges, Unbounded },
        { 0.0, Finite, Converges },
        { new LinearDecay(0.1, 10), Diverges, Unbounded },
        { new LinearDecay(0.1, 10, 0), Finite, Converges },
        { new StepDecay(0.1, 10), Finite, Converges },
        { new StepDecay(0.1, 10, 1), Diverges, Unbounded },
        { new MultiStepDecay(0.1, [10, 20]), Diverges, Unbounded },
        { new ExponentialDecay(0.1, 0.99), Finite, Converges },
        { new InverseTimeDecay(0.1, 0.01), Diverges, Converges },
        { new InverseTimeDecay(0.1, 0.01, 10, Staircase: true), Diverges, Converges },
        { new InverseTimeDecay(0.1, 0), Diverges, Unbounded },
        { new PowerDecay(1), Diverges, Converges },
        { new PowerDecay(1, 0.75), Diverges, Converges },
        { new PowerDecay(1, 0.5), Diverges, Unbounded },
        { new PowerDecay(1, 1.5), Finite, Converges },
        { new PolynomialDecay(0.1, 10), Finite, Converges },
        { new CosineDecay(0.1, 10), Finite, Converges },
        { new CosineDecay(0.1, 10, Periodic: true), Diverges, Unbounded },
        { new CosineRestarts(0.1, 10), Diverges, Unbounded },
        { new OneCycle(0.1, 10), Diverges, Unbounded },
        { new Cyclic(0, 0.1, 5), Diverges, Unbounded },
        { new Cyclic(0, 0.1, 5, CycleFactor: 0.5), Finite, Converges },
        { new Cyclic(0.01, 0.1, 5, CycleFactor: 0.5), Diverges, Unbounded },
        { new Piecewise(0.1, new RateFrom(5, 0)), Finite, Converges },
        { new WarmUp(10, new PowerDecay(0.1)), Diverges, Converges },
        { new Joined(0.1, 10, new PowerDecay(0.1)), Diverges, Converges },
        { new Multiple(new PowerDecay(0.1), 0.5), Diverges, Converges },
        { new Multiple(new PowerDecay(0.1), 0), Finite, Converges },
    };

    [Theory, MemberData(nameof(Families))]
    public void The_family_tells_both_conditions(Schedule schedule, bool sumDiverges, bool squaresConverge)
    {
        var conditions = schedule.RobbinsMonro();
        Assert.Equal(new RobbinsMonroConditions(sumDiverges, squaresConverge), conditions);
        Assert.Equal(sumDiverges && squaresConverge ? RobbinsMonroVerdict.Satisfied : RobbinsMonroVerdict.Violated, conditions.Verdict);
    }

    [Theory, MemberData(nameof(Families))]
    public void What_is_told_is_borne_out_by_the_rates_far_out(Schedule schedule, bool sumDiverges, bool squaresConverge)
    {
        // Blocks k = 10⁶ᐧ2ᵐ … 2·10⁶ᐧ2ᵐ: a sum that diverges has blocks that do not shrink to nothing, one that converges has blocks that do.
        double Block(Func<double, double> term, double at) => at * term(Mean(schedule, (long)at));
        double early = Block(rate => rate, 1e6), late = Block(rate => rate, 1e9), earlySquares = Block(rate => rate * rate, 1e6), lateSquares = Block(rate => rate * rate, 1e9);
        Assert.Equal(sumDiverges, late > 0.9 * early && late > 0);
        Assert.Equal(squaresConverge, lateSquares < 0.9 * earlySquares || lateSquares == 0);
    }

    [Fact]
    public void Of_another_family_nothing_is_known() => Assert.Equal((RobbinsMonroConditions.Unknown, RobbinsMonroVerdict.Unknown), (new Own().RobbinsMonro(), new Own().RobbinsMonro().Verdict));

    [Fact]
    public void What_is_joined_behind_an_unknown_one_decides() => Assert.Equal(RobbinsMonroVerdict.Satisfied, new Joined(new Own(), 5, new PowerDecay(1)).RobbinsMonro().Verdict);

    /// <summary>The mean over the hundred steps from one on, which levels cycles out.</summary>
    private static double Mean(Schedule schedule, long from) => Enumerable.Range(0, 100).Average(k => schedule.At(from + k));

    private sealed record Own : Schedule
    {
        public override double At(long step) => 0.1;
    }
}
