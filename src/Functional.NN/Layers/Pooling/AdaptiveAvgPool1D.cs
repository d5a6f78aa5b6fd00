namespace Functional.NN;

/// <summary>The mean of each of a given number of windows of every channel of signals C×L.</summary>
public sealed record AdaptiveAvgPool1D : AdaptivePooling1D
{
    /// <summary>Average pooling to an output of a given length.</summary>
    /// <param name="Output">length of the output</param>
    public AdaptiveAvgPool1D(int Output) : base(Output) { }

    private protected override Var Pool(Var x, Extent2D output) => Var.AdaptiveAveragePool2D(x, output);
}
