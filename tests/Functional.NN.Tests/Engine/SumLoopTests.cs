using Functional.NN.Kernels;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Engine;

/// <summary>How a sum walks, and the sum that walks so.</summary>
public sealed class SumLoopTests
{
    private static IEnumerable<int[]> Subsets(int rank) => Enumerable.Range(0, 1 << rank).Select(set => Enumerable.Range(0, rank).Where(axis => (set >> axis & 1) == 1).ToArray());

    [Fact]
    public void The_parts_before_of_and_after_the_first_axes_make_the_whole()
    {
        var from = Shape.Of(2, 3, 5, 7);
        foreach (int[] axes in Subsets(4).Where(a => a.Length > 0))
        {
            var loop = new SumLoop(from, axes);
            Assert.Equal(from.Size, loop.Outer * loop.Count * loop.Inner);
            Assert.Equal(Enumerable.Range(0, 4).Except(axes).Select(a => from[a]), loop.Result(keep: false));
            Assert.Equal(Enumerable.Range(0, 4).Select(a => axes.Contains(a) ? 1 : from[a]), loop.Result(keep: true));
        }
    }

    [Fact]
    public void No_axes_are_a_trivial_sum_and_neighbouring_ones_leave_no_gaps()
    {
        Assert.True(new SumLoop([2, 3], []).IsTrivial);
        Assert.Null(new SumLoop([2, 3, 5], [1, 2]).Between);
        Assert.Null(new SumLoop([2, 3, 5], [-2]).Between);
        var gaps = new SumLoop([2, 3, 5], [0, 2]).Between!;
        Assert.Equal([0, 5, 10], gaps.Kept);
        Assert.Equal([0, 1, 2, 3, 4], gaps.Summed);
    }

    [Fact]
    public void Sums_over_every_set_of_axes_are_the_naive_ones()
    {
        foreach (var shape in new Shape[] { [7], [33], [5, 40], [40, 5], [3, 18, 2], [18, 3, 4], [17, 2, 3, 5], [2, 19, 3, 2] })
            foreach (int[] axes in Subsets(shape.Rank).Where(a => a.Length > 0))
            {
                Assert.Equal(SumReference.Along(Numbers.Some<float>(shape, 1), axes), Numbers.Some<float>(shape, 1).Sum(axes));
                Assert.Equal(SumReference.Along(Numbers.Some<double>(shape, 2), axes), Numbers.Some<double>(shape, 2).Sum(axes));
            }
    }
}
