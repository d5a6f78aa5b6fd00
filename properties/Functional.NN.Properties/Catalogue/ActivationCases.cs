namespace Functional.NN.Properties.Catalogue;

/// <summary>Activations; all are checked to second order.</summary>
internal static class ActivationCases
{
    private static readonly Shape Samples = [2, 3];

    public static IEnumerable<LayerCase> All { get; } = new ILayer[]
    {
        new Identity(), new Relu(), new LeakyRelu(), new LeakyRelu(0.2), new Sigmoid(), new Tanh(), new Softplus(), new Elu(), new Elu(0.5), new Gelu(), new Silu(), new Softmax(), new LogSoftmax(),
    }.Select(layer => new LayerCase(layer, Samples) { SecondOrder = true, Scale = 2 });
}
