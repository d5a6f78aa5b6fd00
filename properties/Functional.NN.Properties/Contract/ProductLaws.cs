using System.Numerics;
using Functional.NN.Primitives;

namespace Functional.NN.Properties.Contract;

/// <summary>Every kernel of a matrix product, for every width of vectors this machine has, gives the bits of three loops.</summary>
public class ProductLaws
{
    /// <summary>The kernel gives C, and all around it, the bits of the naive twin.</summary>
    internal static void Agrees<T>(ProductKernel<T> kernel, ProductCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T> => c.Agrees(kernel);

    [Fact]
    public void Every_product_is_its_chains_whatever_computes_it() => Law.Holds(ProductCases.InMemory, c =>
    {
        c.Check<float>();
        c.Check<double>();
    }, ProductCases.Smaller, tests: 200);

    [Fact]
    public void A_product_by_a_backend_that_is_named_is_that_of_the_built_in_one() => Law.Holds(KernelCases.Of(nameof(MatMul)), c =>
    {
        KernelLaws.Agrees<float>(ByBackend, c);
        KernelLaws.Agrees<double>(ByBackend, c);
    });

    private static Tensor<T> ByBackend<T>(Primitive operation, Tensor<T>[] x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var product = (MatMul)operation;
        return PreparedKernel.Run(new Kernels.BackendProductKernel<T>(Backend.Managed, x[0].Shape, x[1].Shape, product.TransposeA, product.TransposeB), x, product.Forward(x).Shape);
    }
}
