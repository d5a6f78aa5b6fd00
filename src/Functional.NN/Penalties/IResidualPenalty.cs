namespace Functional.NN;

/// <summary>A penalty that is half a sum of squares: ½Σr².</summary>
public interface IResidualPenalty : IPenalty
{
    /// <summary>The residuals r, in parts of any shape.</summary>
    IEnumerable<Var> Residuals(ParameterVars parameters);
}
