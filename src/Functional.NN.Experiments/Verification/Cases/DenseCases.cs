namespace Functional.NN.Experiments.Verification;

/// <summary>Layers of vectors in which all inputs meet; all are checked to second order.</summary>
internal static class DenseCases
{
    public static IEnumerable<LayerCase> All { get; } = new LayerCase[]
    {
        new(new Dense(3), [4]), new(new Dense(2, Bias: false), [3]), new(new Dense(2, PerPosition: true), [3, 4]),
        new(new RadialBasisOutput(Tensor.Matrix(new double[,] { { 1, -1, 0 }, { 0.5, 2, -3 } })), [3]),
    }.Select(layer => layer with { SecondOrder = true });
}
