using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Primitives;

namespace Functional.NN.Properties.Contract;

/// <summary>Cases of operations that put elements in other places.</summary>
internal static class ArrangingCases
{
    private static Gen<(Shape Shape, int Axis)> WithAxis => from shape in Lengths.Shapes(1, 4) from axis in Gen.Choose(0, shape.Rank - 1) select (shape, axis);

    public static IEnumerable<(string, Gen<KernelCase>)> All =>
    [
        (nameof(Transpose), Of(from shape in Lengths.Shapes(0, 4) from order in Draw.Permutation(shape.Rank) select ((Primitive)new Transpose([.. order]), shape))),
        (nameof(BroadcastTo), Of(from pair in Lengths.BroadcastPairs select ((Primitive)new BroadcastTo(Shape.Broadcast(pair.A, pair.B)), pair.A))),
        (nameof(Slice), Of(from c in WithAxis from start in Gen.Choose(0, c.Shape[c.Axis]) from length in Gen.Choose(0, c.Shape[c.Axis] - start) select ((Primitive)new Slice(c.Axis, start, length), c.Shape))),
        (nameof(Pad), Of(from c in WithAxis from before in Gen.Choose(0, 5) from after in Gen.Choose(0, 5) select ((Primitive)new Pad(c.Axis, before, after), c.Shape))),
        (nameof(Reverse), Of(from c in WithAxis select ((Primitive)new Reverse(c.Axis), c.Shape))),
        (nameof(WindowSum), Of(from c in WithAxis from before in Gen.Choose(0, 5) from after in Gen.Choose(0, 5) select ((Primitive)new WindowSum(c.Axis, before, after), c.Shape))),
        (nameof(Gather), Of(from table in Tables from places in Gen.Choose(0, table[0] - 1).ArrayOf(40) from n in Gen.Choose(0, 40) select ((Primitive)new Gather(places[..n]), table))),
        (nameof(ScatterAdd), Of(from rows in Tables from count in Gen.Choose(1, 20) from places in Gen.Choose(0, count - 1).ArrayOf(rows[0]) select ((Primitive)new ScatterAdd(places, count), rows))),
        (nameof(Concat), from c in WithAxis
                         from lengths in Gen.Choose(0, 20).NonEmptyListOf()
                         from all in KernelCases.With(Gen.Constant(((Primitive)new Concat(c.Axis), lengths.Take(4).Select(length => c.Shape.With(c.Axis, length)))))
                         select all),
        (nameof(OneHot), from shape in Lengths.Shapes(1, 2, 200)
                         from classes in Gen.Choose(1, 40)
                         from one in KernelCases.With(Gen.Constant(((Primitive)new OneHot(classes), KernelCases.One(shape))), classes)
                         select one),
        (nameof(Lookup), from table in Tables
                         from places in Lengths.Shapes(0, 2, 40)
                         from one in KernelCases.With(Gen.Constant(((Primitive)new Lookup(), KernelCases.Two(table, places))), table[0])
                         select one),
        (nameof(LookupTransposed), from table in Tables
                                   from places in Gen.Choose(0, 40)
                                   from one in KernelCases.With(Gen.Constant(((Primitive)new LookupTransposed(table), KernelCases.Two(table.With(0, places), Shape.Of(places)))), table[0])
                                   select one),
    ];

    private static Gen<Shape> Tables => Lengths.Shapes(1, 3, 500, empty: false);

    private static Gen<KernelCase> Of(Gen<(Primitive Operation, Shape Shape)> operations) => KernelCases.With(operations.Select(o => (o.Operation, KernelCases.One(o.Shape))));
}
