using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>How hard NIST says a problem is.</summary>
public enum NistLevel
{
    /// <summary>Lower.</summary>
    Lower,

    /// <summary>Average.</summary>
    Average,

    /// <summary>Higher.</summary>
    Higher,
}

/// <summary>A nonlinear regression of NIST's Statistical Reference Datasets, as its file has it.</summary>
/// <param name="Name">such as <c>Misra1a</c></param>
/// <param name="Level">how hard it is said to be</param>
/// <param name="Observations">y (N), as printed</param>
/// <param name="Predictors">x (N × k)</param>
/// <param name="Starts">the two first β (n each)</param>
/// <param name="Certified">β (n), to eleven digits</param>
/// <param name="CertifiedErrors">its standard errors (n)</param>
/// <param name="SumOfSquares">the certified sum of squared residuals</param>
/// <param name="StandardDeviation">the certified residual standard deviation</param>
public sealed record NistProblem(string Name, NistLevel Level, Tensor<double> Observations, Tensor<double> Predictors, ImmutableArray<Tensor<double>> Starts,
    Tensor<double> Certified, Tensor<double> CertifiedErrors, double SumOfSquares, double StandardDeviation);
