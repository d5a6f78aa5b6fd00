using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Kernels;

namespace Functional.NN.Properties.Contract;

/// <summary>Changes of layout between the operations of a plan move numbers and change none.</summary>
public class LayoutKernelLaws
{
    private static readonly Gen<(Shape Batch, int Seed)> Batches = from batch in Lengths.Batch.Where(n => n > 0) from sample in Lengths.Shapes(0, 3, 300, empty: false) from seed in Gen.Choose(0, 1_000_000) select (sample.Prepend(batch), seed);

    [Fact]
    public void Samples_go_into_the_lanes_of_blocks_and_back() => Law.Holds(Batches, c =>
    {
        Moves<float>(c.Batch, c.Seed);
        Moves<double>(c.Batch, c.Seed);
    });

    private static void Moves<T>(Shape batch, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int samples = batch[0], size = batch.Sample.Size;
        var x = MixedNumbers.Of<T>(batch, seed, extremes: true);
        var packed = SampleBlock.Packed(x, T.Zero);
        SameBits.Assert(packed, PreparedKernel.Run(new PackKernel<T>(samples, size), [x], packed.Shape), batch);
        SameBits.Assert(x, PreparedKernel.Run(new UnpackKernel<T>(samples, size), [SampleBlock.Packed(x, T.NaN)], batch), batch);
        SameBits.Assert(x, PreparedKernel.Run(new CopyKernel<T>(batch.Size), [x], batch), batch);
        var full = SampleBlock.Packed(x, T.NaN);
        SameBits.Assert(packed, PreparedKernel.Run(new ClearedKernel<T>(new CopyKernel<T>(full.Shape.Size), samples, size, [-1]), [full], full.Shape), batch);
    }
}
