using FsCheck.Fluent;

namespace Functional.NN.Properties;

/// <summary>θ is one vector, and its blocks tile it.</summary>
public class LayoutLaws
{
    private static readonly Kind<NetworkCase>[] Kinds = [new("of five blocks or more", 0.3, c => c.Network.Layout.Count > 4)];

    /// <summary>0, 1, 2, …: every number of θ is its own place.</summary>
    private static Parameters<double> Places(ParameterLayout layout) => new(layout, Tensor.Generate(Shape.Of(layout.Size), i => (double)i));

    [Fact]
    public void Blocks_follow_each_other_without_gap_or_overlap_to_the_end() => Law.Holds(NetworkCases.Any, c => Tiles(c.Network.Layout), NetworkCases.Smaller, 200, Kinds);

    /// <summary>Blocks that overlap, leave a hole or come in another order.</summary>
    [Fact]
    public void Blocks_that_do_not_tile_are_caught()
    {
        ParameterLayout Changed(NetworkCase c, Func<ParameterBlock, int, int> start) => new(c.Network.Layout.Select((block, i) => block with { Start = start(block, i) }));
        var several = NetworkCases.Any.Where(c => c.Network.Layout.Count > 1);
        Assert.True(Law.Fails(several, c => Tiles(Changed(c, (block, i) => i == 0 ? 0 : block.Start - 1)), tests: 3));
        Assert.True(Law.Fails(several, c => Tiles(new ParameterLayout(c.Network.Layout.Reverse())), tests: 3));
        Assert.True(Law.Fails(several, c => Tiles(new ParameterLayout(c.Network.Layout.Skip(1))), tests: 3));
    }

    private static void Tiles(ParameterLayout layout)
    {
        var θ = Places(layout);
        Assert.Equal(Enumerable.Range(0, layout.Size).Select(i => (double)i), layout.SelectMany(block => θ[block.Path].ToArray()));
        Assert.Equal(layout.Size, layout.Aggregate(0, (start, block) =>
        {
            Assert.Equal(start, block.Start);
            return start + block.Shape.Size;
        }));
        Assert.Equal(layout.Count, layout.Select(block => block.Path).Distinct().Count());
    }

    [Fact]
    public void What_is_trained_and_what_is_frozen_tile_it_as_well() => Law.Holds(NetworkCases.Any, c =>
    {
        var layout = c.FrozenInPart.Layout;
        var trained = layout.Trained.SelectMany(range => Enumerable.Range(range.Start, range.Length));
        var frozen = layout.Where(block => block.Frozen).SelectMany(block => Enumerable.Range(block.Start, block.Shape.Size));
        Assert.Equal(Enumerable.Range(0, layout.Size), trained.Concat(frozen).Order());
    }, NetworkCases.Smaller, 200, [new("with frozen blocks between others", 0.2, c => c.FrozenInPart.Layout.Trained.Length > 1)]);

    [Fact]
    public void Another_tensor_for_a_block_changes_that_block_alone() => Law.Holds(NetworkCases.Any, c =>
    {
        var layout = c.Network.Layout;
        var θ = Places(layout);
        var changed = layout[c.Key.Below("block", layout.Count)];
        var next = θ.With(changed.Path, Tensor.Full(changed.Shape, -1.0));
        foreach (var block in layout) Assert.Equal(block == changed ? Tensor.Full(block.Shape, -1.0) : θ[block.Path], next[block.Path]);
        Assert.Equal(Places(layout), θ);
    }, NetworkCases.Smaller);

    [Fact]
    public void The_layout_of_the_first_layers_is_the_first_part_of_it() => Law.Holds(NetworkCases.Any, c =>
    {
        var layout = c.Network.Layout;
        for (int layers = 0; layers <= c.Layers.Length; layers++)
        {
            var prefix = c.Network.Prefix(layers).Layout;
            Assert.Equal(layout.Take(prefix.Count).Select(b => (b.Path, b.Shape, b.Start)), prefix.Select(b => (b.Path, b.Shape, b.Start)));
        }
    }, NetworkCases.Smaller);
}
