namespace Functional.NN;

/// <summary>The mean of each of a given number of windows of every channel.</summary>
public sealed record AdaptiveAvgPool2D : AdaptivePooling2D
{
    /// <summary>Average pooling to an output of a given size.</summary>
    /// <param name="Output">height and width of the output; a number for a square one</param>
    public AdaptiveAvgPool2D(Extent2D Output) : base(Output) { }

    private protected override Var Pool(Var x) => Var.AdaptiveAveragePool2D(x, Output);
}
