using Functional.NN.Drawing;

namespace Functional.NN.Tests.Drawing;

/// <summary>Where axes begin and end, and what is written along them.</summary>
public class AxisTests
{
    private static string Written(Scale scale, int most = 6) => string.Join(" | ", scale.Ticks(most).Select(tick => tick.Label));

    private static string Linear(double from, double to, NumberForm form = NumberForm.Number) => Written(new LinearScale(from, to, form));

    [Theory]
    [InlineData(0, 1, "0.0 | 0.2 | 0.4 | 0.6 | 0.8 | 1.0")]
    [InlineData(0.1, 0.42, "0.1 | 0.2 | 0.3 | 0.4")]
    [InlineData(-1, 1, "−1.0 | −0.5 | 0.0 | 0.5 | 1.0")]
    [InlineData(0, 60_000, "0 | 20,000 | 40,000 | 60,000")]
    [InlineData(0, 3.5e7, "0 | 1×10⁷ | 2×10⁷ | 3×10⁷")]
    [InlineData(0, 2.1e-7, "0 | 0.5×10⁻⁷ | 1.0×10⁻⁷ | 1.5×10⁻⁷ | 2.0×10⁻⁷")]
    [InlineData(1000, 1000.0001, "1,000.00000 | 1,000.00002 | 1,000.00004 | 1,000.00006 | 1,000.00008 | 1,000.00010")]
    [InlineData(0, 11, "0 | 2 | 4 | 6 | 8 | 10")]
    [InlineData(1, 14.5, "2.5 | 5.0 | 7.5 | 10.0 | 12.5")]
    public void Numbers_are_those_that_people_count_by(double from, double to, string written) => Assert.Equal(written, Linear(from, to));

    [Theory]
    [InlineData(0.96, 1, "96 % | 97 % | 98 % | 99 % | 100 %")]
    [InlineData(0.9912, 0.9938, "99.15 % | 99.20 % | 99.25 % | 99.30 % | 99.35 %")]
    public void Fractions_are_written_in_hundredths(double from, double to, string written) => Assert.Equal(written, Linear(from, to, NumberForm.Percent));

    [Theory]
    [InlineData(1, 2, "1 | 2")]
    [InlineData(1, 12, "2 | 4 | 6 | 8 | 10 | 12")]
    [InlineData(1, 14.5, "5 | 10")]
    [InlineData(1, 100, "20 | 40 | 60 | 80 | 100")]
    public void Counts_have_nothing_between_one_and_the_next(double from, double to, string written) => Assert.Equal(written, Linear(from, to, NumberForm.Whole));

    [Theory]
    [InlineData(0.001, 1, "0.001 | 0.01 | 0.1 | 1")]
    [InlineData(0.02, 2.5, "0.02 | 0.05 | 0.1 | 0.2 | 0.5 | 1 | 2")]
    [InlineData(0.015, 6, "0.03 | 0.1 | 0.3 | 1 | 3")]
    [InlineData(1e-9, 1e-3, "10⁻⁹ | 10⁻⁸ | 10⁻⁷ | 10⁻⁶ | 10⁻⁵ | 10⁻⁴ | 10⁻³")]
    [InlineData(1e-10, 1e-3, "10⁻¹⁰ | 10⁻⁸ | 10⁻⁶ | 10⁻⁴")]
    [InlineData(2e-8, 3e-7, "2×10⁻⁸ | 5×10⁻⁸ | 1×10⁻⁷ | 2×10⁻⁷")]
    [InlineData(0.3, 0.36, "0.30 | 0.31 | 0.32 | 0.33 | 0.34 | 0.35 | 0.36")]
    [InlineData(1e-300, 1e300, "10⁻³⁰⁰ | 10⁻²⁰⁰ | 10⁻¹⁰⁰ | 1 | 10¹⁰⁰ | 10²⁰⁰ | 10³⁰⁰")]
    public void Logarithmic_axes_have_powers_of_ten_where_there_are_three_of_them(double from, double to, string written) => Assert.Equal(written, Written(new LogScale(from, to), most: 7));

    [Fact]
    public void A_factor_has_the_same_length_everywhere_on_a_logarithmic_axis()
    {
        var scale = new LogScale(1e-4, 1e4);
        Assert.Equal([0, 0.25, 0.5, 1], new[] { 1e-4, 1e-2, 1, 1e4 }.Select(v => Math.Round(scale.Place(v), 12)));
        Assert.All(new[] { 0, -1, double.NaN, double.PositiveInfinity }, v => Assert.True(double.IsNaN(scale.Place(v))));
    }

    [Fact]
    public void Many_decades_are_whole_ones() => Assert.Equal(new LogScale(1e-9, 100), LogScale.Over([2e-9, 70, double.NaN, 0, -7, double.PositiveInfinity], 0.05));

    [Fact]
    public void Room_is_left_but_not_beyond_what_the_numbers_can_be()
    {
        Assert.Equal(new LinearScale(0, 2.1, NumberForm.Number), LinearScale.Over([0.01, 2, double.NaN], new("loss"), 0.1) with { To = 2.1 });
        Assert.Equal(1, LinearScale.Over([0.9, 0.999], new("accuracy", NumberForm.Percent), 0.1).To);
        Assert.InRange(LinearScale.Over([0.9, 0.95], new("accuracy", NumberForm.Percent), 0.1).From, 0.89, 0.9);
        Assert.Equal(0, LinearScale.Over([5, 6], new("seconds") { FromZero = true }, 0.1).From);
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0)]
    [InlineData(-3e200)]
    public void A_single_number_is_in_the_middle(double value) => Assert.Equal(0.5, LinearScale.Over([value, value], new("x"), 0.05).Place(value), 1e-12);

    [Theory]
    [InlineData(3.0)]
    [InlineData(-5e9)]
    [InlineData(1e20)]
    [InlineData(1e300)]
    public void So_is_a_single_whole_number_and_it_has_numbers_beside_it(double value)
    {
        var scale = LinearScale.Over([value], new("epoch", NumberForm.Whole), 0.05);
        Assert.Equal(0.5, scale.Place(value), 1e-6);
        Assert.NotEmpty(scale.Ticks(8));
    }

    [Fact]
    public void Without_numbers_there_is_an_axis_all_the_same()
    {
        Assert.Equal(new LinearScale(0, 1, NumberForm.Number), LinearScale.Over([double.NaN], new("x"), 0.05));
        Assert.Equal(new LogScale(0.1, 10), LogScale.Over([0, -1], 0.05));
    }

    [Theory]
    [InlineData(0.98765, "0.9877")]
    [InlineData(60_000, "60,000")]
    [InlineData(-1.5e-9, "−1.5×10⁻⁹")]
    [InlineData(0, "0")]
    [InlineData(2, "2")]
    [InlineData(9.99999, "10")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "−∞")]
    [InlineData(1.7976931348623157e308, "1.798×10³⁰⁸")]
    public void A_single_number_has_few_digits(double value, string written) => Assert.Equal(written, NumberText.Of(value));
}
