using System.Text;
using static Functional.NN.Tests.Serialization.SavedRuns;

namespace Functional.NN.Tests.Serialization;

/// <summary>A changed file is refused, or what is read is the state it was.</summary>
public sealed class RunStateMutationTests
{
    private static readonly SafetensorsFile Good = Tiny.ToSafetensors();

    private static RunState<float> Read(IEnumerable<byte> bytes) => RunState.FromSafetensors<float>(SafetensorsFile.FromBytes([.. bytes]), TinyNetwork);

    private static void IsTheSame(RunState<float> read) => Assert.Equal(Good, read.ToSafetensors());

    [Fact]
    public void Every_flipped_bit_is_refused()
    {
        byte[] file = [.. Good.ToBytes()];
        for (int bit = 0; bit < 8 * file.Length; bit++)
        {
            file[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                Read(file);
                Assert.Fail($"bit {bit % 8} of byte {bit / 8} of {file.Length} may be flipped");
            }
            catch (DataException)
            {
                file[bit / 8] ^= (byte)(1 << bit % 8);
            }
        }
        IsTheSame(Read(file));
    }

    [Fact]
    public void Every_beginning_is_refused()
    {
        var file = Good.ToBytes();
        for (int length = 0; length < file.Length; length++) Assert.Throws<DataException>(() => Read(file[..length]));
    }

    [Fact]
    public void Ten_thousand_mutations_are_refused_or_change_nothing_in_bounded_memory_and_time()
    {
        var withstood = Mutations.Withstands([.. Good.ToBytes()], 10_000, bytes => IsTheSame(Read(bytes)));
        Assert.InRange(withstood.Harmless, 1, 1000);
    }

    /// <summary>As somebody would edit it who knows how the file is sealed: so the reader of the text is reached.</summary>
    [Fact]
    public void So_are_mutations_of_the_description_under_its_right_hash()
    {
        var withstood = Mutations.Withstands(Encoding.UTF8.GetBytes(Good.Metadata["run"]), 10_000, bytes =>
        {
            string text = Encoding.UTF8.GetString(bytes);
            IsTheSame(RunState.FromSafetensors<float>(Good.WithMetadata("run", text).WithMetadata("run sha256", RunStateFormat.Sha256(text)), TinyNetwork));
        }, RandomKey.FromSeed(1));
        Assert.InRange(withstood.Refused, 5000, 10_000);
    }
}
