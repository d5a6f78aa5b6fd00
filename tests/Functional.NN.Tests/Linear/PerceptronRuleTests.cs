namespace Functional.NN.Tests.Linear;

public sealed class PerceptronRuleTests
{
    private static readonly Tensor<double> Corners = Tensor.Matrix(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } });

    private static Tensor<double> Signed(params double[] bits) => Tensor.Vector([.. bits.Select(bit => 2 * bit - 1)]);

    public static TheoryData<double[]> Separable => [[0, 0, 0, 1], [0, 1, 1, 1], [1, 1, 1, 0], [1, 0, 0, 0], [0, 0, 1, 1], [1, 1, 1, 1]];

    [Theory, MemberData(nameof(Separable))]
    public void Classes_that_a_line_separates_are_separated_in_both_conventions(double[] bits)
    {
        var signed = new PerceptronRule().Fit(Corners, Signed(bits));
        var binary = new PerceptronRule(Targets: PerceptronTargets.Binary).Fit(Corners, Tensor.Vector(bits));
        Assert.Equal((PerceptronEnd.Converged, PerceptronEnd.Converged), (signed.End, binary.End));
        Assert.Equal(bits, signed.Map.Predict(Corners).ToArray().Select(net => net > 0 ? 1.0 : 0));
        Assert.Equal(bits, binary.Map.Predict(Corners).ToArray().Select(net => net >= 0 ? 1.0 : 0));
    }

    [Fact]
    public void On_exclusive_or_it_cycles_and_says_so()
    {
        foreach (var fit in new[] { new PerceptronRule().Fit(Corners, Signed(0, 1, 1, 0)), new PerceptronRule(Targets: PerceptronTargets.Binary).Fit(Corners, Tensor.Vector<double>(0, 1, 1, 0)) })
        {
            Assert.Equal(PerceptronEnd.Cycling, fit.End);
            Assert.InRange(fit.Epochs, 1, 50);
            Assert.Equal($"The perceptron rule does not converge: after epoch {fit.Epochs} its weights are those it had before, so no plane separates the classes.", fit.ToString());
        }
    }

    [Fact]
    public void A_cycle_that_is_reported_comes_back_for_ever()
    {
        var rule = new PerceptronRule();
        var fit = rule.Fit(Corners, Signed(0, 1, 1, 0));
        Assert.Contains(fit.Map, rule.Steps(Corners, Signed(0, 1, 1, 0)).Where((_, i) => i % 4 == 3).Select(step => step.Map).Skip(fit.Epochs).Take(50));
    }

    [Fact]
    public void The_updates_stay_below_the_bound_of_Novikoff()
    {
        // Separated by the first coordinate with w* = (1, 0), b* = 0 and a margin of 1: at most R²(‖w*‖² + b*²)/1, R² = max ‖x‖² + 1.
        var key = RandomKey.FromSeed(3);
        var noise = key.Normal<double>([40, 2]);
        var x = Tensor.Generate([40, 2], i => i % 2 == 0 ? Math.CopySign(1 + Math.Abs(noise.AsSpan()[i]), noise.AsSpan()[i]) : noise.AsSpan()[i]);
        var targets = Tensor.Generate([40], i => (double)Math.Sign(x[i, 0]));
        double radius = Enumerable.Range(0, 40).Max(i => x[i, 0] * x[i, 0] + x[i, 1] * x[i, 1] + 1);
        var fit = new PerceptronRule().Fit(x, targets);
        Assert.Equal(PerceptronEnd.Converged, fit.End);
        Assert.InRange(fit.Updates, 1, radius);
    }

    [Fact]
    public void The_rate_changes_the_scale_and_not_the_decisions()
    {
        var (one, four) = (new PerceptronRule().Fit(Corners, Signed(0, 0, 0, 1)), new PerceptronRule(4).Fit(Corners, Signed(0, 0, 0, 1)));
        Assert.Equal((one.Epochs, one.Updates), (four.Epochs, four.Updates));
        Assert.Equal(4 * one.Map.Weight, four.Map.Weight);
    }

    [Fact]
    public void When_the_epochs_are_used_up_it_says_that() =>
        Assert.Equal((PerceptronEnd.OutOfEpochs, "The perceptron rule has not converged in 2 epochs; the classes cannot be separated by a plane, or only narrowly."),
            new PerceptronRule(MostEpochs: 2).Fit(Corners, Signed(0, 0, 0, 1)) is var fit ? (fit.End, fit.ToString()) : default);

    [Fact]
    public void Bad_samples_and_constants_are_refused()
    {
        string Refused(Func<object> make) => Cultures.Under("de-DE", () => Assert.ThrowsAny<NNException>(make).Message);
        Assert.Equal("PerceptronRule: with Signed targets the classes are -1 and 1, got 0.", Refused(() => new PerceptronRule().Fit(Corners, Tensor.Vector<double>(0, 1, 1, 0))));
        Assert.Equal("PerceptronRule: expected targets (N) or (N × m) for the 4 samples, got 3.", Refused(() => new PerceptronRule().Fit(Corners, Tensor.Vector<double>(1, 1, 1))));
        Assert.Equal("PerceptronRule: the rate must be a finite number above 0, got 0.", Refused(() => new PerceptronRule(0)));
        Assert.Equal("PerceptronRule: the number of epochs must be 1 or more, got 0.", Refused(() => new PerceptronRule(MostEpochs: 0)));
        Assert.Equal("PerceptronRule: an input or target is a NaN or infinite.", Refused(() => new PerceptronRule().Fit(Corners * double.NaN, Signed(0, 1, 1, 0))));
    }
}
