using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>The eigenvalues of a real square matrix, which need not be symmetric.</summary>
/// <remarks>
/// In <c>double</c>, by own code whose bits depend on no library, platform or number of threads: reflections to Hessenberg form, then the implicit double-shift QR method (Francis 1961; Golub and Van Loan 2013, sections 7.4 and 7.5).
/// The method is backward stable: what it gives are the eigenvalues of a matrix within rounding of the given one.
/// </remarks>
public static class Eigenvalues
{
    /// <summary>All eigenvalues, the two of a complex pair beside each other.</summary>
    /// <param name="matrix">(n × n)</param>
    /// <exception cref="NNException">The matrix has a number that is not finite.</exception>
    public static ImmutableArray<Complex> Of<T>(Tensor<T> matrix) where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. Pairs(matrix).Select(λ => new Complex(λ.Real, λ.Imaginary))];

    /// <summary>ρ = max |λᵢ|: along powers of the matrix, what is carried through time in a linear recurrence grows where ρ is above 1 and vanishes where it is below (Pascanu, Mikolov and Bengio 2013); 0 of a matrix without rows.</summary>
    /// <param name="matrix">(n × n)</param>
    /// <exception cref="NNException">The matrix has a number that is not finite.</exception>
    public static double SpectralRadius<T>(Tensor<T> matrix) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pairs(matrix).Select(λ => TridiagonalMatrix.Length(λ.Real, λ.Imaginary)).DefaultIfEmpty(0).Max();

    private static (double Real, double Imaginary)[] Pairs<T>(Tensor<T> matrix) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(matrix);
        if (matrix.Shape.Rank != 2 || matrix.Shape[0] != matrix.Shape[1]) throw new ShapeException(Sentence.Of($"Eigenvalues: expected a square matrix, got {matrix.Shape}."));
        if (!matrix.IsFinite) throw new NNException("Eigenvalues: the matrix has numbers that are not finite, so it has no eigenvalues.");
        return HessenbergMatrix.Eigenvalues(matrix.Cast<double>().AsSpan(), matrix.Shape[0]);
    }
}
