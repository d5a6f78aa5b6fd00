using Functional.NN.Kernels;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Engine;

/// <summary>The norm of a θ-shaped vector: squares in double in spans of whole rows, then the spans.</summary>
public sealed class GradientSpansTests
{
    private static ParameterLayout Layout(params Shape[] blocks) => ParameterLayout.Of(blocks.Select((shape, i) => new ParameterSpec($"b{i}", shape, new Zeros())));

    private static readonly ParameterLayout[] Layouts =
    [
        Layout([1]), Layout([]), Layout([17]), Layout([4096]), Layout([4097]), Layout([9000]), Layout([100, 41]), Layout([100, 40]), Layout([3, 5000]), Layout([2, 3, 7, 7], [2]), Layout([784, 20], [20], [20, 10], [10]), Layout([0], [3], [0, 4], [5]),
    ];

    [Fact]
    public void The_norm_is_the_naive_one_over_every_length()
    {
        for (int n = 0; n <= 256; n++)
        {
            Assert.Equal(NormReference.Of(Layout([n]), Numbers.Some<float>([n], n)), GradientSpans.Norm<float>(Layout([n]), Numbers.Some<float>([n], n).AsSpan()));
            Assert.Equal(NormReference.Of(Layout([n]), Numbers.Some<double>([n], n)), GradientSpans.Norm<double>(Layout([n]), Numbers.Some<double>([n], n).AsSpan()));
        }
    }

    [Fact]
    public void The_norm_is_the_naive_one_over_blocks_of_every_form()
    {
        foreach (var layout in Layouts)
        {
            Assert.Equal(NormReference.Of(layout, Numbers.Some<float>([layout.Size], 3)), GradientSpans.Norm<float>(layout, Numbers.Some<float>([layout.Size], 3).AsSpan()));
            Assert.Equal(NormReference.Of(layout, Numbers.Some<double>([layout.Size], 4)), GradientSpans.Norm<double>(layout, Numbers.Some<double>([layout.Size], 4).AsSpan()));
        }
    }

    [Fact]
    public unsafe void Spans_that_come_in_any_order_and_in_any_number_give_the_same_norm()
    {
        var random = new Random(5);
        foreach (var layout in Layouts)
        {
            var gradient = Numbers.Some<float>([layout.Size], 6);
            var ranges = new List<(int Start, int Length)>();
            foreach (var block in layout)
            {
                int span = GradientSpans.Length(block.Shape);
                for (int first = 0, some; first < block.Shape.Size; first += some) ranges.Add((block.Start + first, some = Math.Min(span * random.Next(1, 4), block.Shape.Size - first)));
            }
            var squares = new GradientSquares<float>(layout);
            fixed (float* g = gradient.AsSpan())
                foreach (var (start, length) in ranges.OrderBy(_ => random.Next())) squares.Take(start, g + start, length);
            Assert.Equal(gradient.Shape.Size == 0 ? 0 : GradientSpans.Norm<float>(layout, gradient.AsSpan()), squares.Norm);
        }
    }
}
