using System.Numerics;
using System.Runtime.InteropServices;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Kernels;

/// <summary>Softmax and its logarithm over rows, narrow and wide, against one row at a time and one number at a time.</summary>
public sealed class SoftmaxRowTests
{
    private static readonly (int Rows, int Columns)[] Shapes =
    [
        .. from rows in new[] { 0, 1, 2, 5, 31, 32, 33, 70 } from columns in new[] { 1, 2, 3, 4, 7, 10, 15, 16, 17, 31, 32, 33, 40 } select (rows, columns),
        .. Enumerable.Range(1, 256).Select(columns => (3, columns)), (2, 1000),
    ];

    [Fact]
    public void Softmax_gives_the_bits_of_its_rows()
    {
        foreach (var shape in Shapes)
        {
            Check(Normalization.Softmax, SoftmaxReference.Row, Numbers<float>(shape));
            Check(Normalization.Softmax, SoftmaxReference.Row, Numbers<double>(shape));
        }
    }

    [Fact]
    public void The_logarithm_of_softmax_gives_the_bits_of_its_rows()
    {
        foreach (var shape in Shapes)
        {
            Check(Normalization.LogSoftmax, SoftmaxReference.LogRow, Numbers<float>(shape));
            Check(Normalization.LogSoftmax, SoftmaxReference.LogRow, Numbers<double>(shape));
        }
    }

    [Theory, InlineData(5), InlineData(50)]
    public void Softmax_may_be_written_over_its_argument(int columns)
    {
        var (x, _) = Numbers<float>((9, columns));
        var y = new float[x.Length];
        Normalization.Softmax<float>(x, columns, y);
        Normalization.Softmax<float>(x, columns, x);
        Assert.Equal(y, x);
    }

    [Theory, InlineData(4), InlineData(40)]
    public void A_row_with_a_NaN_is_all_NaN_and_no_other_row_is(int columns)
    {
        var x = new float[3 * columns];
        (x[columns], x[2 * columns - 1]) = (1, float.NaN);
        float[] y = new float[x.Length], log = new float[x.Length];
        Normalization.Softmax<float>(x, columns, y);
        Normalization.LogSoftmax<float>(x, columns, log);
        for (int i = 0; i < x.Length; i++) Assert.Equal((i / columns == 1, i / columns == 1), (float.IsNaN(y[i]), float.IsNaN(log[i])));
    }

    private delegate void Rows<T>(ReadOnlySpan<T> x, int columns, Span<T> y);

    private static void Check<T>(Rows<T> rows, Func<T[], T[]> reference, (T[] X, int Columns) given) where T : unmanaged
    {
        var y = new T[given.X.Length];
        rows(given.X, given.Columns, y);
        T[] expected = [.. given.X.Chunk(given.Columns).SelectMany(reference)];
        Assert.Equal(MemoryMarshal.AsBytes(expected.AsSpan()), MemoryMarshal.AsBytes(y.AsSpan()));
    }

    /// <summary>Rows of everyday numbers, among them some with neighbours far apart, infinitely so, and equal.</summary>
    private static (T[] X, int Columns) Numbers<T>((int Rows, int Columns) shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Samples.Uniform((ulong)shape.Columns, -8, 8, shape.Rows * shape.Columns).Select((v, i) => (i % 23, i % shape.Columns) switch
        {
            (3, _) => 100 * v,
            (7, > 0) => double.NegativeInfinity,
            (11, _) => 0.0,
            (12, _) => -0.0,
            _ => v,
        });
        return ([.. x.Select(T.CreateTruncating)], shape.Columns);
    }
}
