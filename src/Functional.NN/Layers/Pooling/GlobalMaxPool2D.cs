namespace Functional.NN;

/// <summary>The largest number of each channel of images: C×H×W becomes C.</summary>
/// <remarks>The derivative goes to the first of the largest in row-major order.</remarks>
public sealed record GlobalMaxPool2D : GlobalPooling
{
    private protected override Shape AsImage(Shape input) => Image(input);

    private protected override Var Pool(Var images) => Var.AdaptiveMaxPool2D(images, 1);
}
