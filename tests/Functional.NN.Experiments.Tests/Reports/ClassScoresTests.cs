namespace Functional.NN.Experiments.Tests.Reports;

/// <summary>How outputs are read as decisions.</summary>
public class ClassScoresTests
{
    private static ClassScores? Of(string data, string loss) => Read(UsualExperiment.On(new DataDescription(data, Limit: data == "xor" ? null : 20), DataPlaces.Usual, loss: loss));

    private static ClassScores? Read(Experiment experiment) => ClassScores.Of(experiment, PreparedTraining<float>.Of(experiment, DataPlaces.Usual).Test);

    [Fact]
    public void Logits_become_probabilities()
    {
        var (scores, right) = Of("blobs", "cross-entropy")!.Read([Math.Log(1), Math.Log(2), Math.Log(5)], [1]);
        Assert.Equal(1, right);
        Assert.Equal([0.125, 0.25, 0.625], scores.Select(s => Math.Round(s, 12)));
    }

    [Fact]
    public void Vectors_of_zeros_and_a_one_name_a_class()
    {
        var reading = Of("blobs", "mse")!;
        Assert.False(reading.AreProbabilities);
        Assert.Equal(2, reading.Read([0.1, 0.9, 0.3], [0, 0, 1]).True);
    }

    [Fact]
    public void Of_distances_the_smallest_decides() => Assert.Equal(1, ClassScores.Largest(Of("blobs", "map-distance")!.Read([3, 1, 2], [0]).Scores));

    [Fact]
    public void One_logit_is_that_of_the_second_class()
    {
        var experiment = UsualExperiment.On(new DataDescription("xor"), DataPlaces.Usual);
        experiment = experiment.With(objective: ((Supervised)experiment.Objective).With(metrics: [new Accuracy()]));
        var reading = Read(experiment)!;
        Assert.Equal(0.75, reading.Read([Math.Log(3)], [1]).Scores[1], 1e-12);
        Assert.Equal((0, 1), (reading.Read([-1], [0]).True, reading.Read([-1], [1]).True));
    }

    [Fact]
    public void Where_no_decision_is_measured_none_is_read() => Assert.Null(Of("xor", "mse"));

    [Fact]
    public void NaN_is_never_the_largest_but_where_it_comes_first() => Assert.Equal(1, ClassScores.Largest([0, 2, double.NaN]));
}
