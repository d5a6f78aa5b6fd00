using Functional.NN;

namespace BrokenLayers;

/// <summary>Generic: which one is meant?</summary>
public sealed record Generic<T> : Elementwise
{
    public override Applied Apply(LayerContext context, Var x) => x;
}

/// <summary>Needs something nobody can guess.</summary>
public sealed record NeedsAStream(Stream Stream) : Elementwise
{
    public override Applied Apply(LayerContext context, Var x) => x;
}

/// <summary>Refuses all constants.</summary>
public sealed record Refusing : Elementwise
{
    public Refusing(int count) => throw new ArgumentOutOfRangeException(nameof(count), count, "It is never enough.");

    public override Applied Apply(LayerContext context, Var x) => x;
}

/// <summary>Cannot be made by anybody.</summary>
public sealed record Private : Elementwise
{
    private Private() { }

    public override Applied Apply(LayerContext context, Var x) => x;
}

/// <summary>Takes samples of a shape that nobody thinks of.</summary>
public sealed record FiveByFiveBySeven : ILayer
{
    public Shape OutputShape(Shape input) => input == Shape.Of(5, 5, 7) ? input : throw new ShapeException($"FiveByFiveBySeven: expected samples 5×5×7, got {input}.");

    public Applied Apply(LayerContext context, Var x) => x;
}
