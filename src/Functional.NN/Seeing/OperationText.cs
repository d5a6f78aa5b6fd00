using Functional.NN.Primitives;

namespace Functional.NN;

/// <summary>What an operation is called, with those of its constants that a reader wants to know.</summary>
internal static class OperationText
{
    public static string Of(Primitive primitive) => primitive switch
    {
        MatMul product => "MatMul" + (product.TransposeA || product.TransposeB ? $" ({(product.TransposeA ? "aᵀ" : "a")}·{(product.TransposeB ? "bᵀ" : "b")})" : ""),
        Power power => Sentence.Of($"Power {power.Exponent}"),
        Primitives.Reshape reshape => $"Reshape {reshape.To}",
        BroadcastTo broadcast => $"BroadcastTo {broadcast.To}",
        Sum sum => $"Sum over {Axes(sum.Axes)}",
        MaxAlong max => $"Max over {Axes([max.Axis])}",
        Transpose transpose => $"Transpose {string.Join(", ", transpose.Order)}",
        Slice slice => Sentence.Of($"Slice axis {slice.Axis}, {slice.Start} to {slice.Start + slice.Length - 1}"),
        Concat concat => $"Concat axis {concat.Axis}",
        Labelled => nameof(Identity),
        _ => primitive.Name,
    };

    private static string Axes(int[] axes) => $"{(axes.Length == 1 ? "axis" : "axes")} {string.Join(", ", axes)}";
}
