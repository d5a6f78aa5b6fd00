namespace Functional.NN;

/// <summary>An objective that is half a sum of squares, J = ½rᵀr, and knows its residuals.</summary>
public interface IResidualObjective : IObjective
{
    /// <summary>r of a batch, one vector.</summary>
    Var Residuals(ObjectiveContext context);
}
