using System.Collections.Immutable;
using FsCheck.Fluent;
using Functional.NN.Properties.Catalogue;

namespace Functional.NN.Properties.Generators;

/// <summary>The generators draw all there is, and their shrinking ends.</summary>
public class GeneratorTests
{
    private static readonly ImmutableArray<NetworkCase> Drawn = [.. NetworkCases.Any.Sample(2500)];

    [Fact]
    public void Every_kind_of_layer_is_drawn() => Named.AssertAll<ILayer>(Drawn.SelectMany(c => EveryLayer.All(c.Layers)).Distinct());

    [Fact]
    public void Every_loss_is_drawn() => Named.AssertAll<ILoss>(Drawn.Select(c => c.Loss));

    [Fact]
    public void Networks_have_up_to_eight_layers_before_their_heads() => Assert.Equal(Enumerable.Range(0, 9), Drawn.Select(c => c.Body.Length).Distinct().Order());

    [Fact]
    public void Every_circumstance_is_drawn() => Assert.All(
        new (string Name, Func<NetworkCase, bool> Is)[]
        {
            ("training", c => c.Training), ("evaluation", c => !c.Training), ("weighed", c => c.Weighed), ("masked", c => c.Masked), ("tokens", c => c.Tokens is not null),
            ("recurrent", c => Has<Recurrent>(c)), ("attention", c => Has<MultiHeadAttention>(c)), ("convolution", c => Has<ImageConvolution>(c) || Has<Conv1D>(c)), ("pooling", c => Has<Pooling2D>(c) || Has<Pooling1D>(c)),
            ("residual", c => Has<Residual>(c)), ("parallel", c => Has<ParallelLayers>(c) || Has<Branch>(c)), ("tied", c => Has<Shared>(c)), ("frozen", c => Has<Frozen>(c)), ("noisy", c => !c.PlacesAreAlike),
            ("normalised", c => Has<BatchNorm>(c) || Has<LayerNorm>(c) || Has<GroupNorm>(c) || Has<RmsNorm>(c)),
        }, kind => Assert.True(Drawn.Count(kind.Is) > 40, $"{kind.Name}: {Drawn.Count(kind.Is)} of {Drawn.Length}"));

    [Fact]
    public void Networks_are_small_enough_to_be_checked_number_by_number() => Assert.True(Drawn.Average(c => c.Network.Layout.Size) < 150, $"{Drawn.Average(c => c.Network.Layout.Size)} numbers");

    [Fact]
    public void Shrinking_ends_at_a_network_without_layers_and_never_at_a_larger_one() => Assert.All(Drawn.Take(20), c =>
    {
        int steps = 0;
        for (var next = c; next is not null; next = NetworkCases.Smaller(next).FirstOrDefault(), steps++)
        {
            Assert.True(steps < 200, $"shrinking does not end: {c}");
            c = next;
        }
        Assert.Empty(c.Body.Where(layer => layer is not Embedding));
        Assert.False(c.Training || c.Weighed || c.Masked);
        Assert.Equal(1, c.Samples);
    });

    private static bool Has<TLayer>(NetworkCase c) => EveryLayer.All(c.Layers).Any(layer => layer is TLayer);
}
