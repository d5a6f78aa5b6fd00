using Functional.NN.Kernels;

namespace Functional.NN.Primitives;

/// <summary>y[…] = table[places[…]]: rows of a table by numbers that are data. It is linear in the table; the transpose adds rows up at their places.</summary>
internal sealed record Lookup : Primitive
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => new LookupKernel<T>(Rows(x[0].Shape), x[0].Shape[0], x[1].Shape.Size).Of(x[1].Shape.Append([.. x[0].Shape.Sample]), x[0], x[1]);

    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new LookupKernel<T>(Rows(x[0]), x[0][0], x[1].Size);

    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => !cut[0] && x[1].Rank > 0 ? [false, true] : null;

    public override Var? Tangent(Var[] x, Var y, Var?[] dx) => dx[0] is { } dTable ? Var.Apply(this, dTable, x[1]) : null;

    public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => [asked[0] ? Var.Apply(new LookupTransposed(x[0].Shape), dy, x[1]) : null, null];

    /// <summary>How many numbers a row has.</summary>
    private static int Rows(Shape table) => table.Rank > 0 ? table.Sample.Size : throw new ShapeException("Gather: a scalar has no rows to gather.");
}

/// <summary>Rows added up at their places of a table of zeros, in ascending order of the rows; it is linear in the rows.</summary>
internal sealed record LookupTransposed(Shape Table) : Primitive
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => new LookupTransposedKernel<T>(Table.Sample.Size, Table[0], x[1].Shape.Size).Of(Table, x[0], x[1]);

    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new LookupTransposedKernel<T>(Table.Sample.Size, Table[0], x[1].Size);

    public override Var? Tangent(Var[] x, Var y, Var?[] dx) => dx[0] is { } dRows ? Var.Apply(this, dRows, x[1]) : null;

    public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => [asked[0] ? Var.Apply(new Lookup(), dy, x[1]) : null, null];
}
