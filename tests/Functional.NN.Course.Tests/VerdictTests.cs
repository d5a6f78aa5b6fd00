namespace Functional.NN.Course.Tests;

/// <summary>How figures become verdicts.</summary>
public class VerdictTests
{
    private static readonly double[] Ones = [1, 1.1, 0.9, 1.05, 0.95];

    public static TheoryData<double, double, Verdict> Agreements => new()
    {
        { 0, 0.2, Verdict.Held },               // the whole interval of the difference is within the tolerance
        { 0.5, 0.2, Verdict.DidNotHold },       // all of it is beyond
        { -0.5, 0.2, Verdict.DidNotHold },
        { 0.2, 0.2, Verdict.NotDecided },       // the border of the tolerance is inside
        { 0, 0.01, Verdict.NotDecided },        // no difference is seen, and too little to say that there is none
    };

    [Theory, MemberData(nameof(Agreements))]
    public void Figures_are_alike_where_the_interval_of_their_difference_is_within_the_tolerance(double apart, double tolerance, Verdict verdict) =>
        Assert.Equal(verdict, Seeds.Alike(Ones.Select((one, i) => one + apart + (i % 2 == 0 ? 0.02 : -0.03)), Ones, tolerance));

    [Fact]
    public void One_seed_says_nothing_about_agreement() => Assert.Throws<NNException>(() => Seeds.Alike([1], [1], 1));

    [Fact]
    public void A_mean_is_about_a_formula_within_four_standard_errors_that_are_small()
    {
        Assert.True(Seeds.AreAbout(Ones, 1.05));
        Assert.False(Seeds.AreAbout(Ones, 1.2));
        Assert.False(Seeds.AreAbout(Ones.Select(one => 10 * (one - 1) + 1), 1));   // the same mean, and ten times the scatter
    }

    [Fact]
    public void What_is_not_a_number_is_never_the_least() => Assert.Equal(2, new[] { double.NaN, 3.0, 2.0 }.Least(loss => loss));

    [Fact]
    public void Of_equal_figures_the_first_is_the_least() => Assert.Equal("a", new[] { "a", "b" }.Least(_ => 1));

    [Fact]
    public void Powers_are_products()
    {
        Assert.Equal(1, Powers.Of(0.3, 0));
        Assert.Equal(0.3 * 0.3 * 0.3, Powers.Of(0.3, 3));
        Assert.Equal(0.25, Powers.Of(2, -2));
    }
}
