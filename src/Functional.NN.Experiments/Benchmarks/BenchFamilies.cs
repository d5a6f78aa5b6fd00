namespace Functional.NN.Experiments;

/// <summary>What can be measured, by name.</summary>
internal static class BenchFamilies
{
    /// <summary>Training of small networks.</summary>
    public static BenchFamily Train { get; } = new([.. TrainCase.Usual.Select(name => TrainCase.Find(name)!)], TrainCase.Find);

    /// <summary>One line a family.</summary>
    public static Registry<BenchFamily> All { get; } = new("benchmark",
    [
        new("train", "epochs of small networks, by planned steps", Train),
        new("gemm", "matrix products", new(ProductCases.All)),
        new("conv", "convolutions of LeNet-5, of single channels and of signals, and their gradients", new(ConvolutionCases.All)),
        new("elementwise", "functions of single numbers, and softmax", new(ElementwiseCases.All)),
        new("record", "runs of LeNet-5 with a record against runs without one", new([RecordCase.LeNet5])),
        new("optimizer", "steps of the optimizers", new(OptimizerCases.All)),
    ]);
}
