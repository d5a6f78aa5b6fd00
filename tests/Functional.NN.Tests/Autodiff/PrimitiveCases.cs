using Functional.NN.Primitives;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Autodiff;

/// <summary>A primitive as a function of one of its inputs, the others held, with a point where it is smooth.</summary>
internal sealed record PrimitiveCase(Type Primitive, Func<Var, Var> F, Tensor<double> At);

/// <summary>Every primitive but those of images, in every input it can be differentiated in.</summary>
internal static class PrimitiveCases
{
    private static readonly Tensor<double> X = Numbers.Some<double>([3, 4], 1), Y = Numbers.Some<double>([3, 4], 2), Row = Numbers.Some<double>([4], 3), Column = Numbers.Some<double>([3, 1], 4),
        Cube = Numbers.Some<double>([2, 3, 4], 5), Positive = X.Abs() + 0.3, AwayFromZero = X.Map(x => x < 0 ? x - 0.2 : x + 0.2),
        Mask = Tensor.Generate([3, 4], i => (double)(i % 3 == 0 ? 1 : 0));

    private static readonly Dictionary<string, PrimitiveCase> All = new()
    {
        ["identity"] = Of(new Functional.NN.Primitives.Identity(), X),
        ["labelled"] = Of(new Labelled("z"), X),
        ["negate"] = Of(new Negate(), X),
        ["add, first"] = First(new Add(), X, Y),
        ["add, second"] = Second(new Add(), X, Y),
        ["add a row"] = Second(new Add(), X, Row),
        ["add to a row"] = First(new Add(), Row, X),
        ["add a column to a row"] = First(new Add(), Column, Row),
        ["subtract, first"] = First(new Subtract(), X, Y),
        ["subtract, second"] = Second(new Subtract(), X, Y),
        ["subtract a column"] = Second(new Subtract(), X, Column),
        ["subtract from a row"] = First(new Subtract(), Row, X),
        ["multiply, first"] = First(new Multiply(), X, Y),
        ["multiply, second"] = Second(new Multiply(), X, Y),
        ["multiply by a row"] = Second(new Multiply(), X, Row),
        ["multiply a column"] = First(new Multiply(), Column, X),
        ["multiply a row by a column"] = First(new Multiply(), Row, Column),
        ["divide, first"] = First(new Divide(), X, Positive),
        ["divide, second"] = Second(new Divide(), X, Positive),
        ["divide by a column"] = Second(new Divide(), X, Column.Abs() + 0.5),
        ["divide a row"] = First(new Divide(), Row, Positive),
        ["maximum, first"] = First(new Maximum(), X, Y),
        ["maximum, second"] = Second(new Maximum(), X, Y),
        ["maximum with a row"] = Second(new Maximum(), X, Row),
        ["maximum of a column"] = First(new Maximum(), Column, X),
        ["minimum, first"] = First(new Minimum(), X, Y),
        ["minimum, second"] = Second(new Minimum(), X, Y),
        ["minimum with a row"] = Second(new Minimum(), X, Row),
        ["minimum of a column"] = First(new Minimum(), Column, X),
        ["where, first"] = new(typeof(Where), v => Var.Apply(new Where(), Var.Constant(Mask), v, Var.Constant(Y)), X),
        ["where, second"] = new(typeof(Where), v => Var.Apply(new Where(), Var.Constant(Mask), Var.Constant(Y), v), X),
        ["exp"] = Of(new Exp(), X),
        ["expm1"] = Of(new Expm1(), X),
        ["log"] = Of(new Log(), Positive),
        ["log1p"] = Of(new Log1p(), Positive - 0.9),
        ["sqrt"] = Of(new Sqrt(), Positive),
        ["sin"] = Of(new Sin(), X),
        ["cos"] = Of(new Cos(), AwayFromZero),
        ["atan"] = Of(new Atan(), AwayFromZero),
        ["tanh"] = Of(new Functional.NN.Primitives.Tanh(), AwayFromZero),
        ["sigmoid"] = Of(new Functional.NN.Primitives.Sigmoid(), AwayFromZero),
        ["softplus"] = Of(new Functional.NN.Primitives.Softplus(), X),
        ["softsign"] = Of(new Functional.NN.Primitives.Softsign(), AwayFromZero),
        ["tanh shrink"] = Of(new Functional.NN.Primitives.TanhShrink(), AwayFromZero),
        ["erf"] = Of(new Erf(), AwayFromZero),
        ["erfc"] = Of(new Erfc(), AwayFromZero),
        ["relu"] = Of(new Functional.NN.Primitives.Relu(), AwayFromZero),
        ["abs"] = Of(new Abs(), AwayFromZero),
        ["power 3"] = Of(new Power(3), AwayFromZero),
        ["power 2"] = Of(new Power(2), AwayFromZero),
        ["power 1"] = Of(new Power(1), AwayFromZero),
        ["power -1.5"] = Of(new Power(-1.5), Positive),
        ["matmul, first"] = First(new MatMul(false, false), X, Numbers.Some<double>([4, 2], 7)),
        ["matmul, second"] = Second(new MatMul(false, false), X, Numbers.Some<double>([4, 2], 7)),
        ["matmul Aᵀ, first"] = First(new MatMul(true, false), X, Numbers.Some<double>([3, 2], 8)),
        ["matmul Aᵀ, second"] = Second(new MatMul(true, false), X, Numbers.Some<double>([3, 2], 8)),
        ["matmul Bᵀ, first"] = First(new MatMul(false, true), X, Numbers.Some<double>([2, 4], 9)),
        ["matmul Bᵀ, second"] = Second(new MatMul(false, true), X, Numbers.Some<double>([2, 4], 9)),
        ["matmul AᵀBᵀ, first"] = First(new MatMul(true, true), X, Numbers.Some<double>([2, 3], 10)),
        ["matmul AᵀBᵀ, second"] = Second(new MatMul(true, true), X, Numbers.Some<double>([2, 3], 10)),
        ["matmul in batches"] = First(new MatMul(false, true), Cube, Numbers.Some<double>([2, 5, 4], 11)),
        ["variance about the mean of a row"] = new(typeof(VarianceAboutMean), v => Variance(v, [1], [3, 1]), X),
        ["variance about the mean of a column"] = new(typeof(VarianceAboutMean), v => Variance(v, [0], [4]), X),
        ["scaled deviation, what deviates"] = new(typeof(ScaledDeviation), v => Deviation(v, Var.Constant(Column), Var.Constant(Y), Var.Constant(Row)), X),
        ["scaled deviation, mean"] = new(typeof(ScaledDeviation), v => Deviation(Var.Constant(X), v, Var.Constant(Y), Var.Constant(Row)), Column),
        ["scaled deviation, mean with a scale alike"] = new(typeof(ScaledDeviation), v => Deviation(Var.Constant(X), v, Var.Constant(Row * 0.7), null), Row),
        ["scaled deviation, scale"] = new(typeof(ScaledDeviation), v => Deviation(Var.Constant(X), Var.Constant(Column), v, null), Row),
        ["scaled deviation, shift"] = new(typeof(ScaledDeviation), v => Deviation(Var.Constant(X), Var.Constant(Column), Var.Constant(Row), v), Column),
        ["softmax"] = Of(new Functional.NN.Primitives.Softmax(), X),
        ["log softmax"] = Of(new Functional.NN.Primitives.LogSoftmax(), X),
        ["reshape"] = Of(new Functional.NN.Primitives.Reshape([2, 6]), X),
        ["transpose"] = Of(new Transpose([2, 0, 1]), Cube),
        ["transpose by negative axes"] = Of(new Transpose([-1, 0, -2]), Cube),
        ["broadcast a row"] = Of(new BroadcastTo([2, 3, 4]), Row),
        ["broadcast a column"] = Of(new BroadcastTo([2, 3, 4]), Column),
        ["sum, dropped"] = Of(new Sum([0, 2], false), Cube),
        ["sum, kept"] = Of(new Sum([1], true), Cube),
        ["slice"] = Of(new Slice(1, 1, 2), X),
        ["pad"] = Of(new Pad(1, 2, 1), X),
        ["reverse"] = Of(new Reverse(1), X),
        ["gather"] = Of(new Gather([2, 0, 2, 1]), X),
        ["scatter"] = Of(new ScatterAdd([1, 4, 1], 5), X),
        ["lookup"] = new(typeof(Lookup), v => v.Gather(Var.Constant(Tensor.Of([2, 2], 2.0, 0, 2, 1))), X),
        ["lookup, transposed"] = new(typeof(LookupTransposed), v => Var.Apply(new LookupTransposed([5, 4]), v, Var.Constant(Tensor.Vector(1.0, 4, 1))), X),
        ["window sum"] = Of(new WindowSum(1, 1, 2), Cube),
        ["window sum along the first axis"] = Of(new WindowSum(0, 2, 0), X),
        ["concat, first"] = First(new Concat(1), X, Y),
        ["concat, second"] = Second(new Concat(0), X, Y),
        ["concat with itself"] = new(typeof(Concat), v => Var.Apply(new Concat(0), v, Var.Constant(Y), v), X),
        ["max along the last axis"] = Of(new MaxAlong(1), X),
        ["max along the first axis"] = Of(new MaxAlong(0), Cube),
    };

    /// <summary>Primitives that are constant wherever they can be differentiated.</summary>
    public static readonly Dictionary<string, PrimitiveCase> Flat = new()
    {
        ["greater, first"] = First(new GreaterThan(), X, Y),
        ["greater, second"] = Second(new GreaterThan(), X, Y),
        ["heaviside"] = Of(new Heaviside(), AwayFromZero),
        ["sign"] = Of(new Functional.NN.Primitives.Sign(), AwayFromZero),
        ["first largest"] = Of(new FirstLargest(1), X),
        ["one-hot"] = Of(new OneHot(4), Tensor.Vector(0.0, 3, 1)),
        ["stop gradient"] = Of(new StopGradient(), X),
        ["power 0"] = Of(new Power(0), AwayFromZero),
        ["where, mask"] = new(typeof(Where), v => Var.Apply(new Where(), v, Var.Constant(X), Var.Constant(Y)), Mask + 0.5),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static IEnumerable<Type> Covered => All.Values.Concat(Flat.Values).Select(c => c.Primitive);

    public static PrimitiveCase Named(string name) => All.TryGetValue(name, out var found) ? found : Flat[name];

    private static Var Variance(Var x, int[] axes, Shape each)
    {
        var mean = x.Mean(axes).Reshape(each);
        return Var.Apply(new VarianceAboutMean(axes), ((x - mean) * (x - mean)).Mean(axes), x, mean);
    }

    private static Var Deviation(Var x, Var mean, Var scale, Var? shift) => shift is null
        ? Var.Apply(new ScaledDeviation(), (x - mean) * scale, x, mean, scale)
        : Var.Apply(new ScaledDeviation(), (x - mean) * scale + shift, x, mean, scale, shift);

    private static PrimitiveCase Of(Primitive primitive, Tensor<double> at) => new(primitive.GetType(), v => Var.Apply(primitive, v), at);

    private static PrimitiveCase First(Primitive primitive, Tensor<double> at, Tensor<double> other) => new(primitive.GetType(), v => Var.Apply(primitive, v, Var.Constant(other)), at);

    private static PrimitiveCase Second(Primitive primitive, Tensor<double> other, Tensor<double> at) => new(primitive.GetType(), v => Var.Apply(primitive, Var.Constant(other), v), at);
}
