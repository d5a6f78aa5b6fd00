using Functional.NN.Kernels;

namespace Functional.NN.Tests.Engine;

public sealed class ShelfTests
{
    [Fact]
    public void Parts_that_are_held_never_overlap_and_lie_on_the_shelf()
    {
        var random = new Random(1);
        var shelf = new Shelf();
        var held = new List<(long Start, long Length)>();
        for (int turn = 0; turn < 5000; turn++)
        {
            if (held.Count > 0 && random.Next(held.Count + 10) < held.Count)
            {
                int at = random.Next(held.Count);
                shelf.GiveBack(held[at].Start, held[at].Length);
                held.RemoveAt(at);
            }
            else
            {
                long length = random.Next(0, 200);
                long start = shelf.Take(length);
                Assert.All(held, part => Assert.True(start + Math.Max(1, length) <= part.Start || part.Start + Math.Max(1, part.Length) <= start, "two parts overlap"));
                Assert.True(start + length <= shelf.Length);
                held.Add((start, length));
            }
        }
    }

    [Fact]
    public void Parts_begin_on_a_cache_line()
    {
        var shelf = new Shelf();
        Assert.Equal([0, 16, 32, 64], new long[] { 1, 16, 17, 5 }.Select(shelf.Take));
        Assert.Equal(80, shelf.Length);
    }

    [Fact]
    public void Room_given_back_is_taken_again_and_neighbours_join()
    {
        var shelf = new Shelf();
        long[] starts = [.. Enumerable.Range(0, 5).Select(_ => shelf.Take(16))];
        foreach (int i in (int[])[1, 3, 2]) shelf.GiveBack(starts[i], 16);
        Assert.Equal(starts[1], shelf.Take(48));
        Assert.Equal(80, shelf.Length);
    }

    [Fact]
    public void A_part_that_is_larger_than_the_free_end_makes_the_shelf_longer_from_there()
    {
        var shelf = new Shelf();
        shelf.Take(16);
        long last = shelf.Take(16);
        shelf.GiveBack(last, 16);
        Assert.Equal(last, shelf.Take(64));
        Assert.Equal(80, shelf.Length);
    }

    [Fact]
    public void When_all_is_given_back_all_is_free_again()
    {
        var shelf = new Shelf();
        var random = new Random(2);
        var held = Enumerable.Range(0, 100).Select(_ => (long)random.Next(1, 100)).Select(length => (Start: shelf.Take(length), Length: length)).ToList();
        long length = shelf.Length;
        foreach (var part in held.OrderBy(_ => random.Next())) shelf.GiveBack(part.Start, part.Length);
        Assert.Equal(0, shelf.Take(length));
        Assert.Equal(length, shelf.Length);
    }
}
