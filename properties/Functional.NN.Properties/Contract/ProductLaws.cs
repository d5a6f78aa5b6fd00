using System.Numerics;

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
}
