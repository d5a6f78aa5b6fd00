using System.Numerics;

namespace Functional.NN.Properties.Contract;

/// <summary>What an operation computes of its inputs: a kernel, or something in its place.</summary>
internal delegate Tensor<T> OperationKernel<T>(Primitive operation, Tensor<T>[] x) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>Every kernel of an operation gives the bits of its naive twin.</summary>
public class KernelLaws
{
    public static TheoryData<string> Names => [.. KernelCases.Names];

    /// <summary>The kernel gives the bits of the operation's naive twin.</summary>
    internal static void Agrees<T>(OperationKernel<T> kernel, KernelCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Inputs<T>();
        SameBits.Assert(OperationReference.Of(c.Operation, x), kernel(c.Operation, x), c);
    }

    [Fact]
    public void Every_operation_has_cases()
    {
        var all = typeof(Primitive).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Primitive)) && !type.IsAbstract && !type.IsSubclassOf(typeof(Primitives.Ruled)));
        Assert.Equal(all.Select(type => type.Name).Order(StringComparer.Ordinal), KernelCases.Names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Computed_by_itself_it_has_the_bits_of_its_naive_twin(string operation) => Law.Holds(KernelCases.Of(operation), c =>
    {
        Agrees<float>((o, x) => o.Forward(x), c);
        Agrees<double>((o, x) => o.Forward(x), c);
    }, KernelCases.Smaller);

    [Theory]
    [MemberData(nameof(Names))]
    public void Made_ready_for_a_plan_it_has_the_bits_of_its_naive_twin_and_touches_nothing_else(string operation) => Law.Holds(KernelCases.Of(operation), c =>
    {
        Agrees<float>(PreparedKernel.Run, c);
        Agrees<double>(PreparedKernel.Run, c);
    }, KernelCases.Smaller);
}
