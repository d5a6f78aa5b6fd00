using System.Collections.Immutable;
using System.Reflection;

namespace Functional.NN;

/// <summary>A layer inside another, wherever it stands.</summary>
/// <param name="Path">its path in the network</param>
/// <param name="Layer">the layer</param>
/// <param name="Input">the shape of a sample that reaches it</param>
/// <param name="Before">where the trace of the network has what reaches it: after that layer; none where that is the network's own input</param>
/// <param name="IsLeaf">whether no layers are inside it</param>
internal sealed record InnerLayer(string Path, ILayer Layer, Shape Input, string? Before, bool IsLeaf);

/// <summary>Layers as trees: by the layers they say are inside them, and by those their constructors take.</summary>
internal static class NestedLayers
{
    /// <summary>The layers of a network and all inside them, those outside before those inside.</summary>
    public static IEnumerable<InnerLayer> Of(Network network) => Below(network.Body, network.Input, "", null);

    /// <summary>The layers inside one, as it says; none where it cannot say.</summary>
    public static IReadOnlyList<ChildLayer> Children(ILayer layer, Shape? input)
    {
        try
        {
            return input is null ? [] : layer.Children(input);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return [];
        }
    }

    /// <summary>The arguments a layer was made with, as its properties show them; none where its constructor cannot be called again.</summary>
    public static (ConstructorInfo Constructor, object?[] Arguments)? Made(object description)
    {
        var type = description.GetType();
        if (DescriptionParts.Constructor(type) is not { } constructor) return null;
        PropertyInfo?[] properties = [.. constructor.GetParameters().Select(p => DescriptionParts.Property(type, p))];
        return properties.Contains(null) ? null : (constructor, [.. properties.Select(p => p!.GetValue(description))]);
    }

    /// <summary>A layer with another argument of its constructor.</summary>
    public static ILayer With((ConstructorInfo Constructor, object?[] Arguments) made, int place, object? argument)
    {
        var arguments = (object?[])made.Arguments.Clone();
        arguments[place] = argument;
        return (ILayer)DescriptionParts.Built(made.Constructor, arguments);
    }

    /// <summary>How many layers there are, one and all inside it.</summary>
    public static int Count(ILayer layer) => 1 + (Made(layer) is { } made ? made.Arguments.Sum(Inside) : 0);

    private static int Inside(object? argument) => argument is ILayer layer ? Count(layer) : argument is IEnumerable<ILayer> layers ? layers.Sum(Count) : 0;

    private static IEnumerable<InnerLayer> Below(ILayer parent, Shape input, string place, string? before)
    {
        (Shape Output, string Path)? previous = null;
        foreach (var child in Children(parent, input))
        {
            string path = Renaming.Joined(place, child.Name);
            // What reaches the parent reaches its first layer, and layers side by side; else it comes from the layer before.
            string? from = previous is { } last && (parent is Sequential || child.Input != input) && last.Output == child.Input ? last.Path : child.Input == input ? before : "";
            yield return new(path, child.Layer, child.Input, from, Children(child.Layer, child.Input).Count == 0);
            foreach (var inner in Below(child.Layer, child.Input, path, from)) yield return inner;
            previous = Output(child) is { } output ? (output, path) : null;
        }
    }

    private static Shape? Output(ChildLayer child)
    {
        try
        {
            return child.Layer.OutputShape(child.Input);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }
}
