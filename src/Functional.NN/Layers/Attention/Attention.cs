namespace Functional.NN;

/// <summary>Attention as functions of nodes.</summary>
public static class Attention
{
    /// <summary>softmax(s·Q·Kᵀ)·V over the last two axes, s = 1/√E unless told.</summary>
    /// <remarks>Vaswani et al. 2017, "Attention is all you need", section 3.2.1.</remarks>
    /// <param name="query">Q (N × heads × L × E)</param>
    /// <param name="key">K (N × heads × S × E)</param>
    /// <param name="value">V (N × heads × S × Ev)</param>
    /// <param name="causal">hide the keys after the query's position: query i attends to keys 0 to i</param>
    /// <param name="mask">(N × S), 0 for keys that nobody attends to, or none</param>
    /// <param name="scale">s</param>
    /// <returns>(N × heads × L × Ev)</returns>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    public static Var ScaledDotProduct(Var query, Var key, Var value, bool causal = false, Var? mask = null, double? scale = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        var weights = Weights(query, key, causal, mask, scale);
        if (value.Shape.Rank != 4 || value.Shape[0] != key.Shape[0] || value.Shape[1] != key.Shape[1] || value.Shape[2] != key.Shape[2])
            throw new ShapeException(Sentence.Of($"Attention: expected one value (N × heads × S × Ev) for each key of {key.Shape}, got {value.Shape}."));
        return Var.MatMul(weights, value);
    }

    /// <summary>softmax(s·Q·Kᵀ), how much each query attends to each key, s = 1/√E unless told; the query is scaled before the product.</summary>
    /// <remarks>A hidden key has weight 0 exactly, whatever its score, and passes nothing back; where all keys are hidden all weights are 0.</remarks>
    /// <param name="query">Q (N × heads × L × E)</param>
    /// <param name="key">K (N × heads × S × E)</param>
    /// <param name="causal">hide the keys after the query's position: query i attends to keys 0 to i</param>
    /// <param name="mask">(N × S), 0 for keys that nobody attends to, or none</param>
    /// <param name="scale">s</param>
    /// <returns>(N × heads × L × S)</returns>
    /// <exception cref="ShapeException">The shapes do not fit each other.</exception>
    public static Var Weights(Var query, Var key, bool causal = false, Var? mask = null, double? scale = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(key);
        Shape q = query.Shape, k = key.Shape;
        if (q.Rank != 4 || k.Rank != 4 || q[0] != k[0] || q[1] != k[1] || q[3] != k[3])
            throw new ShapeException(Sentence.Of($"Attention: expected queries (N × heads × L × E) and keys (N × heads × S × E), got {q} and {k}."));
        if (mask is not null && mask.Shape != Shape.Of(k[0], k[2])) throw new ShapeException(Sentence.Of($"Attention: expected a mask of {k[0]}×{k[2]}, one number a key, got {mask.Shape}."));
        var scores = Var.MatMul(query * (scale ?? 1 / Math.Sqrt(q[3])), key, transposeB: true);
        if (Shown(q[2], k[2], causal, mask) is not { } shown) return Var.Softmax(scores);
        var everywhere = shown.BroadcastTo(scores.Shape);
        var weights = Var.Softmax(Var.Where(everywhere, scores, double.NegativeInfinity));
        // Where a mask leaves a row nothing to show, softmax is 0/0; a selection, unlike a product with 0, keeps that out of the weights and of every derivative.
        return mask is null ? weights : Var.Where(everywhere, weights, 0);
    }

    /// <summary>1 where a query may attend to a key, else 0: (1 or N) × 1 × (1 or L) × S; none when each may to all.</summary>
    private static Var? Shown(int queries, int keys, bool causal, Var? mask)
    {
        var shown = mask is null ? null : Var.Where(mask, 1, 0).Reshape(mask.Shape[0], 1, 1, keys);
        if (!causal) return shown;
        var past = Var.Constant(Tensor.Generate(Shape.Of(1, 1, queries, keys), i => i % keys <= i / keys ? 1.0 : 0));
        return shown is null ? past : past * shown;
    }
}
