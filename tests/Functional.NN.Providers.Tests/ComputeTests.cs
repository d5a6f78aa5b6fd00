using Functional.NN.Tests;

namespace Functional.NN.Providers.Tests;

public sealed class ComputeTests
{
    [Fact]
    public void By_default_it_is_the_built_in_engine_on_all_processors()
    {
        Assert.Same(Backend.Managed, Compute.Default.Backend);
        Assert.Equal(Environment.ProcessorCount, Compute.Default.Threads);
    }

    [Fact]
    public void It_is_a_value()
    {
        Assert.Equal(Compute.Default, new Compute(Backend.Managed, Environment.ProcessorCount));
        Assert.Equal(new Compute(Backend.MathNet, 3), Compute.Default.With(Backend.MathNet, 3));
        Assert.NotEqual(new Compute(Backend.Managed, 3), new Compute(Backend.Managed, 2));
        Assert.Equal("Compute(managed, 3)", new Compute(Backend.Managed, 3).ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void Threads_are_1_or_more(int threads)
    {
        Assert.Equal($"Compute: the threads must be 1 or more, got {threads}.", Assert.Throws<NNException>(() => new Compute(Backend.Managed, threads)).Message);
        Assert.Throws<NNException>(() => Compute.Default with { Threads = threads });
        Assert.Throws<NNException>(() => Compute.Default.With(threads: threads));
        Assert.Throws<NNException>(() => new MklOptions(Threads: threads));
        Assert.Throws<NNException>(() => new OpenBlasOptions(threads));
        Assert.Throws<NNException>(() => new ManagedSimdLinearAlgebraProvider(threads));
    }

    [Fact]
    public void A_backend_is_wanted() => Assert.Throws<NNException>(() => new Compute(null!, 1));

    [Fact]
    public void Operands_that_are_too_short_are_refused() =>
        Assert.Equal("managed: a product of 2×3 and 3×4 needs 6, 12 and 8 numbers, got 6, 11 and 8.",
            Assert.Throws<ShapeException>(() => Backend.Managed.Multiply<float>(new float[6], false, new float[11], false, new float[8], 2, 3, 4, false)).Message);

    [Fact]
    public void Nothing_public_can_be_changed()
    {
        var types = typeof(MklBackend).Assembly.GetExportedTypes();
        Assert.Empty(types.SelectMany(PublicSurface.Setters));
        Assert.Empty(types.SelectMany(type => PublicSurface.Fields(type)));
        Assert.Empty(types.SelectMany(type => PublicSurface.Exposures(type)));
        Assert.Empty(types.SelectMany(PublicSurface.KeptCollections));
    }
}
