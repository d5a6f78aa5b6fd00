namespace Functional.NN.Properties.Shrinking;

/// <summary>tanh whose pullback takes 1 − y for 1 − y².</summary>
internal sealed record TanhWithoutSquare : Primitive
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => new Primitives.Tanh().Forward(x[0]);
    public override Var? Tangent(Var[] x, Var y, Var?[] dx) => (1 - y) * dx[0]!;
    public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => [dy * (1 - y)];
}

/// <summary>A layer whose derivative is wrong.</summary>
public sealed record WrongTanh : ILayer
{
    public Shape OutputShape(Shape input) => input;

    public Applied Apply(LayerContext context, Var x) => Applied.Of(Var.Apply(new TanhWithoutSquare(), x));

    public override string ToString() => nameof(WrongTanh);
}

/// <summary>A layer with parameters and a size whose derivative is wrong: x·W, where W is not differentiated.</summary>
public sealed record WrongDense(int Units, bool Bias = true) : ILayer
{
    public Shape OutputShape(Shape input) => input.Rank == 1 ? Shape.Of(Units) : throw new ShapeException("expected vectors.");

    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => [new("weight", Shape.Of(input[0], Units), new Xavier()), .. Bias ? [new ParameterSpec("bias", Shape.Of(Units), new Zeros(), ParameterRole.Bias)] : Array.Empty<ParameterSpec>()];

    public Applied Apply(LayerContext context, Var x) => Applied.Of(Var.Affine(x, Var.StopGradient(context.Parameter("weight")), Bias ? context.Parameter("bias") : null));
}

/// <summary>A composition of somebody's own: f(x) times a number.</summary>
public sealed record Times(ILayer Inner, double Factor) : ILayer
{
    public Shape OutputShape(Shape input) => Inner.OutputShape(input);

    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => [.. Inner.Parameters(input).Select(spec => spec with { Name = $"inner.{spec.Name}" })];

    public IReadOnlyList<ChildLayer> Children(Shape input) => [new("inner", Inner, input)];

    public Applied Apply(LayerContext context, Var x)
    {
        var applied = context.Apply("inner", Inner, x);
        return applied with { Output = Factor * applied.Output };
    }
}
