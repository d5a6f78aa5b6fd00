namespace Functional.NN.Experiments.Tests;

/// <summary>Successive halving over a made-up table of figures.</summary>
public class HalvingTests
{
    [Theory]
    [InlineData(27, 27, 3, 1, "1:27 3:9 9:3 27:1")]
    [InlineData(10, 20, 3, 2, "2:10 6:3 20:1")]
    [InlineData(4, 8, 2, 1, "1:4 2:2 4:1 8:1")]
    [InlineData(2, 100, 4, 25, "25:2 100:1")]
    public void A_rung_has_the_factor_times_the_epochs_and_one_of_as_many_settings(int settings, int epochs, int factor, int first, string rungs) =>
        Assert.Equal(rungs, string.Join(' ', new SuccessiveHalving(factor, first).Rungs(settings, epochs).Select(rung => $"{rung.Epoch}:{rung.Settings}")));

    [Fact]
    public void A_first_rung_without_room_for_a_second_is_refused()
    {
        Assert.Equal("Sweep: halving runs all settings for 5 epochs and one of 3 for 15 or more, and a run has 14; take fewer first epochs.", Assert.Throws<NNException>(() => new SuccessiveHalving(3, 5).Rungs(9, 14)).Message);
        Assert.Equal("Sweep: halving needs a factor from 2 on, got 1.", Assert.Throws<NNException>(() => new SuccessiveHalving(1)).Message);
    }

    [Fact]
    public void The_best_go_on_and_ties_go_to_the_lower_index()
    {
        Standing[] table = [new(0, 0.5, 0), new(1, 0.2, 0), new(2, 0.2, 0), new(3, 0.2, 0), new(4, 0.9, 0)];
        Assert.Equal([1, 2], SuccessiveHalving.Survivors(table, 2, Better.Smaller).ToArray());
        Assert.Equal([0, 4], SuccessiveHalving.Survivors(table, 2, Better.Larger).ToArray());
        Assert.Equal([1, 2], SuccessiveHalving.Survivors(table.Reverse(), 2, Better.Smaller).ToArray());
    }

    [Fact]
    public void A_setting_with_a_failed_run_goes_on_only_where_no_other_can_and_one_without_a_figure_never()
    {
        Standing[] table = [new(0, 0.1, 1), new(1, 0.8, 0), new(2, null, 3), new(3, double.NaN, 0), new(4, 0.3, 2)];
        Assert.Equal([1], SuccessiveHalving.Survivors(table, 1, Better.Smaller).ToArray());
        Assert.Equal([0, 1], SuccessiveHalving.Survivors(table, 2, Better.Smaller).ToArray());
        Assert.Equal([0, 1, 4], SuccessiveHalving.Survivors(table, 5, Better.Smaller).ToArray());
    }
}
