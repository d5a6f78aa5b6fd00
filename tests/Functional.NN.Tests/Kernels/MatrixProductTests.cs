using System.Numerics;
using Functional.NN.Kernels;
using Functional.NN.Kernels.Products;

namespace Functional.NN.Tests.Kernels;

public sealed class MatrixProductOfFloatTests : MatrixProductTests<float>;

public sealed class MatrixProductOfDoubleTests : MatrixProductTests<double>;

/// <summary>Every kernel of a product against three loops of fused multiply-adds, bit for bit, gaps and surroundings included.</summary>
public abstract unsafe class MatrixProductTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Fact]
    public void Every_small_product_is_its_chains()
    {
        for (int m = 0; m <= 17; m++)
            for (int n = 0; n <= 35; n++)
                foreach (int k in new[] { 0, 1, 2, 7 }) new ProductCase(m, k, n).Check<T>();
    }

    [Fact]
    public void Every_number_of_rows_is_cut_into_tiles_without_a_trace()
    {
        for (int m = 0; m <= 256; m++) new ProductCase(m, 3, 19).Check<T>();
    }

    [Fact]
    public void Every_depth_is_one_chain()
    {
        for (int k = 0; k <= 256; k++) new ProductCase(5, k, 18).Check<T>();
    }

    [Fact]
    public void Every_number_of_columns_is_cut_into_panels_without_a_trace()
    {
        for (int n = 0; n <= 256; n++) new ProductCase(15, 3, n).Check<T>();
    }

    [Fact]
    public void A_may_be_read_transposed_C_added_to_and_all_rows_lie_apart()
    {
        for (int m = 0; m <= 16; m += 2)
            for (int n = 0; n <= 34; n++)
                foreach (bool transposed in new[] { false, true })
                    foreach (bool accumulate in new[] { false, true })
                        new ProductCase(m, 8, n, transposed, accumulate, Gap: 5).Check<T>();
    }

    [Fact]
    public void A_product_without_rows_or_columns_writes_nothing()
    {
        foreach (int k in new[] { 0, 2000 })
            foreach (var (m, n) in new[] { (0, 0), (0, 100), (100, 0) }) new ProductCase(m, k, n).Check<T>();
    }

    [Fact]
    public void A_product_of_depth_zero_is_zero_and_adds_nothing()
    {
        new ProductCase(13, 0, 21).Check<T>();
        new ProductCase(13, 0, 21, Accumulate: true).Check<T>();
    }

    [Fact]
    public void Neither_the_rows_nor_the_columns_of_A_need_be_neighbours() => new ProductCase(12, 9, 20, ColumnOfA: 3, Gap: 1).Check<T>();

    [Theory, InlineData(false), InlineData(true)]
    public void A_large_product_goes_in_blocks_and_keeps_its_chains(bool transposed)
    {
        new ProductCase(75, 1050, 41, transposed, RowOfB: 1024).Check<T>([("as chosen", ProductKernels<T>.Chosen)]);
        new ProductCase(75, 1050, 41, transposed, Accumulate: true, RowOfB: 1024).Check<T>([("as chosen", ProductKernels<T>.Chosen)]);
    }

    [Fact]
    public void Any_rectangles_of_C_are_computed_as_the_whole_is() =>
        new ProductCase(37, 11, 70, Gap: 3).Check<T>([("in four rectangles", FourRectangles)]);

    [Theory, InlineData(20, 300, 33), InlineData(75, 1050, 41)]
    public void The_second_product_allocates_nothing(int m, int k, int n)
    {
        T[] a = new T[m * k], b = new T[k * 1024], c = new T[m * n];
        fixed (T* pa = a, pb = b, pc = c)
        {
            MatrixProduct.Multiply(pa, k, 1, pb, 1024, pc, n, m, k, n, accumulate: false);
            long before = GC.GetAllocatedBytesForCurrentThread();
            MatrixProduct.Multiply(pa, k, 1, pb, 1024, pc, n, m, k, n, accumulate: false);
            Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    private static void FourRectangles(T* a, T* b, T* c, in Steps steps, int m, int k, int n, bool accumulate)
    {
        int high = m / 3, wide = n / 2 + 1;
        foreach (var (i, rows) in new[] { (0, high), (high, m - high) })
            foreach (var (j, columns) in new[] { (0, wide), (wide, n - wide) })
                ProductKernels<T>.Chosen(a + i * steps.RowOfA, b + j, c + i * steps.RowOfC + j, steps, rows, k, columns, accumulate);
    }
}
