namespace Functional.NN.Experiments.Tests;

/// <summary>Figures over seeds, against numbers computed with 40 digits (betainc of mpmath) and, for the signed ranks, by writing out all 2ⁿ signs.</summary>
public class StatisticsTests
{
    private static readonly double[] Sleep1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], Sleep2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];   // Student 1908, "The probable error of a mean"

    [Theory]
    [InlineData(1, 12.706204736174705)]
    [InlineData(2, 4.3026527297494639)]
    [InlineData(4, 2.7764451051977944)]
    [InlineData(9, 2.2621571627982055)]
    [InlineData(29, 2.0452296421327033)]
    public void The_97_5_percent_point_of_Student_is_the_tables(int freedom, double point) => Assert.Equal(point, Student.Quantile(freedom), 1e-9);

    [Fact]
    public void Mean_deviation_and_interval_of_five_seeds()
    {
        var five = SeedStatistics.Of(0.9712, 0.9698, 0.9731, 0.9705, 0.9719);
        Assert.Equal((5, 0.9698, 0.9731), (five.Count, five.Least, five.Greatest));
        Assert.Equal(0.9713, five.Mean, 1e-15);
        Assert.Equal(0.0012747548783981799, five.Deviation!.Value, 1e-15);
        Assert.Equal(0.96971718276095835, five.Confidence!.Low, 1e-12);
        Assert.Equal(0.97288281723904162, five.Confidence.High, 1e-12);
    }

    [Fact]
    public void One_seed_has_a_mean_and_nothing_that_it_cannot_know()
    {
        var one = SeedStatistics.Of(0.5);
        Assert.Equal((0.5, null, null), (one.Mean, one.Deviation, one.Confidence));
    }

    [Fact]
    public void A_figure_that_is_not_finite_is_refused() =>
        Assert.Equal("SeedStatistics: needs one finite figure or more, got [1, NaN].", Assert.Throws<NNException>(() => SeedStatistics.Of(1, double.NaN)).Message);

    [Fact]
    public void The_paired_t_test_of_Students_own_example()
    {
        var compared = PairedComparison.Of(0, 1, [.. Sleep1.Zip(Sleep2, (a, b) => a - b)]);
        Assert.Equal(10, compared.Pairs);
        Assert.Equal(-1.58, compared.Difference!.Value, 1e-14);
        Assert.Equal(1.2299954832798732, compared.Deviation!.Value, 1e-14);
        Assert.Equal(-2.4598857632769828, compared.Confidence!.Low, 1e-9);
        Assert.Equal(-0.7001142367230172, compared.Confidence.High, 1e-9);
        Assert.Equal(0.0028328901973842727, compared.Probability!.Value, 1e-12);
        Assert.Equal(0.00390625, compared.SignedRank);
    }

    [Fact]
    public void Five_seeds_can_differ_by_the_t_test_and_never_by_the_signed_ranks()
    {
        var compared = PairedComparison.Of(0, 1, [0.9712 - 0.9688, 0.9698 - 0.9701, 0.9731 - 0.9702, 0.9705 - 0.9679, 0.9719 - 0.9690]);
        Assert.Equal(0.025887240861782835, compared.Probability!.Value, 1e-9);
        Assert.True(compared.Differs);
        Assert.Equal(0.0625, SignedRanks.Test([1, 2, 3, 4, 5]));
    }

    [Fact]
    public void The_signed_ranks_are_exact_with_ties_and_zeros()
    {
        Assert.Equal(0.1875, SignedRanks.Test([1, -2, 3, 4, 5]));
        Assert.Equal(0.15625, SignedRanks.Test([3, -1, 4, 1, -5, 9, 2, 6]));
        Assert.Equal(0.125, SignedRanks.Test([1, 1, -1, 2, 2, 0, 0, 3]));
        Assert.Equal(0.6875, SignedRanks.Test([-1, -1, -1, -1, 1, 1]));
        Assert.Equal(0.099609375, SignedRanks.Test([1.5, 2.5, -0.5, 4, 5.5, 7, -8, 3, 3, 3, -3, 10]));
        Assert.Equal(1, SignedRanks.Test([0, 0]));
    }

    [Fact]
    public void Differences_of_one_size_are_ties_whatever_rounding_made_of_them()
    {
        double[] steps = [0.3 - 0.2, 0.1 - 0.2, 0.4 - 0.2];
        Assert.NotEqual(steps[0], -steps[1]);
        Assert.Equal(SignedRanks.Test([1, -1, 2]), SignedRanks.Test(steps));
    }

    [Fact]
    public void Equal_differences_leave_the_t_test_without_a_value_and_no_difference_is_no_difference()
    {
        Assert.Equal((0.1, 0.0, null, false), (PairedComparison.Of(0, 1, [0.1, 0.1, 0.1]) is var same ? same.Difference : null, same.Deviation, same.Probability, same.Differs));
        Assert.Equal((0.0, 1.0, 1.0), (PairedComparison.Of(0, 1, [0, 0, 0]) is var none ? none.Difference : null, none.Probability, none.SignedRank));
        Assert.Equal((1, 0.2, null, null), (PairedComparison.Of(0, 1, [0.2]) is var one ? one.Pairs : 0, one.Difference, one.Confidence, one.Probability));
        Assert.Equal((0, null, null), (PairedComparison.Of(0, 1, []) is var nobody ? nobody.Pairs : 1, nobody.Difference, nobody.SignedRank));
    }

    [Fact]
    public void Holm_multiplies_the_smallest_by_all_and_never_lets_a_later_one_be_smaller()
    {
        Assert.Equal([0.03, 0.06, 0.06, null, 0.02], Holm.Adjusted([0.01, 0.04, 0.03, null, 0.005]).Select(p => p is { } value ? Math.Round(value, 12) : (double?)null));
        Assert.Equal([1.0, 1.0], Holm.Adjusted([0.9, 0.6]).OfType<double>());
    }
}
