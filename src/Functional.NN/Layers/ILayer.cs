namespace Functional.NN;

/// <summary>A description of a layer: what it makes of a sample's shape, the parameters and state it wants, and what it computes.</summary>
/// <remarks>It holds no numbers and has no precision. Anyone can add one: implement this, or write a lambda with <see cref="Layer"/>.</remarks>
[DescriptionKind("layer")]
public interface ILayer
{
    /// <summary>The shape of one sample of the output, for one sample of the input (both without the batch axis).</summary>
    /// <exception cref="ShapeException">The layer cannot take such samples; say what was expected, what came and what to do.</exception>
    Shape OutputShape(Shape input);

    /// <summary>The blocks of θ the layer uses.</summary>
    IReadOnlyList<ParameterSpec> Parameters(Shape input) => [];

    /// <summary>The numbers the layer carries from step to step besides θ, such as running means.</summary>
    IReadOnlyList<StateSpec> State(Shape input) => [];

    /// <summary>The layers inside this one, with their names and the samples that reach them.</summary>
    IReadOnlyList<ChildLayer> Children(Shape input) => [];

    /// <summary>What the layer computes of a batch.</summary>
    /// <param name="context">parameters and state by name, the layer's random key, training or evaluation, the mask</param>
    /// <param name="x">(N × input shape)</param>
    Applied Apply(LayerContext context, Var x);
}

/// <summary>A layer inside another: its name there, and the shape of the samples that reach it.</summary>
public sealed record ChildLayer(string Name, ILayer Layer, Shape Input);

/// <summary>What a block of θ is to its layer; penalties, for one, touch weights only.</summary>
public enum ParameterRole
{
    /// <summary>A weight of a connection.</summary>
    Weight,

    /// <summary>A threshold added to a sum.</summary>
    Bias,

    /// <summary>The factor of a normalisation.</summary>
    Scale,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A block of θ as a layer wants it.</summary>
/// <param name="Name">its name in the layer, such as <c>weight</c></param>
/// <param name="Shape">its shape</param>
/// <param name="Initializer">what it starts as</param>
/// <param name="Role">what it is to the layer</param>
/// <param name="Fans">how many inputs and outputs one of its numbers connects, for the initialiser; by default (rows, columns) of a matrix</param>
/// <param name="Shared">true when the name stands for the same block wherever it is used in the network</param>
/// <param name="Frozen">true where training leaves it as it is</param>
public sealed record ParameterSpec(string Name, Shape Shape, IInitializer Initializer, ParameterRole Role = ParameterRole.Weight, Fans? Fans = null, bool Shared = false, bool Frozen = false)
{
    internal ParameterSpec Under(string place) => Shared ? this : this with { Name = $"{place}.{Name}" };
}

/// <summary>A block of state as a layer wants it: its name, shape, and the number it starts as.</summary>
/// <param name="Name">its name in the layer, such as <c>running_mean</c></param>
/// <param name="Shape">its shape</param>
/// <param name="Initial">what every number of it starts as</param>
/// <param name="Shared">true when the name stands for the same block wherever it is used in the network</param>
public sealed record StateSpec(string Name, Shape Shape, double Initial = 0, bool Shared = false)
{
    internal StateSpec Under(string place) => Shared ? this : this with { Name = $"{place}.{Name}" };
}

/// <summary>A layer's place, as sentences name it: <c>Dense(128), layer 1 of 3 ("0")</c>.</summary>
internal sealed record LayerPlace(string Layer, int Number, int Count, string Path)
{
    public override string ToString() => $"{Layer}, layer {Number} of {Count} (\"{Path}\")";
}
