namespace Functional.NN;

/// <summary>The largest number of each of a given number of windows of every channel of signals C×L; the derivative goes to the first of the largest.</summary>
public sealed record AdaptiveMaxPool1D : AdaptivePooling1D
{
    /// <summary>Maximum pooling to an output of a given length.</summary>
    /// <param name="Output">length of the output</param>
    public AdaptiveMaxPool1D(int Output) : base(Output) { }

    private protected override Var Pool(Var x, Extent2D output) => Var.AdaptiveMaxPool2D(x, output);
}
