using System.Numerics;
using System.Runtime.Intrinsics;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Kernels;

namespace Functional.NN.Properties.Contract;

/// <summary>
/// Kernels that take the widest vectors a machine has give the same bits by those it does not take: a vector of 512 bits is there on every machine, if need be as two or four.
/// </summary>
public class VectorWidthLaws
{
    public static TheoryData<string> Images => [.. ImageCases.All.Select(operation => operation.Item1)];

    [Theory]
    [MemberData(nameof(Images))]
    public void Operations_on_images_have_the_bits_of_their_naive_twins_by_vectors_of_either_width(string operation) => Law.Holds(KernelCases.Of(operation), c =>
    {
        KernelLaws.Agrees<float>(ImageKernelsByWidth.Run<float, Vector512<float>, WideLanes<float>>, c);
        KernelLaws.Agrees<float>(ImageKernelsByWidth.Run<float, Vector<float>, UsualLanes<float>>, c);
        KernelLaws.Agrees<double>(ImageKernelsByWidth.Run<double, Vector512<double>, WideLanes<double>>, c);
        KernelLaws.Agrees<double>(ImageKernelsByWidth.Run<double, Vector<double>, UsualLanes<double>>, c);
    }, KernelCases.Smaller, tests: 50);

    [Fact]
    public void A_bias_and_a_rectifier_after_a_convolution_have_the_bits_of_their_naive_twins_by_vectors_of_either_width() => Law.Holds(KernelCases.Of(nameof(Primitives.Conv2D)), c =>
    {
        Biased<float, Vector512<float>, WideLanes<float>>(c);
        Biased<float, Vector<float>, UsualLanes<float>>(c);
        Biased<double, Vector512<double>, WideLanes<double>>(c);
        Biased<double, Vector<double>, UsualLanes<double>>(c);
    }, KernelCases.Smaller, tests: 40);

    private static void Biased<T, TVector, TLanes>(KernelCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        var geometry = ((Primitives.Conv2D)c.Operation).Geometry;
        var x = c.Inputs<T>();
        var bias = MixedNumbers.Of<T>(Shape.Of(x[1].Shape[0], 1, 1), c.Seed + 2, c.Extremes);
        var expected = ElementwiseReference.Each(ConvolutionReference.Forward(x[0], x[1], geometry), bias, (y, b) => y + b);
        SameBits.Assert(expected, ImageKernelsByWidth.Biased<T, TVector, TLanes, BiasedFactors<T, TVector, TLanes>>(geometry, x[0], x[1], bias), c);
        SameBits.Assert(ElementwiseReference.Each(expected, ElementwiseReference.Unary<T>(new Primitives.Relu())), ImageKernelsByWidth.Biased<T, TVector, TLanes, RectifiedFactors<T, TVector, TLanes>>(geometry, x[0], x[1], bias), c);
    }

    private static readonly Gen<(int Seed, int Length)> Numbers = from seed in Gen.Choose(0, 1_000_000) from length in Lengths.Any select (seed, length);

    [Fact]
    public void What_optimizers_do_with_elements_is_the_same_for_one_for_some_and_for_many() => Law.Holds(Numbers, c =>
    {
        ElementChecks.Agree<WideElements<float>, float>(c.Seed);
        ElementChecks.Agree<UsualElements<float>, float>(c.Seed);
        ElementChecks.Agree<WideElements<double>, double>(c.Seed);
        ElementChecks.Agree<UsualElements<double>, double>(c.Seed);
    });
}
