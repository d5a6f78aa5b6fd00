namespace Functional.NN.Experiments.Tests;

/// <summary>A saved state that is not as it was written is refused by name, and the run goes on from the one before it.</summary>
public sealed class CheckpointDamageTests
{
    private const int KilledAfter = 15;

    /// <summary>What is done to a file.</summary>
    public static TheoryData<string> Damages => ["cut in the middle", "cut by a byte", "emptied", "a bit of the length", "a bit of the header", "a bit of a number", "a bit of the last byte", "bytes appended", "a model", "another run's", "another step's", "no safetensors"];

    [Theory]
    [MemberData(nameof(Damages))]
    public void The_last_state_damaged(string how)
    {
        using var run = new RunScratch();
        run.KilledAfter(KilledAfter);
        long[] steps = [.. run.Folder.CheckpointSteps()];
        Damage(run.Folder.Checkpoint(steps[0]), how);
        var (report, damage, from) = run.Resumed();
        Assert.Equal(steps[1], from);
        Assert.StartsWith(run.Folder.Checkpoint(steps[0]), Assert.Single(damage), StringComparison.Ordinal);
        SmallRuns.EndsAsUninterrupted(run, report);
    }

    [Fact]
    public void Each_state_in_turn_until_the_first_is_damaged_too_and_the_run_begins_anew()
    {
        using var whole = new RunScratch();
        whole.KilledAfter(KilledAfter);
        long[] steps = [.. whole.Folder.CheckpointSteps()];
        Assert.Equal([12, 8, 6, 4], steps);
        for (int damaged = 1; damaged <= steps.Length; damaged++)
        {
            using var run = new RunScratch();
            run.KilledAfter(KilledAfter);
            foreach (long step in steps[..damaged]) Damage(run.Folder.Checkpoint(step), "a bit of a number");
            var (report, damage, from) = run.Resumed();
            Assert.Equal(damaged == steps.Length ? 0 : steps[damaged], from);
            Assert.Equal(steps[..damaged].Select(run.Folder.Checkpoint), damage.Select(sentence => sentence.Split(": ")[0]));
            SmallRuns.EndsAsUninterrupted(run, report);
        }
    }

    [Fact]
    public void A_state_that_was_being_written_when_the_process_was_killed_is_no_damage_and_leaves_nothing()
    {
        using var run = new RunScratch();
        run.KilledAfter(KilledAfter);
        string left = Path.Combine(run.Folder.Checkpoints, "000000016.safetensors.0123456789abcdef0123456789abcdef.tmp");
        File.WriteAllBytes(left, File.ReadAllBytes(run.Folder.Checkpoint(12))[..100]);
        var (report, damage, _) = run.Resumed();
        Assert.Empty(damage);
        Assert.False(File.Exists(left));
        SmallRuns.EndsAsUninterrupted(run, report);
    }

    [Fact]
    public void The_sentence_names_the_block_and_both_hashes()
    {
        using var run = new RunScratch();
        run.KilledAfter(KilledAfter);
        Damage(run.Folder.Checkpoint(12), "a bit of a number");
        Assert.Matches("000000012[.]safetensors: the block \"[a-z0-9._]+\" is damaged \\(its SHA-256 is [0-9a-f]{64}, recorded is [0-9a-f]{64}\\)", Assert.Single(run.Resumed().Damage));
    }

    /// <summary>The state of another run of the same network, after as many steps, is right in itself: only the log says that it is not this run's.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    public void A_state_of_another_run_is_refused_by_its_hash_within_an_epoch_as_at_its_end(int step)
    {
        using RunScratch run = new(), other = new();
        run.KilledAfter(step + 1);
        other.KilledAfter(step + 1, SmallRuns.Experiment.With(seed: 99));
        File.Copy(other.Folder.Checkpoint(step), run.Folder.Checkpoint(step), overwrite: true);
        var (report, damage, _) = run.Resumed();
        Assert.Matches("the state's hash is [0-9a-f]{64}, the log has [0-9a-f]{64}", Assert.Single(damage));
        SmallRuns.EndsAsUninterrupted(run, report);
    }

    private static void Damage(string path, string how)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int header = BitConverter.ToInt32(bytes, 0);
        byte[] Flipped(int at)
        {
            bytes[at] ^= 4;
            return bytes;
        }
        File.WriteAllBytes(path, how switch
        {
            "cut in the middle" => bytes[..(bytes.Length / 2)],
            "cut by a byte" => bytes[..^1],
            "emptied" => [],
            "a bit of the length" => Flipped(0),
            "a bit of the header" => Flipped(8 + header / 2),
            "a bit of a number" => Flipped(8 + header + 17),
            "a bit of the last byte" => Flipped(bytes.Length - 1),
            "bytes appended" => [.. bytes, 1, 2, 3],
            "a model" => Foreign(path => new Trainer<float>(SmallRuns.Experiment.Network, new SoftmaxCrossEntropy(), new Adam(0.1)).Initialize(RandomKey.FromSeed(1)).Model.Save(path)),
            "another run's" => Foreign(path => RunState<float>.Start(new Trainer<float>(new Network([2], new Dense(2)), new SoftmaxCrossEntropy(), new Adam(0.1)).Initialize(RandomKey.FromSeed(1))).Save(path)),
            "another step's" => File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path)!, "000000004.safetensors")),
            _ => "{\"not\":\"safetensors\"}"u8.ToArray(),
        });
    }

    private static byte[] Foreign(Action<string> save)
    {
        string path = Path.GetTempFileName();
        save(path);
        byte[] bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }
}
