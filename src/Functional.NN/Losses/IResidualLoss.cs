namespace Functional.NN;

/// <summary>A loss that is half a sum of squares: ½Σr² over a sample's residuals. Gauss–Newton and Levenberg–Marquardt need to know them.</summary>
public interface IResidualLoss : ILoss
{
    /// <summary>The residuals r, (N × …), with a sample's loss ½Σr² over all axes but the first.</summary>
    Var Residuals(Var prediction, Var target);
}
