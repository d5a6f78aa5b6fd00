using MathNet.Numerics.Providers.LinearAlgebra;

namespace Functional.NN.Providers.Tests;

/// <summary>The products of every backend, small and large, odd and empty, either operand turned.</summary>
[Collection(MathNetGlobal.Name)]
public sealed class BackendTests
{
    private static readonly (int M, int K, int N)[] Sizes =
    [
        (1, 1, 1), (1, 5, 1), (3, 1, 2), (2, 3, 4), (7, 5, 3), (8, 8, 8), (17, 33, 65), (10, 64, 128), (64, 10, 10), (1, 100, 31), (31, 100, 1), (33, 2, 47), (130, 70, 129),
        (0, 3, 2), (3, 0, 2), (3, 2, 0), (0, 0, 0),
    ];

    public static TheoryData<bool, bool, bool> Forms
    {
        get
        {
            var forms = new TheoryData<bool, bool, bool>();
            for (int i = 0; i < 8; i++) forms.Add((i & 1) != 0, (i & 2) != 0, (i & 4) != 0);
            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Each_element_of_the_managed_one_is_one_chain(bool transposeA, bool transposeB, bool accumulate)
    {
        Each<float>(transposeA, transposeB, o => Assert.Equal(o.Chains(accumulate), o.Product(Backend.Managed, accumulate)));
        Each<double>(transposeA, transposeB, o => Assert.Equal(o.Chains(accumulate), o.Product(Backend.Managed, accumulate)));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void MathNets_are_near(bool transposeA, bool transposeB, bool accumulate) => Near(Backend.MathNet, transposeA, transposeB, accumulate);

    [MklFact]
    public void MKLs_are_near() => Near(MklBackend.Load());

    [OpenBlasFact]
    public void OpenBLASs_are_near() => Near(OpenBlasBackend.Load());

    [Fact]
    public void MathNets_are_those_of_whatever_provider_is_set_at_the_time()
    {
        var operands = Operands<float>.Random(5, 6, 7, transposeB: true);
        using var counting = new CountingProvider();
        operands.Product(Backend.MathNet);
        Assert.Equal(0, counting.Products);
        LinearAlgebraControl.Provider = counting;
        double[] product = Operands<double>.Random(5, 6, 7).Product(Backend.MathNet, accumulate: true);
        Assert.Equal(0, operands.Distance(operands.Product(Backend.MathNet)), 1e-5);
        Assert.Equal(2, counting.Products);
        Assert.Equal(35, product.Length);
        Assert.Equal("MathNet's provider: counting", Backend.MathNet.Description);
        Assert.Same(counting, LinearAlgebraControl.Provider);
    }

    [Fact]
    public void What_is_neither_float_nor_double_is_refused() =>
        Assert.Contains("Half", Assert.Throws<BackendException>(() => Backend.MathNet.Multiply<Half>(new Half[1], false, new Half[1], false, new Half[1], 1, 1, 1, false)).Message, StringComparison.Ordinal);

    private static void Near(Backend backend)
    {
        foreach (var form in Forms) Near(backend, (bool)form[0], (bool)form[1], (bool)form[2]);
    }

    private static void Near(Backend backend, bool transposeA, bool transposeB, bool accumulate)
    {
        Each<float>(transposeA, transposeB, o => Assert.Equal(0, o.Distance(o.Product(backend, accumulate), accumulate), 1e-4));
        Each<double>(transposeA, transposeB, o => Assert.Equal(0, o.Distance(o.Product(backend, accumulate), accumulate), 1e-12));
    }

    private static void Each<T>(bool transposeA, bool transposeB, Action<Operands<T>> check) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Assert.All(Sizes.Select(size => Operands<T>.Random(size.M, size.K, size.N, transposeA, transposeB)), check);
}
