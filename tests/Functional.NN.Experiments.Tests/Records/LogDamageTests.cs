using System.Text;

namespace Functional.NN.Experiments.Tests;

/// <summary>A line of the log that is not as it was written is named by file and line, and the run goes on from before it.</summary>
public sealed class LogDamageTests
{
    [Theory]
    [InlineData("{\"step\":2,", "loss\":", 12)]
    [InlineData("{\"step\":2,", "check\":\"", 3)]
    [InlineData("{\"step\":14,", "norm\":", 3)]
    [InlineData("{\"step\":15,", "loss\":", 4)]
    [InlineData("{\"saved\":8,", "state sha256\":\"", 20)]
    [InlineData("{\"saved\":8,", "since sha256\":\"", 20)]
    [InlineData("{\"epoch\":2,", "rate\":", 0)]
    [InlineData("{\"epoch\":2,", "theta.0.weight\":\"", 5)]
    [InlineData("{\"epoch\":2,", "chain sha256\":\"", 5)]
    [InlineData("{\"epoch\":1,", "\"state sha256\":\"", 5)]
    public void One_changed_digit_is_found_in_its_line_wherever_it_is(string begins, string behind, int offset)
    {
        using var run = new RunScratch();
        run.KilledAfter(17);
        string[] lines = File.ReadAllLines(run.Folder.Log);
        int number = Array.FindIndex(lines, line => line.StartsWith(begins, StringComparison.Ordinal));
        int at = lines[number].IndexOf(behind, StringComparison.Ordinal) + behind.Length + offset;
        while (!char.IsAsciiDigit(lines[number][at])) at++;
        char digit = lines[number][at];
        lines[number] = $"{lines[number][..at]}{(digit == '7' ? '3' : '7')}{lines[number][(at + 1)..]}";
        File.WriteAllText(run.Folder.Log, string.Join('\n', lines) + "\n");

        var log = run.Read().Log;
        Assert.StartsWith($"{run.Folder.Log}, line {number + 1}: ", log.Fault, StringComparison.Ordinal);
        Assert.Equal(lines[..number].Count(line => line.StartsWith("{\"step\"", StringComparison.Ordinal)), log.Steps.Length);
        var (report, damage, from) = run.Resumed();
        Assert.Equal(log.Fault, damage[0]);
        Assert.True(from <= log.Steps.Length);
        SmallRuns.EndsAsUninterrupted(run, report);
    }

    [Fact]
    public void A_line_that_is_missing_is_found()
    {
        using var run = new RunScratch();
        run.KilledAfter(15);
        var lines = File.ReadAllLines(run.Folder.Log).ToList();
        lines.RemoveAt(2);
        File.WriteAllText(run.Folder.Log, string.Join('\n', lines) + "\n");
        Assert.Contains("line 3: step 3 was to come, here is step 4", run.Read().Log.Fault, StringComparison.Ordinal);
        SmallRuns.EndsAsUninterrupted(run, run.Resumed().Report);
    }

    [Theory]
    [InlineData("{\"step\":16,\"lo")]
    [InlineData("{")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public void A_last_line_without_its_end_is_no_damage(string torn)
    {
        using var run = new RunScratch();
        run.KilledAfter(15);
        File.AppendAllText(run.Folder.Log, torn);
        var (report, damage, _) = run.Resumed();
        Assert.Empty(damage);
        SmallRuns.EndsAsUninterrupted(run, report);
    }

    [Fact]
    public void A_log_that_is_lost_begins_anew()
    {
        using var run = new RunScratch();
        run.KilledAfter(15);
        File.Delete(run.Folder.Log);
        var (report, damage, from) = run.Resumed();
        Assert.Equal(0, from);
        Assert.All(damage, sentence => Assert.Contains("the log does not reach to step", sentence, StringComparison.Ordinal));
        SmallRuns.EndsAsUninterrupted(run, report);
    }

    [Fact]
    public void A_complete_run_with_a_damaged_line_is_computed_again_from_before_it_even_when_that_is_interrupted()
    {
        using var run = new RunScratch();
        TrainingRun.Run(SmallRuns.Experiment, run.Options);
        string text = File.ReadAllText(run.Folder.Log);
        int place = text.IndexOf("\"epoch\":4,\"result\"", StringComparison.Ordinal) + "\"epoch\":4,\"result\":{\"step\":".Length;
        File.WriteAllText(run.Folder.Log, string.Create(text.Length, text, (span, old) =>
        {
            old.CopyTo(span);
            span[place] = '9';
        }), new UTF8Encoding(false));
        run.ResumedAndKilledAfter(26);
        SmallRuns.EndsAsUninterrupted(run, run.Resumed().Report);
    }
}
