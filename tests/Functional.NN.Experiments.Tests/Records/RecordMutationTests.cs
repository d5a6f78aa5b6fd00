using Functional.NN.Tests;

namespace Functional.NN.Experiments.Tests;

/// <summary>Ten thousand random changes of a record's files: each is refused by one of the library's own exceptions, or what is read is what was written, up to a fault that is named.</summary>
public sealed class RecordMutationTests
{
    private const int OfTheLog = 4000, OfEachOther = 1500;

    private static readonly RandomKey Key = RandomKey.FromSeed(20260102);

    [Fact]
    public void A_changed_log_is_read_right_up_to_the_fault()
    {
        using var run = Complete();
        var (whole, lines) = (run.Read(), Lines(run.Read().Log));
        var withstood = Mutations.Withstands(File.ReadAllBytes(run.Folder.Log), OfTheLog, bytes =>
        {
            File.WriteAllBytes(run.Folder.Log, bytes);
            var log = RunLog.Read(run.Folder.Log, whole.Header.ExperimentSha256, whole.Header.DataSha256);
            // Never another number than was written, and none that was not.
            Assert.StartsWith(Lines(log), lines, StringComparison.Ordinal);
            if (log.Fault is not null) throw new DataException(log.Fault);
        }, Key.Fold("log"));
        Assert.InRange(withstood.Refused, OfTheLog / 2, OfTheLog);
    }

    [Theory]
    [InlineData("run.json")]
    [InlineData("result.json")]
    [InlineData("sessions.jsonl")]
    [InlineData("experiment.json")]
    public void A_changed_file_beside_it_is_refused_or_says_the_same(string name)
    {
        using var run = Complete();
        var whole = run.Read();
        string path = Path.Combine(run.Path, name);
        Mutations.Withstands(File.ReadAllBytes(path), OfEachOther, bytes =>
        {
            File.WriteAllBytes(path, bytes);
            var record = run.Read();
            Assert.Equal((whole.Header.ExperimentSha256, whole.Header.DataSha256, whole.Result), (record.Header.ExperimentSha256, record.Header.DataSha256, record.Result));
            Assert.Equal(whole.Experiment.Sha256(), record.Experiment.Sha256());
            Assert.Equal((null, whole.Log.Steps.Length), (record.Log.Fault, record.Log.Steps.Length));
        }, Key.Fold(name));
    }

    private static string Lines(RunLog log)
    {
        var epochs = log.Epochs.ToDictionary(epoch => epoch.Result.Step);
        return string.Concat(log.Steps.SelectMany(step => epochs.TryGetValue(step.Step, out var epoch) ? (string[])[LogJson.Write(step), LogJson.Write(epoch.Result) + epoch.ChainSha256] : [LogJson.Write(step)]).Select(line => line + "\n"));
    }

    private static RunScratch Complete()
    {
        var run = new RunScratch();
        TrainingRun.Run(SmallRuns.Experiment, run.Options);
        return run;
    }
}
