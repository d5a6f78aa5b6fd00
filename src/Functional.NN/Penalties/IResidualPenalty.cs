namespace Functional.NN;

/// <summary>A penalty that is half a sum of squares: ½Σr².</summary>
public interface IResidualPenalty : IPenalty
{
    /// <summary>The residuals r of a block of weights, of its shape.</summary>
    Var Residuals(Var weight);
}
