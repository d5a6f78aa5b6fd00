namespace Functional.NN;

/// <summary>The largest number of each channel of signals: C×L becomes C.</summary>
/// <remarks>The derivative goes to the first of the largest. For texts and other sequences this is the max-over-time pooling of Collobert et al. 2011.</remarks>
public sealed record GlobalMaxPool1D : GlobalPooling
{
    private protected override Shape AsImage(Shape input) => Signal(input);

    private protected override Var Pool(Var images) => Var.AdaptiveMaxPool2D(images, 1);
}
