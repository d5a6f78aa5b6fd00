using Functional.NN;
using Microsoft.FSharp.Core;

namespace BrokenLayers;

/// <summary>A layer without parameters; what the others begin with.</summary>
public abstract record Elementwise : ILayer
{
    public Shape OutputShape(Shape input) => input;

    public abstract Applied Apply(LayerContext context, Var x);
}

/// <summary>Right, with constants to be guessed: y = x·w, w of so many.</summary>
public sealed record Gain(int Count, double Start, ILayer After) : ILayer
{
    public Shape OutputShape(Shape input) => After.OutputShape(input);

    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => [new("gain", [Count], new NormalValues(Start)), .. After.Parameters(input)];

    public Applied Apply(LayerContext context, Var x) => After.Apply(context, x * context.Parameter("gain").Sum());
}

/// <summary>Right, with a package of its own.</summary>
public sealed record WithAPackage : Elementwise
{
    public override Applied Apply(LayerContext context, Var x) => x * FSharpOption<double>.Some(2).Value;
}

/// <summary>Right, and takes indices only.</summary>
public sealed record Table(int Rows) : ILayer
{
    private Embedding Inner => new(Rows, 2);

    public Shape OutputShape(Shape input) => Inner.OutputShape(input);

    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => Inner.Parameters(input);

    public Applied Apply(LayerContext context, Var x) => Inner.Apply(context, x);
}

/// <summary>Right, and talkative.</summary>
public sealed record Talkative : Elementwise
{
    static Talkative()
    {
        Console.WriteLine("{\"News\":6}");
        Console.Error.WriteLine("Stack overflow. Just kidding.");
        Console.SetOut(TextWriter.Null);
        Console.OpenStandardOutput().Close();
    }

    public override Applied Apply(LayerContext context, Var x) => Var.Tanh(x);
}

/// <summary>A right loss for class indices.</summary>
public sealed record OneMinusShare : ILoss
{
    public LossTerms Terms(Var prediction, Var target) => new SoftmaxCrossEntropy().Terms(prediction, target);
}
