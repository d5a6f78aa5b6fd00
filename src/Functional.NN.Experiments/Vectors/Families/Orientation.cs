namespace Functional.NN.Experiments;

/// <summary>Matrices stand (outputs × inputs) in the vectors and (inputs × outputs) in the library; other tensors stand alike.</summary>
internal static class Orientation
{
    public static Tensor<double> Turned(Tensor<double> tensor) => tensor.Shape.Rank == 2 ? tensor.Transpose() : tensor;

    public static Var Turned(Var tensor) => tensor.Shape.Rank == 2 ? tensor.Transpose() : tensor;
}
