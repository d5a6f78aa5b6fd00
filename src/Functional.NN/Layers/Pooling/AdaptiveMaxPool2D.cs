namespace Functional.NN;

/// <summary>The largest number of each of a given number of windows of every channel; the derivative goes to the first of the largest.</summary>
public sealed record AdaptiveMaxPool2D : AdaptivePooling2D
{
    /// <summary>Maximum pooling to an output of a given size.</summary>
    /// <param name="Output">height and width of the output; a number for a square one</param>
    public AdaptiveMaxPool2D(Extent2D Output) : base(Output) { }

    private protected override Var Pool(Var x) => Var.AdaptiveMaxPool2D(x, Output);
}
