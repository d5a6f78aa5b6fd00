namespace Functional.NN;

/// <summary>A layer at a batch of indices, by which nothing can be differentiated: what reaches it are samples without numbers.</summary>
/// <param name="Layer">the layer</param>
/// <param name="Indices">(N × input shape of the layer)</param>
internal sealed record AtIndices(ILayer Layer, Tensor<double> Indices) : ILayer
{
    public Shape OutputShape(Shape input) => Layer.OutputShape(Indices.Shape.Sample);

    public IReadOnlyList<ParameterSpec> Parameters(Shape input) => Layer.Parameters(Indices.Shape.Sample);

    public IReadOnlyList<StateSpec> State(Shape input) => Layer.State(Indices.Shape.Sample);

    public Applied Apply(LayerContext context, Var x) => Layer.Apply(context, Var.Constant(Indices));

    public override string ToString() => Layer.ToString()!;
}
