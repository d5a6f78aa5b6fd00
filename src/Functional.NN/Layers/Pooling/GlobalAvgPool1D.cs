namespace Functional.NN;

/// <summary>The mean of each channel of signals: C×L becomes C.</summary>
/// <remarks>It is the global average pooling of images of one row.</remarks>
public sealed record GlobalAvgPool1D : GlobalPooling
{
    private protected override Shape AsImage(Shape input) => Signal(input);

    private protected override Var Pool(Var images) => Var.AdaptiveAveragePool2D(images, 1);
}
