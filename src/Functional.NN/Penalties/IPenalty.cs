namespace Functional.NN;

/// <summary>A number added to the loss that depends on θ alone.</summary>
[DescriptionKind("penalty")]
public interface IPenalty
{
    /// <summary>The penalty, a single number.</summary>
    Var Evaluate(ParameterVars parameters);
}
