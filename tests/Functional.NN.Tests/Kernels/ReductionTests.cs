using Functional.NN.Kernels;

namespace Functional.NN.Tests.Kernels;

/// <summary>Whether all numbers are finite, whatever their place among the vectors.</summary>
public sealed class ReductionTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void One_number_that_is_not_finite_is_seen_at_every_place(double wrong)
    {
        for (int length = 0; length <= 70; length++)
        {
            double[] numbers = [.. Enumerable.Range(0, length).Select(i => i % 2 == 0 ? double.MaxValue : -double.Epsilon)];
            float[] singles = [.. Enumerable.Range(0, length).Select(i => i % 2 == 0 ? float.MaxValue : -float.Epsilon)];
            Assert.True(Reduction.IsFinite<double>(numbers));
            Assert.True(Reduction.IsFinite<float>(singles));
            for (int place = 0; place < length; place++)
            {
                Assert.False(Reduction.IsFinite<double>([.. numbers[..place], wrong, .. numbers[(place + 1)..]]));
                Assert.False(Reduction.IsFinite<float>([.. singles[..place], (float)wrong, .. singles[(place + 1)..]]));
            }
        }
    }
}
