namespace Functional.NN.Tests.Keys;

/// <summary>Version 1 of the key and its samplers, pinned: a change here breaks every recorded experiment.</summary>
/// <remarks>The numbers come from a separate Python program that knows only the documentation, with that machine's libm for the normal ones.</remarks>
public sealed class FrozenNumbersTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(2026);

    private static string Hex(Tensor<double> x) => string.Join(' ', x.ToArray().Select(v => BitConverter.DoubleToUInt64Bits(v).ToString("x16", null)));

    private static string Hex(Tensor<float> x) => string.Join(' ', x.ToArray().Select(v => BitConverter.SingleToUInt32Bits(v).ToString("x8", null)));

    [Fact]
    public void Fold_is_frozen() => Assert.Equal("2183ac3651dca3afb125186c14025c1f d2980a4b4aaae67305caafb851510619 130e85b86d36e294a3f767125930733e 12e60aa19bf85fad5235987384773a11", $"{Key.Fold(0)} {Key.Fold(1)} {Key.Fold(long.MaxValue)} {Key.Fold("conv1.weight")}");

    [Fact]
    public void Split_is_frozen() => Assert.Equal("78c71dda9bbbaacc3e5a4376b8b70b48 d698eb36eab6e373bf872e64eed20c81 27388eef608fa808c885b6a1b935c78d", string.Join(' ', Key.Split(3)));

    [Fact]
    public void Uniform_is_frozen() => Assert.Equal("3fee4122545a4860 bf8c1f276b4fcc00 bfd1407f8bcf710c 3f260306 3ea852bd 3e7952ad", $"{Hex(Key.Uniform<double>([3], -1, 2))} {Hex(Key.Uniform<float>([3]))}");

    [Fact]
    public void Normal_is_frozen() => Assert.Equal("bfe5f97e2a8dd77f 3ff45c71f3aa182a bfe7de8dfda548b4 bebf2fc5 4062e390 befbd1c0", $"{Hex(Key.Normal<double>([3]))} {Hex(Key.Normal<float>([3], 1, 2))}");

    [Fact]
    public void Bernoulli_is_frozen() => Assert.Equal("011011101000011100111100", string.Concat(Key.Bernoulli<double>([24], 0.5).ToArray()));

    [Fact]
    public void Integers_are_frozen() => Assert.Equal("648 328 243 508 158 453 41 573 350 868", string.Join(' ', Key.Integers(10, 1000)));

    [Fact]
    public void Permutation_is_frozen() => Assert.Equal("5 6 8 11 9 0 10 1 4 2 3 7", string.Join(' ', Key.Permutation(12)));
}
