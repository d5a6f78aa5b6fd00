using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A linear model whose Hessian H = XᵀX/N is known with its eigenvectors: X = Z·Λ^½·Q with the orthogonal columns of ±1 of a Hadamard matrix and a reflection Q = I − 2vvᵀ/vᵀv.</summary>
public static class KnownHessian
{
    /// <summary>How many weights there are, and samples.</summary>
    public const int Size = 8;

    /// <summary>Λ: 1/16, 1/8, …, 8.</summary>
    public static ImmutableArray<double> Eigenvalues { get; } = [.. Enumerable.Range(0, Size).Select(i => (1 << i) / 16.0)];

    /// <summary>Q (8 × 8), symmetric; its rows are the eigenvectors.</summary>
    public static Tensor<double> Eigenvectors { get; } = Reflection(Tensor.Vector(1.0, 2, 3, 4, 5, 6, 7, 8));

    /// <summary>X (8 × 8), a sample a row.</summary>
    public static Tensor<double> Inputs { get; } = (Hadamard(3) * Tensor.Vector([.. Eigenvalues]).Sqrt()).MatMul(Eigenvectors);

    /// <summary>w*, the minimum without a penalty: 1 along each eigenvector.</summary>
    public static Tensor<double> Minimum { get; } = Eigenvectors.Sum(0);

    /// <summary>y = X·w* (8 × 1).</summary>
    public static Tensor<double> Targets { get; } = Inputs.MatMul(Minimum.Reshape(Size, 1));

    /// <summary>J(w) = ½‖Xw − y‖²/N + ½α‖w‖².</summary>
    public static ObjectiveFunction<double> Objective(double α) => ObjectiveFunction.Of<double>(w =>
        0.5 * Var.Square(Var.MatMul(Var.Of(Inputs), w.Reshape(Size, 1)) - Var.Of(Targets)).Sum() / Size + 0.5 * α * Var.Square(w).Sum());

    /// <summary>How much of w* is there along each eigenvector.</summary>
    public static double[] SharesOf(Tensor<double> w)
    {
        ArgumentNullException.ThrowIfNull(w);
        return Eigenvectors.MatMul(w.Reshape(Size, 1)).ToArray();
    }

    private static Tensor<double> Reflection(Tensor<double> v) => Tensor.Identity<double>(Size) - v.Reshape(Size, 1).MatMul(v.Reshape(1, Size)) * (2 / (v * v).Sum().ToScalar());

    /// <summary>2ⁿ orthogonal columns of ±1 (Sylvester 1867).</summary>
    private static Tensor<double> Hadamard(int n)
    {
        if (n == 0) return Tensor.Full<double>([1, 1], 1);
        var half = Hadamard(n - 1);
        return Tensor.Concat(0, Tensor.Concat(1, half, half), Tensor.Concat(1, half, -half));
    }
}
