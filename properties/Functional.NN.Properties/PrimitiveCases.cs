using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Primitives;

namespace Functional.NN.Properties;

/// <summary>A case of every primitive, over random shapes.</summary>
internal static class PrimitiveCases
{
    /// <summary>Rules that are not the derivative of their forward, on purpose, or that take only whole numbers, or the value beside what it is computed from.</summary>
    public static readonly ImmutableHashSet<string> NotByDifferences = [nameof(StopGradient), nameof(OneHot), nameof(VarianceAboutMean), nameof(ScaledDeviation)];

    private static readonly Gen<Shape> Vectors = Draw.Shape(1);

    private static readonly ImmutableArray<(string Name, Gen<PrimitiveCase> Cases)> Table =
    [
        Unary(new Primitives.Identity()), Unary(new Labelled("z")), Unary(new Negate()), Unary(new Exp()), Unary(new Expm1()), Unary(new Sin()), Unary(new Cos()), Unary(new Atan()), Unary(new Primitives.Tanh()),
        Unary(new Primitives.Sigmoid()), Unary(new Primitives.Softplus()), Unary(new Erf()), Unary(new Erfc()), Unary(new Primitives.Relu()), Unary(new Abs()),
        Unary(new Heaviside()), Unary(new Primitives.Sign()), Unary(new Primitives.Softsign(), AwayFromZero), Unary(new Primitives.TanhShrink()), Unary(new StopGradient()),
        Unary(new Log(), Positive), Unary(new Log1p(), Positive), Unary(new Sqrt(), Positive),
        Case(nameof(Power), Draw.Shape(), (k, s) => Of(k, new Power(new[] { -1.5, 0, 0.5, 1, 2, 3 }[k.Below("power", 6)]), Positive(k, s))),
        Case(nameof(Primitives.Softmax), Vectors, (k, s) => Of(k, new Primitives.Softmax(), Normal(k, s))),
        Case(nameof(Primitives.LogSoftmax), Vectors, (k, s) => Of(k, new Primitives.LogSoftmax(), Normal(k, s))),
        Binary(new Add()), Binary(new Subtract()), Binary(new Multiply()), Binary(new Divide()), Binary(new Maximum()), Binary(new Minimum()), Binary(new GreaterThan()),
        Case(nameof(Where), Draw.Shape(), (k, s) => new PrimitiveCase(new Where(), [k.Bernoulli<double>(s, 0.5), Normal(k.Fold(1), s), Normal(k.Fold(2), s)], [false, true, true], k)),
        Case(nameof(Primitives.Reshape), Draw.Shape(), (k, s) => Of(k, new Primitives.Reshape(Shape.Of([.. s.Reverse()])), Normal(k, s))),
        Case(nameof(Transpose), Draw.Shape(), (k, s) => Of(k, new Transpose([.. k.Permutation(s.Rank)]), Normal(k, s))),
        Case(nameof(BroadcastTo), Vectors, (k, s) => Of(k, new BroadcastTo(s.Prepend(2)), Normal(k, s.With(Axis(k, s), 1)))),
        Case(nameof(Sum), Vectors, (k, s) => Of(k, new Sum([.. Enumerable.Range(0, s.Rank).Where(a => k.Below($"axis{a}", 2) == 0).DefaultIfEmpty(0)], k.Below("keep", 2) == 0), Normal(k, s))),
        Case(nameof(Slice), Vectors, (k, s) => SliceOf(k, s)),
        Case(nameof(Pad), Vectors, (k, s) => Of(k, new Pad(Axis(k, s), k.Below("before", 3), k.Below("after", 3)), Normal(k, s))),
        Case(nameof(Reverse), Vectors, (k, s) => Of(k, new Reverse(Axis(k, s)), Normal(k, s))),
        Case(nameof(Gather), Vectors, (k, s) => Of(k, new Gather([.. k.Integers(1 + k.Below("count", 5), s[0])]), Normal(k, s))),
        Case(nameof(ScatterAdd), Vectors, (k, s) => Of(k, new ScatterAdd([.. k.Integers(s[0], 3)], 3), Normal(k, s))),
        Case(nameof(Lookup), Vectors, (k, s) => new PrimitiveCase(new Lookup(), [Normal(k, s), Indices(k, 1 + k.Below("count", 5), s[0])], [true, false], k)),
        Case(nameof(LookupTransposed), Vectors, (k, s) => new PrimitiveCase(new LookupTransposed(s.With(0, 3)), [Normal(k, s), Indices(k, s[0], 3)], [true, false], k)),
        Case(nameof(WindowSum), Vectors, (k, s) => Of(k, new WindowSum(Axis(k, s), k.Below("before", 3), k.Below("after", 3)), Normal(k, s))),
        Case(nameof(Concat), Vectors, (k, s) => Of(k, new Concat(Axis(k, s)), [.. Enumerable.Range(0, 1 + k.Below("parts", 3)).Select(i => Normal(k.Fold(i), s.With(Axis(k, s), 1 + k.Below($"part{i}", 3))))])),
        Case(nameof(MaxAlong), Vectors, (k, s) => Of(k, new MaxAlong(Axis(k, s)), Normal(k, s))),
        Case(nameof(FirstLargest), Vectors, (k, s) => Of(k, new FirstLargest(Axis(k, s)), Normal(k, s))),
        Case(nameof(OneHot), Draw.Shape(0, 3), (k, s) => Of(k, new OneHot(3), Tensor.Of(s, k.Integers(s.Size, 3).Select(i => (double)i)))),
        Case(nameof(MatMul), Draw.Shape(3, 3), Product),
        Case(nameof(VarianceAboutMean), Draw.Shape(2, 2), (k, s) => new PrimitiveCase(new VarianceAboutMean([0]), [Normal(k, s.Sample), Normal(k.Fold(1), s), Normal(k.Fold(2), s.Sample)], [false, true, false], k)),
        Case(nameof(ScaledDeviation), Draw.Shape(2, 2), (k, s) => new PrimitiveCase(new ScaledDeviation(),
            [Normal(k, s), Normal(k.Fold(1), s), Normal(k.Fold(2), s.Sample), Normal(k.Fold(3), s.Sample), Normal(k.Fold(4), s.With(1, 1))], [false, true, true, true, true], k)),
        Case(nameof(Primitives.Conv2D), Draw.Shape(4), (k, _) => Convolution(k, (g, x, w, y) => Of(k, new Primitives.Conv2D(g), Normal(k.Fold(1), x), Normal(k.Fold(2), w)))),
        Case(nameof(Conv2DInputGradient), Draw.Shape(4), (k, _) => Convolution(k, (g, x, w, y) => Of(k, new Conv2DInputGradient(g, x), Normal(k.Fold(1), y), Normal(k.Fold(2), w)))),
        Case(nameof(Conv2DWeightGradient), Draw.Shape(4), (k, _) => Convolution(k, (g, x, w, y) => Of(k, new Conv2DWeightGradient(g, w), Normal(k.Fold(1), x), Normal(k.Fold(2), y)))),
        Case(nameof(Primitives.MaxPool2D), Draw.Shape(4), (k, _) => Pooling(k, (g, x, y) => Of(k, new Primitives.MaxPool2D(g), Normal(k, x)))),
        Case(nameof(MaxPoolPush), Draw.Shape(4), (k, _) => Pooling(k, (g, x, y) => Of(k, new MaxPoolPush(g), Normal(k.Fold(1), x), Normal(k.Fold(2), x)))),
        Case(nameof(MaxPoolPull), Draw.Shape(4), (k, _) => Pooling(k, (g, x, y) => Of(k, new MaxPoolPull(g), Normal(k.Fold(1), x), Normal(k.Fold(2), y)))),
        Case(nameof(AveragePool2D), Draw.Shape(4), (k, _) => Pooling(k, (g, x, y) => Of(k, new AveragePool2D(g, (WindowDivisor)k.Below("divisor", 3)), Normal(k, x)))),
        Case(nameof(AverageSpread), Draw.Shape(4), (k, _) => Pooling(k, (g, x, y) => Of(k, new AverageSpread(g, (WindowDivisor)k.Below("divisor", 3), x), Normal(k, y)))),
    ];

    public static ImmutableArray<string> Names { get; } = [.. Table.Select(row => row.Name)];

    public static Gen<PrimitiveCase> Of(string name) => Table.Single(row => row.Name == name).Cases;

    private static (string, Gen<PrimitiveCase>) Case(string name, Gen<Shape> shapes, Func<RandomKey, Shape, PrimitiveCase> make) =>
        (name, from shape in shapes
               from key in Draw.Key
               select make(key, shape));

    private static (string, Gen<PrimitiveCase>) Unary(Primitive rule, Func<RandomKey, Shape, Tensor<double>>? draw = null) =>
        Case(rule.Name, Draw.Shape(), (key, shape) => Of(key, rule, (draw ?? Normal)(key, shape)));

    /// <summary>Broadcasted inputs; the second stays away from 0, where it may stand below a fraction.</summary>
    private static (string, Gen<PrimitiveCase>) Binary(Primitive rule) =>
        (rule.Name, from shapes in Draw.BroadcastPair
                    from key in Draw.Key
                    select Of(key, rule, Normal(key.Fold(1), shapes.A), (key.Fold(3).Bernoulli<double>(shapes.B, 0.5) * 2 - 1) * key.Fold(2).Uniform<double>(shapes.B, 0.5, 2)));

    private static PrimitiveCase Of(RandomKey key, Primitive rule, params Tensor<double>[] inputs) => new(rule, [.. inputs], [.. inputs.Select(_ => rule is not OneHot)], key);

    private static PrimitiveCase SliceOf(RandomKey key, Shape shape)
    {
        int axis = Axis(key, shape), start = key.Below("start", shape[axis]);
        return Of(key, new Slice(axis, start, 1 + key.Below("length", shape[axis] - start)), Normal(key, shape));
    }

    private static PrimitiveCase Product(RandomKey key, Shape s)
    {
        bool transposeA = key.Below("a", 2) == 0, transposeB = key.Below("b", 2) == 0, batched = key.Below("batch", 2) == 0;
        Shape Lead(Shape shape) => batched ? shape.Prepend(2) : shape;
        return Of(key, new MatMul(transposeA, transposeB),
            Normal(key.Fold(1), Lead(transposeA ? Shape.Of(s[1], s[0]) : Shape.Of(s[0], s[1]))), Normal(key.Fold(2), Lead(transposeB ? Shape.Of(s[2], s[1]) : Shape.Of(s[1], s[2]))));
    }

    private static PrimitiveCase Convolution(RandomKey key, Func<Conv2DGeometry, Shape, Shape, Shape, PrimitiveCase> make)
    {
        int groups = 1 + key.Below("groups", 2);
        var geometry = new Conv2DGeometry(new Extent2D(1 + key.Below("sy", 2), 1 + key.Below("sx", 2)), new Padding2D(key.Below("t", 2), key.Below("b", 2), key.Below("l", 2), key.Below("r", 2)),
            new Extent2D(1 + key.Below("dy", 2), 1), groups);
        var x = Shape.Of(1 + key.Below("n", 2), groups * (1 + key.Below("c", 2)), 3 + key.Below("h", 3), 3 + key.Below("w", 3));
        var w = Shape.Of(groups * (1 + key.Below("o", 2)), x[1] / groups, 1 + key.Below("kh", 2), 1 + key.Below("kw", 3));
        return make(geometry, x, w, geometry.OutputShape(x, w));
    }

    private static PrimitiveCase Pooling(RandomKey key, Func<IPoolWindows, Shape, Shape, PrimitiveCase> make)
    {
        var window = new Extent2D(1 + key.Below("wy", 3), 1 + key.Below("wx", 3));
        IPoolWindows geometry = key.Below("adaptive", 3) == 0 ? new AdaptiveWindows(window)
            : new Pool2DGeometry(window, new Extent2D(1 + key.Below("sy", 2), 1 + key.Below("sx", 3)), new Padding2D(key.Below("t", window.Y), 0, 0, key.Below("r", window.X)));
        var x = Shape.Of(1 + key.Below("n", 2), 1 + key.Below("c", 2), 3 + key.Below("h", 3), 3 + key.Below("w", 3));
        return make(geometry, x, geometry.OutputShape(x));
    }

    private static int Axis(RandomKey key, Shape shape) => key.Below("axis", shape.Rank);

    private static Tensor<double> Normal(RandomKey key, Shape shape) => key.Fold("normal").Normal<double>(shape);

    private static Tensor<double> AwayFromZero(RandomKey key, Shape shape) => Positive(key, shape) * (key.Fold("sign").Bernoulli<double>(shape, 0.5) * 2 - 1);

    private static Tensor<double> Indices(RandomKey key, int count, int below) => Tensor.Of(Shape.Of(count), key.Integers(count, below).Select(i => (double)i));

    private static Tensor<double> Positive(RandomKey key, Shape shape) => key.Fold("positive").Uniform<double>(shape, 0.2, 3);
}
