using System.Numerics;
using Functional.NN.Kernels;
using Functional.NN.Primitives;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Engine;

/// <summary>Elementwise operations strip by strip have the bits of one after the other, and sums of them those of the naive sum.</summary>
public sealed class StripTests
{
    private static readonly (Shape Tensor, Shape[] Operands)[] Shapes =
    [
        ([5000], [[5000], []]), ([70, 64], [[70, 64], [64], [70, 1]]), ([3, 2000], [[3, 1], [2000], [3, 2000]]), ([2, 3, 4, 50, 16], [[2, 3, 4, 50, 16], [3, 1, 1, 1], [1, 1, 1, 1, 1]]),
        ([2, 3, 700, 1], [[2, 3, 700, 1], [3, 1, 1], [700, 1], [2, 1, 1, 1]]), ([1, 1], [[1, 1], []]), ([7, 1, 333], [[7, 1, 333], [1, 333], [7, 1, 1]]), ([300, 2, 9], [[9], [2, 1], [300, 1, 1]]), ([1025], [[1], [1025]]),
    ];

    [Fact]
    public void Strips_cover_a_tensor_once_and_pieces_of_operands_broadcast_to_them()
    {
        foreach (var (shape, operands) in Shapes)
            foreach (int about in (int[])[7, 64, 1000, 1_000_000])
            {
                var loop = new StripLoop(shape, operands, about);
                Tensor<double>[] numbers = [.. operands.Select(operand => Tensor.Generate(operand, i => (double)i))], whole = [.. numbers.Select(tensor => tensor.BroadcastTo(shape))];
                int covered = 0;
                for (int strip = 0; strip < loop.Starts.Length; strip++)
                {
                    bool last = strip % loop.PerRow == loop.PerRow - 1;
                    Assert.Equal(covered, loop.Starts[strip][operands.Length]);
                    int length = loop.Strip(last).Size;
                    Assert.True(length <= Math.Max(about, 1));
                    Assert.Equal(last ? loop.LastLength : loop.Length, length);
                    for (int operand = 0; operand < operands.Length; operand++)
                    {
                        var piece = Tensor.Generate(loop.Strip(operand, last), i => numbers[operand].AsSpan()[loop.Starts[strip][operand] + i]);
                        Assert.True(whole[operand].AsSpan().Slice(covered, length).SequenceEqual(piece.BroadcastTo(loop.Strip(last)).AsSpan()));
                    }
                    covered += length;
                }
                Assert.Equal(shape.Size, covered);
            }
    }

    [Fact]
    public void Operations_in_strips_have_the_bits_of_one_after_the_other()
    {
        foreach (var (samples, features) in ((int, int)[])[(1, 1), (3, 700), (64, 64), (200, 16), (9, 1100), (33, 257)])
        {
            InStrips<float>(samples, [samples, features], [features], [samples, 1]);
            InStrips<double>(samples, [samples, features], [samples, features], []);
            InStrips<float>(samples, [samples, 3, features], [3, 1], [samples, 1, 1]);
        }
    }

    [Fact]
    public void Sums_of_operations_in_strips_have_the_bits_of_the_naive_sum_and_no_lane_without_a_sample()
    {
        foreach (int samples in (int[])[1, 5, 16, 17, 32, 40])
            foreach (var (channels, height, width) in ((int, int, int)[])[(1, 3, 5), (3, 9, 11), (4, 1, 1), (9, 12, 12)])
            {
                Summed<float>(samples, channels, height, width);
                Summed<double>(samples, channels, height, width);
            }
    }

    [Fact]
    public void Sums_down_columns_have_the_bits_of_the_naive_sum()
    {
        for (int rows = 0; rows <= 50; rows++)
            foreach (int columns in (int[])[1, 3, 16, 17, 40, 70])
            {
                Columns<float>(rows, columns);
                Columns<double>(rows, columns);
            }
    }

    /// <summary>(a·x − c, its tanh, and the larger of that and x): three operations of which two results are kept.</summary>
    private static unsafe void InStrips<T>(int samples, Shape shape, Shape a, Shape c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T>[] numbers = [Numbers.Some<T>(shape, 1), Numbers.Some<T>(a, 2), Numbers.Some<T>(c, 3)];
        var inputs = Array.ConvertAll(numbers, tensor => new Value(tensor.Shape, cut: tensor.Shape.Rank == shape.Rank));
        Value product = Same(), difference = Same(), tanh = Same(), larger = Same();
        PlanOperation[] members =
        [
            Member(new Multiply(), product, inputs[0], inputs[1]), Member(new Subtract(), difference, product, inputs[2]), Member(new Functional.NN.Primitives.Tanh(), tanh, difference), Member(new Maximum(), larger, tanh, inputs[0]),
        ];
        var together = new PlanOperation(OperationForm.Strips, null, [.. inputs.Select(value => new Operand(value, value.Shape))], larger, [.. inputs.Select(value => value.Cut)]) { Members = members, Also = [difference] };
        var kernel = new OperationKernels<T>(samples, Backend.Managed).Of(together, samples);

        var expected = numbers[0] * numbers[1] - numbers[2];
        T[] kept = new T[shape.Size], result = new T[shape.Size];
        fixed (T* x = numbers[0].AsSpan(), y = numbers[1].AsSpan(), z = numbers[2].AsSpan(), also = kept, to = result)
        {
            T** at = stackalloc T*[4] { x, y, z, also };
            kernel.Run(at, to);
        }
        Assert.Equal(expected, Tensor.Of(shape, kept));
        Assert.Equal(Tensor<T>.Max(new Functional.NN.Primitives.Tanh().Forward(expected), numbers[0]), Tensor.Of(shape, result));

        Value Same() => new(shape, cut: true);
        static PlanOperation Member(Primitive operation, Value output, params Value[] inputs) =>
            new(OperationForm.Rows, operation, [.. inputs.Select(value => new Operand(value, value.Shape))], output, [.. inputs.Select(value => value.Cut)]);
    }

    /// <summary>Σ (x − m)·y for each channel, of blocks whose lanes without a sample hold NaN.</summary>
    private static unsafe void Summed<T>(int samples, int channels, int height, int width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = Shape.Of(samples, channels, height, width);
        Tensor<T> x = Numbers.Some<T>(shape, 1), y = Numbers.Some<T>(shape, 2), m = Numbers.Some<T>([channels, 1, 1], 3);
        Value ofX = new(shape, true, true), ofY = new(shape, true, true), ofM = new(m.Shape, false), difference = new(shape, true, true), product = new(shape, true, true), sum = new([channels], false);
        PlanOperation[] members =
        [
            new(OperationForm.Blocks, new Subtract(), [new(ofX, shape), new(ofM, m.Shape)], difference, [true, false]),
            new(OperationForm.Blocks, new Multiply(), [new(difference, shape), new(ofY, shape)], product, [true, true]),
            new(OperationForm.Blocks, new Sum([0, 2, 3], false), [new(product, shape)], sum, null),
        ];
        var operation = new PlanOperation(OperationForm.Blocks, members[^1].Operation, [new(ofX, shape), new(ofM, m.Shape), new(ofY, shape)], sum, null) { Members = members };
        var expected = SumReference.Along((x - m) * y, [0, 2, 3]);
        var kernels = new OperationKernels<T>(samples, Backend.Managed);
        T** at = stackalloc T*[3];
        foreach (int first in (int[])[0, channels / 2])
        {
            var (kernel, offsets) = kernels.Rows(operation, first, channels - first)!.Value;
            T[] blocksOfX = Blocks(x), blocksOfY = Blocks(y), result = new T[channels - first];
            fixed (T* xs = blocksOfX, ys = blocksOfY, ms = m.AsSpan(), to = result)
            {
                at[0] = xs + offsets[0];
                at[1] = ms + offsets[1];
                at[2] = ys + offsets[2];
                kernel.Run(at, to);
            }
            Assert.Equal(expected.ToArray()[first..], result);
        }

        T[] Blocks(Tensor<T> tensor)
        {
            int plane = channels * height * width;
            var blocks = Enumerable.Repeat(T.NaN, SampleBlocks<T>.Count(samples) * 16 * plane).ToArray();
            for (int i = 0; i < tensor.Shape.Size; i++) blocks[(i / plane / 16 * plane + i % plane) * 16 + i / plane % 16] = tensor.AsSpan()[i];
            return blocks;
        }
    }

    private static unsafe void Columns<T>(int rows, int columns) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Numbers.Some<T>([rows, columns], rows);
        var expected = SumReference.Along(x, [0]).ToArray();
        foreach (var (first, some) in ((int, int)[])[(0, columns), (columns / 3, columns - columns / 3)])
        {
            var y = new T[some];
            fixed (T* from = x.AsSpan(), to = y) ColumnSums.Of(from + first, rows, columns, some, to);
            Assert.Equal(expected[first..(first + some)], y);
        }
    }
}
