using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Primitives;

namespace Functional.NN.Properties.Contract;

/// <summary>Generators of cases for the kernel of every operation, by the operation's name.</summary>
internal static class KernelCases
{
    private static readonly Primitive[] OfOne =
    [
        new Negate(), new Exp(), new Expm1(), new Log(), new Log1p(), new Sqrt(), new Sin(), new Cos(), new Atan(), new Primitives.Tanh(), new Primitives.Sigmoid(), new Primitives.Softplus(), new Erf(), new Erfc(),
        new Primitives.Relu(), new Abs(), new Heaviside(), new Primitives.Sign(), new Primitives.Softsign(), new Primitives.TanhShrink(),
    ];

    private static readonly Primitive[] OfTwo = [new Add(), new Subtract(), new Multiply(), new Divide(), new Maximum(), new Minimum(), new GreaterThan()];

    private static readonly Dictionary<string, Gen<KernelCase>> All = Table();

    public static IEnumerable<string> Names => All.Keys;

    public static Gen<KernelCase> Of(string primitive) => All[primitive];

    public static IEnumerable<KernelCase> Smaller(KernelCase c) => c.Smaller();

    private static Dictionary<string, Gen<KernelCase>> Table()
    {
        var table = new Dictionary<string, Gen<KernelCase>>();
        foreach (var operation in OfOne) table[operation.Name] = With(Gen.OneOf(Lengths.Any.Select(n => Shape.Of(n)), Lengths.Shapes(0, 4), Lengths.Images).Select(shape => (operation, One(shape))));
        foreach (var operation in OfTwo) table[operation.Name] = With(Gen.OneOf(Lengths.Any.Select(n => (A: Shape.Of(n), B: Shape.Of(n))), Lengths.BroadcastPairs, Lengths.ImagePairs).Select(pair => (operation, Two(pair.A, pair.B))));
        foreach (var (name, cases) in Others()) table[name] = cases;
        return table;
    }

    private static IEnumerable<(string, Gen<KernelCase>)> Others() =>
    [
        (nameof(Power), With(from exponent in Gen.Elements(-2.0, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 7) from shape in Gen.OneOf(Lengths.Any.Select(n => Shape.Of(n)), Lengths.Images) select ((Primitive)new Power(exponent), One(shape)))),
        (nameof(Where), With(Gen.OneOf(Lengths.Any.Select(n => Shape.Of(n)), Lengths.Images).Select(shape => ((Primitive)new Where(), Enumerable.Repeat(shape, 3))))),
        .. ArrangingCases.All,
        .. ReducingCases.All,
        .. ImageCases.All,
        (nameof(MatMul), With(ProductCases.Operations)),
        (nameof(Primitives.Identity), With(Lengths.Shapes(0, 3).Select(shape => ((Primitive)new Primitives.Identity(), One(shape))))),
        (nameof(Labelled), With(Lengths.Shapes(0, 3).Select(shape => ((Primitive)new Labelled("z"), One(shape))))),
        (nameof(StopGradient), With(Lengths.Shapes(0, 3).Select(shape => ((Primitive)new StopGradient(), One(shape))))),
        (nameof(Primitives.Reshape), With(Lengths.Shapes(0, 3).Select(shape => ((Primitive)new Primitives.Reshape(Shape.Of(1, shape.Size)), One(shape))))),
    ];

    /// <summary>Numbers for an operation, with extremes half of the time.</summary>
    public static Gen<KernelCase> With(Gen<(Primitive Operation, IEnumerable<Shape> Shapes)> operations, int places = 0) =>
        from operation in operations
        from seed in Gen.Choose(0, 1_000_000)
        from extremes in Draw.Coin
        select new KernelCase(operation.Operation, [.. operation.Shapes], seed, extremes, places);

    public static IEnumerable<Shape> One(Shape shape) => [shape];

    public static IEnumerable<Shape> Two(Shape a, Shape b) => [a, b];
}
