namespace Functional.NN;

/// <summary>The mean of each channel of images: C×H×W becomes C.</summary>
/// <remarks>Lin, Chen and Yan 2014, "Network in network".</remarks>
public sealed record GlobalAvgPool2D : GlobalPooling
{
    private protected override Shape AsImage(Shape input) => Image(input);

    private protected override Var Pool(Var images) => Var.AdaptiveAveragePool2D(images, 1);
}
