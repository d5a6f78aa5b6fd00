using Functional.NN;

namespace BrokenLayers;

/// <summary>Its gradient is 0.1 % too small.</summary>
public sealed record OffByAThousandth : Elementwise
{
    public override Applied Apply(LayerContext context, Var x) => Slightly.Off(Var.Tanh(x));
}

/// <summary>A loss whose gradient is 0.1 % too small.</summary>
public sealed record LossOffByAThousandth : ILoss
{
    public LossTerms Terms(Var prediction, Var target) => new MeanSquaredError().Terms(Slightly.Off(prediction), target);
}

/// <summary>Wrong in training alone.</summary>
public sealed record WrongInTraining : Elementwise
{
    public override Applied Apply(LayerContext context, Var x) => context.Training ? Var.StopGradient(x) : x;
}

/// <summary>Another value each time.</summary>
public sealed record Undecided : Elementwise
{
    private static int _calls;

    public override Applied Apply(LayerContext context, Var x) => x * (1 + 0.1 * _calls++);
}

/// <summary>Throws when it is used.</summary>
public sealed record Thrower : Elementwise
{
    public override Applied Apply(LayerContext context, Var x) => throw new InvalidOperationException("the layer has had enough.");
}

/// <summary>Gives other shapes than it says.</summary>
public sealed record OtherShapes : ILayer
{
    public Shape OutputShape(Shape input) => input;

    public Applied Apply(LayerContext context, Var x) => x.Reshape(x.Shape[0], -1, 1);
}

/// <summary>Something that is taken for itself, with a gradient 0.1 % too small.</summary>
internal static class Slightly
{
    public static Var Off(Var y) => y * 0.999 + Var.StopGradient(y * 0.001);
}
