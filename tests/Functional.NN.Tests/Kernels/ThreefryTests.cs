using System.Globalization;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Kernels;

/// <summary>Threefry-2×64-20 against the published known answers.</summary>
public sealed class ThreefryTests
{
    [Fact]
    public void The_known_answers_of_random123_come_out()
    {
        var lines = File.ReadLines(Repository.Vectors("random123.txt")).Where(line => line.StartsWith("threefry2x64 20 ", StringComparison.Ordinal)).ToArray();
        Assert.Equal(3, lines.Length);
        foreach (var line in lines)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(word => ulong.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
            Assert.Equal((words[4], words[5]), Threefry.Block(key0: words[2], key1: words[3], counter0: words[0], counter1: words[1]));
        }
    }

    [Fact]
    public void Each_bit_of_key_and_counter_changes_about_half_of_the_bits()
    {
        var origin = Threefry.Block(1, 2, 3, 4);
        for (var bit = 0; bit < 256; bit++)
        {
            ulong Word(int index) => (ulong)(index + 1) ^ (bit / 64 == index ? 1UL << (bit % 64) : 0);
            var (a, b) = Threefry.Block(Word(0), Word(1), Word(2), Word(3));
            var changed = ulong.PopCount(a ^ origin.Word0) + ulong.PopCount(b ^ origin.Word1);
            Assert.InRange(changed, 64UL - 30, 64UL + 30); // more than five standard deviations
        }
    }
}
