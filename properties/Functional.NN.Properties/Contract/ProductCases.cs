using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Primitives;

namespace Functional.NN.Properties.Contract;

/// <summary>Cases of matrix products: of tensors, and in memory whose rows lie apart.</summary>
internal static class ProductCases
{
    private static Gen<(int M, int K, int N)> Sizes(long work) => (
        from m in Lengths.Any
        from k in Lengths.Any
        from n in Lengths.Any
        select (m, k, n)).Where(s => (long)s.m * s.k * s.n <= work);

    /// <summary>Products of matrices and of batches of them, either operand read transposed.</summary>
    public static Gen<(Primitive Operation, IEnumerable<Shape> Shapes)> Operations =>
        from s in Sizes(20_000)
        from batch in Gen.Frequency((3, Gen.Constant(Shape.Scalar)), (1, Lengths.Shapes(1, 2, 4)))
        from a in Draw.Coin
        from b in Draw.Coin
        select ((Primitive)new MatMul(a, b), KernelCases.Two(a ? batch.Append(s.K, s.M) : batch.Append(s.M, s.K), b ? batch.Append(s.N, s.K) : batch.Append(s.K, s.N)));

    /// <summary>Products in memory with gaps, added to what is there or not.</summary>
    public static Gen<ProductCase> InMemory =>
        from s in Sizes(100_000)
        from transposed in Draw.Coin
        from accumulate in Draw.Coin
        from gap in Gen.Choose(0, 5)
        from column in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Choose(2, 3)))
        from extremes in Draw.Coin
        from seed in Gen.Choose(0, 100_000)
        select new ProductCase(s.M, s.K, s.N, transposed, accumulate, gap, transposed ? 1 : column, null, extremes, seed);

    public static IEnumerable<ProductCase> Smaller(ProductCase c)
    {
        if (c.Extremes) yield return c with { Extremes = false };
        if (c.Accumulate) yield return c with { Accumulate = false };
        if (c.Gap > 0) yield return c with { Gap = 0 };
        if (c.ColumnOfA > 1) yield return c with { ColumnOfA = 1 };
        if (c.M > 1) yield return c with { M = c.M / 2 };
        if (c.K > 1) yield return c with { K = c.K / 2 };
        if (c.N > 1) yield return c with { N = c.N / 2 };
    }
}
