namespace Functional.NN.Properties.Optimizers;

/// <summary>Checks of controllers of the rate.</summary>
internal static class ControllerChecks
{
    /// <summary>The factors after each loss, the first of them that of the start.</summary>
    public static IReadOnlyList<double> Factors(RateController controller, IEnumerable<double> losses)
    {
        var factors = new List<double> { RateState.Start.Factor };
        var state = RateState.Start;
        foreach (double loss in losses) factors.Add((state = controller.Next(state, loss)).Factor);
        return factors;
    }

    /// <summary>Each factor is the one before, or max(γ times it, the minimum); so none is above 1, below the minimum, or above the one before.</summary>
    public static void OnlyLowers(RateController controller, double γ, double minimum, IEnumerable<double> losses)
    {
        var factors = Factors(controller, losses);
        foreach (var (before, after) in factors.Zip(factors.Skip(1)))
        {
            Assert.True(after == before || after == Math.Max(γ * before, minimum), FormattableString.Invariant($"{controller}: the factor went from {before:R} to {after:R}."));
            Assert.True(after <= before && after >= Math.Min(minimum, before) && after > 0 | minimum == 0, FormattableString.Invariant($"{controller}: the factor went from {before:R} to {after:R}."));
        }
    }

    /// <summary>The factor stays 1.</summary>
    public static void LeavesAlone(RateController controller, IEnumerable<double> losses) => Assert.All(Factors(controller, losses), factor => Assert.Equal(1, factor));

    /// <summary>Losses that never change: after the first, which is the best so far, the factor falls after so many more, and then after so many each time.</summary>
    public static void ReducesEvery(RateController controller, int first, int then)
    {
        var factors = Factors(controller, Enumerable.Repeat(1.0, 1 + first + 3 * then)).Skip(1).ToList();
        for (int epoch = 1; epoch < factors.Count; epoch++)
        {
            bool falls = epoch >= first && (epoch - first) % then == 0;
            Assert.True(factors[epoch] < factors[epoch - 1] == falls, FormattableString.Invariant($"{controller}: after epoch {epoch + 1} of a constant loss the factor went from {factors[epoch - 1]:R} to {factors[epoch]:R}."));
        }
    }
}
