namespace Functional.NN.Properties.Generators;

/// <summary>Simpler layers that may do in place of one, the simplest first; whether they fit is for the caller to see.</summary>
internal static class SmallerLayers
{
    public static IEnumerable<ILayer> Of(ILayer layer)
    {
        foreach (var part in EveryLayer.Of(layer)) yield return part;
        foreach (var same in SameKind(layer)) yield return same;
    }

    private static IEnumerable<ILayer> SameKind(ILayer layer) => layer switch
    {
        Identity or Tanh => [],
        Activation => [new Identity(), new Tanh()],
        Sequential { Layers.Length: > 1 } l => l.Layers.Select((_, i) => new Sequential(l.Layers.RemoveAt(i))),
        Sequential { Layers: [var only] } => Of(only).Select(smaller => new Sequential(smaller)),
        Residual l => Enumerable.Range(0, l.Layers.Length).SelectMany(i => Of(l.Layers[i]).Select(smaller => new Residual(l.Layers.SetItem(i, smaller)))),
        NamedLayer l => Of(l.Layer).Select(smaller => smaller.Named(l.Name)),
        Frozen l => Of(l.Layer).Select(smaller => new Frozen(smaller)),
        WeightNoise l => Of(l.Layer).Select(smaller => l with { Layer = smaller }),
        Repeat { Times: > 1 } l => [l with { Times = 1 }],
        Dense { Units: > 1 } l => [l with { Units = 1 }, l with { Units = l.Units / 2 }],
        Dense { Bias: true } l => [l with { Bias = false }],
        DropConnect { Units: > 1 } l => [l with { Units = 1 }],
        Recurrent { Units: > 1 } l => [l with { Units = 1 }],
        Recurrent { Reverse: true } l => [l with { Reverse = false }],
        Conv1D l when l != Plain(l) => [Plain(l), l with { Filters = l.Groups }, l with { Stride = 1 }, l with { Dilation = 1 }, l with { Bias = false }],
        Conv2D l when l != Plain(l) => [Plain(l), l with { Filters = l.Groups }, l with { Stride = 1 }, l with { Dilation = 1 }, l with { Bias = false }],
        _ => [],
    };

    private static Conv1D Plain(Conv1D l) => new(1, Math.Min(2, l.Kernel), Bias: false);

    private static Conv2D Plain(Conv2D l) => new(1, new Extent2D(Math.Min(2, l.Kernel.Y), Math.Min(2, l.Kernel.X)), Bias: false);
}
