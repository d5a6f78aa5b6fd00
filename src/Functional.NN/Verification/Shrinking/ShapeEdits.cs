namespace Functional.NN;

/// <summary>Smaller samples: one axis of the input, or one whole number wherever it stands in the input's shape and in the layers, so that widths that must agree shrink together.</summary>
internal static class ShapeEdits
{
    public static IEnumerable<Func<ShrinkCandidate>> Of(ShrinkCandidate c)
    {
        foreach (var input in SmallerConstants.Than(c.Network.Input)) yield return () => c.On(new Network(input, c.Network.Body.Layers), Renaming.None);
        foreach (int number in c.Network.Input.Concat(c.Network.Layout.SelectMany(block => block.Shape)).Where(n => n > 1).Distinct().OrderDescending())
            foreach (int by in SmallerConstants.Than(number))
                yield return () => c.On(new Network((Shape)SmallerConstants.Replaced(c.Network.Input, number, by)!, [.. c.Network.Body.Layers.Select(layer => (ILayer)SmallerConstants.Replaced(layer, number, by)!)]), Renaming.None);
    }
}
