namespace Functional.NN;

/// <summary>
/// What several operations on rows say about one matrix or row they share, as the steps of a recurrent layer do: W̄ = Σ Xᵢᵀ·Z̄ᵢ for products Zᵢ = Xᵢ·W, and b̄ = Σ of the rows of all
/// Z̄ᵢ for sums Zᵢ = Yᵢ + b. Each is computed at once from the rows of all of them, one below the other, in the order in which they were computed: one product, one sum.
/// </summary>
internal sealed class RowCotangents
{
    private readonly List<(Var X, Var Cotangent)> _products = [];
    private readonly List<Var> _sums = [];

    /// <summary>Which input of a node is such a matrix or row; −1 when none is.</summary>
    public static int Place(Var node) => node.Origin switch
    {
        Primitives.MatMul { TransposeA: false, TransposeB: false } when node.Shape.Rank == 2 => 1,
        Primitives.Add when node.Shape.Rank == 2 => Array.FindIndex(node.Inputs, input => input.Shape.Rank == 1 && input.Shape[0] == node.Shape[1]),
        _ => -1,
    };

    /// <summary>Takes down what a node says; later ones come first.</summary>
    public void Add(Var node, Var[] inputs, Var cotangent)
    {
        if (node.Origin is Primitives.MatMul) _products.Add((inputs[0], cotangent));
        else _sums.Add(cotangent);
    }

    /// <summary>The cotangents of the matrix or row: one of all products, one of all sums.</summary>
    public IEnumerable<Var> Joined(Var shared)
    {
        if (_products.Count > 0) yield return Var.MatMul(Rows(_products.Select(p => p.X)), Rows(_products.Select(p => p.Cotangent)), transposeA: true);
        if (_sums.Count > 0) yield return Rows(_sums).SumTo(shared.Shape);
    }

    private static Var Rows(IEnumerable<Var> parts) => parts.Reverse().ToArray() is [var alone] ? alone : Var.Concat(0, parts.Reverse());
}
