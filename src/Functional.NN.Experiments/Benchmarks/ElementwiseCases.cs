using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Experiments;

/// <summary>Functions of single numbers, and softmax over rows, on one thread and in the cache.</summary>
internal static class ElementwiseCases
{
    private const int Count = 8192, Row = 16;

    /// <summary>exp, tanh, sigmoid, ReLU and softmax.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        new("exp", _ => [Scalar<float, Elementwise.Exp<float>>("exp"), Scalar<double, Elementwise.Exp<double>>("exp")]),
        new("tanh", _ => [Scalar<float, Elementwise.Tanh<float>>("tanh"), Scalar<double, Elementwise.Tanh<double>>("tanh")]),
        new("sigmoid", _ => [Scalar<float, Elementwise.Sigmoid<float>>("sigmoid"), Scalar<double, Elementwise.Sigmoid<double>>("sigmoid")]),
        new("relu", _ => [Relu<float>(), Relu<double>()]),
        new("softmax", _ => [Softmax<float>(), Softmax<double>()]),
    ];

    private static ElementResult Scalar<T, TFunction>(string name) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IElementary
    {
        var (x, y) = Operands<T>();
        return BenchRun.Elements<T>("elementwise", name, Count, () => Elementwise.Scalar<T, TFunction>(x.Span, y.Span));
    }

    private static ElementResult Relu<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, y) = Operands<T>();
        return BenchRun.Elements<T>("elementwise", "relu", Count, () => Elementwise.Unary<T, Elementwise.PositivePart<T>>(x.Span, y.Span));
    }

    private static ElementResult Softmax<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, y) = Operands<T>();
        return BenchRun.Elements<T>("elementwise", "softmax", Count, () => Normalization.Softmax<T>(x.Span, Row, y.Span));
    }

    private static (Pinned<T> X, Pinned<T> Y) Operands<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Pinned<T> x = new(Count), y = new(Count);
        RandomKey.FromSeed(1).Normal<T>(Shape.Of(Count), 0, 2).AsSpan().CopyTo(x.Span);
        return (x, y);
    }
}
