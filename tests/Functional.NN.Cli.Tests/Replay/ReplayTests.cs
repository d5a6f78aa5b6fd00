using System.Diagnostics;
using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests.Replay;

/// <summary>A record is proved by computing it again; what is not as it was written is named.</summary>
public sealed class ReplayTests(RecordedRun run) : IClassFixture<RecordedRun>
{
    [Theory]
    [InlineData("")]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void A_record_of_one_thread_and_all_instructions_is_replayed_bit_by_bit_with_two_threads_and_without(string instructions)
    {
        string output = InAProcess(["verify", "run", run.Folder, "--threads", "2", "--quiet"], instructions);
        Assert.StartsWith("replayed 12 steps and 3 epochs: every bit is the same\n", output, StringComparison.Ordinal);
        Assert.Contains("threads: 1 ≠ 2", output, StringComparison.Ordinal);
        Assert.Equal(instructions.Length > 0, output.Contains($"switches: none ≠ {instructions}=0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_epoch_alone_is_replayed_from_the_state_before_it(int epoch)
    {
        var ran = Fnn.Run($"verify run {run.Folder} --epoch {epoch} --quiet --threads 1");
        Assert.Equal((0, $"replayed {RecordedRun.StepsPerEpoch} steps and 1 epoch: every bit is the same\n"), (ran.Code, ran.Out));
    }

    [Fact]
    public void An_epoch_alone_needs_a_saved_state_before_it_and_takes_the_nearest_there_is()
    {
        using var scratch = new Scratch();
        string copy = run.Copy(scratch);
        File.Delete(new RunFolder(copy).Checkpoint(2 * RecordedRun.StepsPerEpoch));
        Assert.Equal(0, Fnn.Run($"verify run {copy} --epoch 3 --quiet").Code);
        Directory.Delete(new RunFolder(copy).Checkpoints, recursive: true);
        Assert.Equal(0, Fnn.Run($"verify run {copy} --epoch 3 --quiet").Code);
    }

    [Fact]
    public void An_epoch_that_the_record_has_not_is_refused() => Fnn.Run($"verify run {run.Folder} --epoch 4").IsRefused("the record has the epochs 1 to 3, asked for epoch 4");

    [Fact]
    public void A_flipped_bit_in_a_saved_state_is_found_and_the_block_named()
    {
        using var scratch = new Scratch();
        string copy = run.Copy(scratch), state = new RunFolder(copy).Checkpoint(RecordedRun.StepsPerEpoch);
        Flip(state, new FileInfo(state).Length / 2);
        IsFound(copy, "damaged:", "000000004.safetensors: the block \"", "is damaged (its SHA-256 is");
    }

    [Fact]
    public void A_changed_digit_in_a_step_is_found_and_its_line_named()
    {
        using var scratch = new Scratch();
        string copy = run.Copy(scratch), log = new RunFolder(copy).Log;
        string text = File.ReadAllText(log);
        int digit = text.IndexOf("\"loss\":", text.IndexOf("{\"step\":6,", StringComparison.Ordinal), StringComparison.Ordinal) + "\"loss\":".Length + 2;
        File.WriteAllText(log, text[..digit] + (text[digit] == '1' ? '2' : '1') + text[(digit + 1)..]);
        IsFound(copy, "log.jsonl, line 7: ");
    }

    [Fact]
    public void A_changed_measure_is_found_and_its_epoch_named()
    {
        using var scratch = new Scratch();
        string copy = run.Copy(scratch), log = new RunFolder(copy).Log;
        string text = File.ReadAllText(log);
        int digit = text.IndexOf("\"loss\":", text.IndexOf("\"test\":", StringComparison.Ordinal), StringComparison.Ordinal) + "\"loss\":".Length + 2;
        File.WriteAllText(log, text[..digit] + (text[digit] == '1' ? '2' : '1') + text[(digit + 1)..]);
        IsFound(copy, "log.jsonl, line 5: ", "the hash chain does not hold");
    }

    [Fact]
    public void A_spoilt_model_is_found()
    {
        using var scratch = new Scratch();
        string copy = run.Copy(scratch), model = new RunFolder(copy).Model;
        Flip(model, new FileInfo(model).Length - 100);
        IsFound(copy, "model.safetensors: the theta sha256 is");
    }

    [Fact]
    public void A_changed_experiment_is_refused()
    {
        using var scratch = new Scratch();
        string copy = run.Copy(scratch), experiment = new RunFolder(copy).Experiment;
        File.WriteAllText(experiment, File.ReadAllText(experiment).Replace("\"seed\": 5", "\"seed\": 6", StringComparison.Ordinal));
        Fnn.Run($"verify run {copy}").IsRefused("the experiment's hash is", "the file was changed or is damaged");
    }

    /// <summary>Another machine that computes one step otherwise and writes an honest record of it: the chain holds, the replay tells.</summary>
    [Fact]
    public void A_run_that_was_computed_otherwise_from_some_step_on_is_told_by_that_step()
    {
        using var scratch = new Scratch();
        string copy = run.Copy(scratch);
        var record = RunRecord.Read(copy);
        File.Delete(record.Folder.Log);
        using (var log = new LogWriter(record.Folder.Log, record.Header, RunLog.Empty, default, () => { }))
        {
            foreach (var epoch in record.Log.Epochs)
            {
                log.Steps([.. record.Log.Steps.Take((int)epoch.Result.Step).Skip((int)epoch.Result.Step - RecordedRun.StepsPerEpoch)
                    .Select(step => step.Step == 7 ? step with { Loss = Math.BitIncrement(step.Loss) } : step)]);
                log.Epoch(epoch.Result, epoch.Seconds);
            }
        }
        Assert.Null(RunRecord.Read(copy).Log.Fault);
        var (all, first) = (Fnn.Run($"verify run {copy} --quiet"), Fnn.Run($"verify run {copy} --quiet --epoch 1"));
        Assert.Contains("first step that differs: 7 (epoch 2)", all.Out, StringComparison.Ordinal);
        Assert.Contains("replayed 4 steps and 1 epoch", first.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("first step", first.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_data_file_is_found_and_named()
    {
        using var scratch = new Scratch();
        string table = scratch.File("points.csv", string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 7},{i % 5},{(i % 2 == 0 ? "even" : "odd")}\n").Prepend("a,b,parity\n")));
        string folder = Path.Combine(scratch.Path, "run");
        Assert.Equal(0, Fnn.Run($"train --data {table} --epochs 2 --quiet --run {folder}").Code);
        Assert.Equal(0, Fnn.Run($"verify run {folder} --quiet").Code);
        File.WriteAllText(table, File.ReadAllText(table).Replace("\n6,6", "\n6,5", StringComparison.Ordinal).Replace("\n3,3,odd", "\n3,4,odd", StringComparison.Ordinal));
        IsFound(folder, "data:", "points.csv has the sha256", "recorded is");
    }

    [Fact]
    public void Two_runs_are_compared_field_by_field_step_by_step_and_block_by_block()
    {
        using var scratch = new Scratch();
        string other = Path.Combine(scratch.Path, "other");
        Assert.Equal(0, Fnn.Run($"train --data digits --limit 128 --epochs 3 --batch 32 --seed 5 --optimizer momentum --early-stopping 5 --shards 2 --keep all --quiet --run {other}").Code);
        var ran = Fnn.Run($"diff {run.Folder} {other}");
        Assert.Equal(1, ran.Code);
        Assert.Contains("compared 12 steps and 3 epochs: not the same", ran.Out, StringComparison.Ordinal);
        Assert.Contains("training.shards: 1 ≠ 2", ran.Out, StringComparison.Ordinal);
        Assert.Matches("first step that differs: [0-9]+ \\(epoch [12]\\)", ran.Out);
        Assert.Matches("block: +[a-z.0-9]+: up to [0-9,]+ ulps", ran.Out);
        Assert.StartsWith("compared 12 steps and 3 epochs: every bit is the same", Fnn.Run($"diff {run.Folder} {run.Folder}").Out, StringComparison.Ordinal);
    }

    private static void IsFound(string folder, params string[] words)
    {
        var ran = Fnn.Run($"verify run {folder} --quiet");
        Assert.Equal((1, ""), (ran.Code, ran.Err));
        foreach (string word in words) Assert.Contains(word, ran.Out, StringComparison.Ordinal);
    }

    private static void Flip(string path, long at)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1 << 3;
        File.WriteAllBytes(path, bytes);
    }

    private static string InAProcess(string[] args, string withoutInstructions)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "fnn.dll"), .. args]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (withoutInstructions.Length > 0) start.Environment[withoutInstructions] = "0";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal((0, ""), (process.ExitCode, error.Result));
        return output;
    }
}
