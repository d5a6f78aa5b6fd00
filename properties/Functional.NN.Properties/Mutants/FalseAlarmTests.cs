namespace Functional.NN.Properties.Mutants;

/// <summary>What is right is never called wrong: at kinks and ties, close beside them, near to 0 and far from it, by every method.</summary>
public class FalseAlarmTests
{
    private const int Cases = 2000;

    [Fact]
    public void No_right_rule_is_called_wrong_and_of_few_of_its_numbers_the_checker_cannot_tell()
    {
        var found = FalseAlarms.Of(Cases);
        Assert.Empty(found.Alarms);
        int all = found.Verdicts.Values.Sum();
        Assert.InRange(found.Count(GradientVerdict.Kink), all / 500, all / 20);
        Assert.InRange(found.Count(GradientVerdict.CannotTell), 1, all / 50);
    }

    [Fact]
    public void The_cases_are_of_every_kind() => Assert.All(FalseAlarms.Of(Cases / 10).Cases, kind => Assert.InRange(kind.Value, 2, Cases));
}
