using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Primitives;

namespace Functional.NN.Properties.Contract;

/// <summary>Cases of sums, maxima and softmax.</summary>
internal static class ReducingCases
{
    public static IEnumerable<(string, Gen<KernelCase>)> All =>
    [
        (nameof(Sum), Of(Gen.OneOf(
            from shape in Lengths.Shapes(0, 4, 4000) from summed in Draw.Coin.ArrayOf(shape.Rank) from keep in Draw.Coin select ((Primitive)new Sum([.. summed.Index().Where(s => s.Item).Select(s => s.Index)], keep), shape),
            Lengths.Images.Select(shape => ((Primitive)new Sum([0, 2, 3], false), shape)),
            from rows in Gen.Choose(1, 40) from columns in Gen.Choose(32, 200) select ((Primitive)new Sum([0], false), Shape.Of(rows, columns)),
            from shape in Gen.OneOf(Lengths.Any.Select(n => Shape.Of(n)), Lengths.Shapes(2, 2, 8000)) from axis in Gen.Choose(0, shape.Rank - 1) select ((Primitive)new Sum([axis], false), shape)))),
        (nameof(MaxAlong), Of(WithAxis.Select(c => ((Primitive)new MaxAlong(c.Axis), c.Shape)))),
        (nameof(FirstLargest), Of(WithAxis.Select(c => ((Primitive)new FirstLargest(c.Axis), c.Shape)))),
        (nameof(Primitives.Softmax), Of(Rows.Select(shape => ((Primitive)new Primitives.Softmax(), shape)))),
        (nameof(Primitives.LogSoftmax), Of(Rows.Select(shape => ((Primitive)new Primitives.LogSoftmax(), shape)))),
    ];

    private static Gen<(Shape Shape, int Axis)> WithAxis => from shape in Lengths.Shapes(1, 3, empty: false) from axis in Gen.Choose(0, shape.Rank - 1) select (shape, axis);

    private static Gen<Shape> Rows => Gen.OneOf(Lengths.Shapes(1, 3, empty: false), from rows in Gen.Choose(0, 70) from columns in Gen.Choose(1, 40) select Shape.Of(rows, columns));

    private static Gen<KernelCase> Of(Gen<(Primitive Operation, Shape Shape)> operations) => KernelCases.With(operations.Select(o => (o.Operation, KernelCases.One(o.Shape))));
}
