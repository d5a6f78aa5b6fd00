namespace Functional.NN.Course.Tests;

/// <summary>Claims about descent, with a broken rule in the place of the right one.</summary>
public class OptimizationTests
{
    [Fact]
    public void Momentum_without_momentum_is_no_faster_in_a_ravine() =>
        Assert.Equal(Verdict.DidNotHold, Shown.VerdictOf(new Ravine { HeavyBall = new Momentum(2 / (1 + Ravine.Condition), 0) }, "ravine.momentum-is-faster"));
}
