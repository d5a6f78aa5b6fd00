using System.Collections.Immutable;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Kernels;

namespace Functional.NN.Properties.Contract;

/// <summary>Sums, norms and inner products have one order, whoever computes which part of them.</summary>
public unsafe class ReductionLaws
{
    private static readonly Gen<(Shape Shape, int Seed, bool Extremes)> Numbers = from shape in Lengths.Shapes(2, 2, 8000) from seed in Gen.Choose(0, 1_000_000) from extremes in Draw.Coin select (shape, seed, extremes);

    private static readonly Gen<(ImmutableArray<Shape> Blocks, int Seed)> Layouts =
        from blocks in Gen.OneOf(Lengths.Shapes(0, 3, 9000), Gen.Choose(4000, 9000).Select(n => Shape.Of(n)), Gen.Choose(1, 3).SelectMany(rows => Gen.Choose(4000, 6000).Select(columns => Shape.Of(rows, columns)))).ListOf(3)
        from seed in Gen.Choose(0, 1_000_000)
        select (blocks.ToImmutableArray(), seed);

    /// <summary>Σ down each column of a matrix, some neighbouring columns at a time.</summary>
    internal delegate Tensor<T> ColumnSum<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    [Fact]
    public void Sums_down_columns_are_the_naive_ones_however_the_columns_are_shared_out() => Law.Holds(Numbers, c =>
    {
        ColumnSumsAgree<float>(x => InPieces(x, c.Seed), MixedNumbers.Of<float>(c.Shape, c.Seed, c.Extremes));
        ColumnSumsAgree<double>(x => InPieces(x, c.Seed), MixedNumbers.Of<double>(c.Shape, c.Seed, c.Extremes));
    });

    /// <summary>The sums have the bits of the naive ones.</summary>
    internal static void ColumnSumsAgree<T>(ColumnSum<T> sum, Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => SameBits.Assert(SumReference.Along(x, [0]), sum(x), x.Shape);

    [Fact]
    public void A_row_of_any_length_has_the_bits_of_the_naive_sum() => Law.Holds(Numbers, c =>
    {
        var (x, y) = (MixedNumbers.Of<float>(c.Shape.Size, c.Seed, c.Extremes), MixedNumbers.Of<double>(c.Shape.Size, c.Seed, c.Extremes));
        SameBits.Assert<float>([SumReference.Of(x)], [Reduction.Row<float>(x)], c);
        SameBits.Assert<double>([SumReference.Of(y)], [Reduction.Row<double>(y)], c);
    });

    [Fact]
    public void An_inner_product_has_the_bits_of_the_naive_one() => Law.Holds(Numbers, c =>
    {
        var (x, y) = (MixedNumbers.Of<float>(c.Shape, c.Seed, c.Extremes), MixedNumbers.Of<float>(c.Shape, c.Seed + 1, c.Extremes));
        SameBits.Assert<double>([NormReference.Dot(x, y)], [DotProduct.Of(x.AsSpan(), y.AsSpan())], c);
        var (a, b) = (MixedNumbers.Of<double>(c.Shape, c.Seed, c.Extremes), MixedNumbers.Of<double>(c.Shape, c.Seed + 1, c.Extremes));
        SameBits.Assert<double>([NormReference.Dot(a, b)], [DotProduct.Of(a.AsSpan(), b.AsSpan())], c);
    });

    [Fact]
    public void The_norm_of_a_gradient_is_the_naive_one_in_whatever_order_its_ranges_come() => Law.Holds(Layouts, c =>
    {
        NormsAgree<float>(c.Blocks, c.Seed);
        NormsAgree<double>(c.Blocks, c.Seed);
    }, tests: 60);

    [Fact]
    public void Products_shared_out_among_threads_have_the_bits_of_three_loops() => Law.Holds(
        from m in Gen.Choose(64, 200)
        from k in Gen.Choose(80, 160)
        from n in Gen.Choose(64, 260)
        from seed in Gen.Choose(0, 1_000_000)
        from a in Draw.Coin
        from b in Draw.Coin
        from added in Draw.Coin
        select (M: m, K: k, N: n, Seed: seed, TransposeA: a, TransposeB: b, Added: added), c =>
    {
        var (a, b, start) = (MixedNumbers.Of<float>([c.TransposeA ? c.K : c.M, c.TransposeA ? c.M : c.K], c.Seed), MixedNumbers.Of<float>([c.TransposeB ? c.N : c.K, c.TransposeB ? c.K : c.N], c.Seed + 1), MixedNumbers.Of<float>(c.M * c.N, c.Seed + 2));
        float[] expected = Product(1);
        var naive = c.Added ? null : ProductReference.Of(a.Slice(c.TransposeA ? 1 : 0, 0, 3), b, c.TransposeA, c.TransposeB);
        if (naive is not null) SameBits.Assert(naive.AsSpan(), expected.AsSpan(0, 3 * c.N), c);
        foreach (int threads in (int[])[2, 3, 8]) SameBits.Assert<float>(expected, Product(threads), $"{threads} threads");

        float[] Product(int threads)
        {
            float[] to = [.. start];
            ContiguousProduct.Multiply(a.AsSpan(), c.TransposeA, b.AsSpan(), c.TransposeB, to, c.M, c.K, c.N, c.Added, threads);
            return to;
        }
    }, tests: 15);

    [Fact]
    public void Statistics_of_samples_have_the_bits_of_the_naive_sums_whatever_the_dataset_hands_out_at_a_time() => Law.Holds(
        from count in Gen.Choose(1, 600) from features in Gen.Choose(1, 9) from seed in Gen.Choose(0, 1_000_000) select (Count: count, Features: features, Seed: seed), c =>
    {
        var x = MixedNumbers.Of<float>([c.Count, c.Features], c.Seed);
        var center = MixedNumbers.Of<double>([c.Features], c.Seed + 1);
        var data = Dataset.FromTensors(x, Tensor.Zeros<float>([c.Count, 1]));
        Tensor<double> Naive(Func<double, double, double> of) => Tensor.Generate([c.Features], j => SumReference.Of(Enumerable.Range(0, c.Count).Select(i => of(x[i, j], center[j]))));
        SameBits.Assert(Naive((v, _) => v), SampleStatistics.Over<float, SampleStatistics.Sum>(data, center), c);
        SameBits.Assert(Naive((v, m) => Math.Abs(v - m)), SampleStatistics.Over<float, SampleStatistics.Distance>(data, center), c);
        SameBits.Assert(Naive((v, m) => (v - m) * (v - m)), SampleStatistics.Over<float, SampleStatistics.SquaredDistance>(data, center), c);
        for (int j = 0; j < c.Features; j++)
        {
            double[] column = [.. Enumerable.Range(0, c.Count).Select(i => (double)x[i, j])];
            Assert.Equal(column.Max(), SampleStatistics.Over<float, SampleStatistics.Largest>(data, center)[j]);
            Assert.Equal(column.Min(), SampleStatistics.Over<float, SampleStatistics.Smallest>(data, center)[j]);
        }
    }, tests: 40);

    private static Tensor<T> InPieces<T>(Tensor<T> x, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int rows = x.Shape[0], columns = x.Shape[1];
        T[] sums = [.. Enumerable.Repeat(T.NaN, columns)];
        fixed (T* from = x.AsSpan(), to = sums)
            foreach (var piece in Piece.Shuffled(columns, seed)) ColumnSums.Of(from + piece.First, rows, columns, piece.Count, to + piece.First);
        return Tensor.Of(Shape.Of(columns), sums);
    }

    private static void NormsAgree<T>(ImmutableArray<Shape> blocks, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var layout = ParameterLayout.Of(blocks.Select((shape, i) => new ParameterSpec($"b{i}", shape, new Zeros())));
        var gradient = MixedNumbers.Of<T>(Shape.Of(layout.Size), seed);
        double naive = NormReference.Of(layout, gradient);
        Assert.Equal(naive, GradientSpans.Norm(layout, gradient.AsSpan()));
        var squares = new GradientSquares<T>(layout);
        var ranges = layout.SelectMany(block => Piece.Shuffled(block.Shape.Size, seed, GradientSpans.Length(block.Shape)).Select(piece => (Start: block.Start + piece.First, piece.Count))).ToArray();
        new Random(seed).Shuffle(ranges);
        fixed (T* g = gradient.AsSpan())
            foreach (var (start, count) in ranges) squares.Take(start, g + start, count);
        Assert.Equal(naive, squares.Norm);
    }
}
