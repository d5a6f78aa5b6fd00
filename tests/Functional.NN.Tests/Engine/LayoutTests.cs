using Functional.NN.Kernels;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Engine;

/// <summary>How the samples of a planned step lie: images and signals stay in the lanes from their first layer to their last.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void Images_go_into_the_lanes_once_and_come_back_once() => Assert.Equal((2, 1), Changes([3, 8, 8],
        new Conv2D(4, 3), new BatchNorm(), new Relu(), new DepthwiseConv2D(3, Padding: 1), new MaxPool2D(2), new Upsample2D(2), new ConvTranspose2D(4, 3), new ScaledTanh(), new Subsampling(2), new AdaptiveMaxPool2D(2), new GlobalAvgPool2D(), new Dense(3)));

    [Fact]
    public void Signals_go_into_the_lanes_once_and_come_back_once() => Assert.Equal((2, 1), Changes([3, 20],
        new Conv1D(4, 3), new BatchNorm(), new Relu(), new Conv1D(4, 3, Padding: SignalPadding.Causal, Groups: 4), new Relu(), new MaxPool1D(2), new AvgPool1D(3, 1), new Tanh(), new AdaptiveAvgPool1D(3), new GlobalMaxPool1D(), new Dense(3)));

    [Fact]
    public void A_rectifier_is_one_with_a_convolution_of_signals() => Assert.Equal(2, Operations([3, 20], new Conv1D(4, 3), new Relu(), new Conv1D(4, 3), new Relu(), new Flatten(), new Dense(3))
        .Count(operation => operation.Fusion == Fusion.RectifiedConvolutionPlusBias));

    /// <summary>How often a training step brings samples into the lanes (inputs, and the cotangents behind the last image) and out of them.</summary>
    private static (int Packs, int Unpacks) Changes(Shape input, params ILayer[] layers)
    {
        var operations = Operations(input, layers);
        return (operations.Count(o => o.Form == OperationForm.Pack), operations.Count(o => o.Form == OperationForm.Unpack));
    }

    private static List<PlanOperation> Operations(Shape input, params ILayer[] layers)
    {
        const int Samples = 16;
        var trainer = new Trainer<float>(new Network(input, layers), new SoftmaxCrossEntropy(), new Sgd(0.1));
        var batch = new Batch<float>(Numbers.Some<float>(input.Prepend(Samples), 1), Tensor.Generate([Samples], i => (float)(i % 3)));
        var layout = new LayoutPass(StepGraph.Record(trainer, trainer.Initialize(RandomKey.FromSeed(1)).Model, batch, default, 0, training: true).Graph, Samples);
        return new FusionPass(layout.Operations, layout.Given).Operations;
    }
}
