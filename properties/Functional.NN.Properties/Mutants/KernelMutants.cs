using Functional.NN.Primitives;
using Functional.NN.Properties.Contract;

namespace Functional.NN.Properties.Mutants;

/// <summary>Variants of the naive twins of kernels: another order of additions, another rounding, a border forgotten. One bit is enough to be caught.</summary>
internal static class KernelMutants
{
    private const int Lanes = 8, Tests = 100;

    public static IEnumerable<Mutant> All =>
    [
        .. On(nameof(MatMul),
            ("a product's chains descend", Dots(terms => Fused(terms.Reverse()))),
            ("a product has two chains for every element", Dots(terms => Fused(terms.Where((_, i) => i % 2 == 0)) + Fused(terms.Where((_, i) => i % 2 == 1)))),
            ("a product is rounded before it is added", Dots(terms => terms.Aggregate(0.0, (sum, term) => sum + term.A * term.B))),
            ("a product leaves the last term out", Dots(terms => Fused(terms.SkipLast(1)))),
            ("a product's last columns are rounded before they are added, where no whole vector is left", (operation, x) => Tail(Twin(operation, x), Dots(terms => terms.Aggregate(0.0, (sum, term) => sum + term.A * term.B))(operation, x))),
            ("a product's last row is not written", (operation, x) => Twin(operation, x) is var c && c.Shape[^2] is var rows ? Changed(c, i => i / c.Shape[^1] % rows == rows - 1, _ => 0) : x[0]),
            ("a product reads its right operand column by column", (operation, x) => Twin(operation, [x[0], Twin(new Primitives.Reshape(x[1].Shape), [x[1].Transpose()])]))),
        .. On(nameof(Sum),
            ("a sum has one chain", Summed(numbers => numbers.Aggregate(0.0, (sum, x) => sum + x))),
            ("a sum has eight chains", Summed(numbers => numbers.Select((x, i) => (x, i)).GroupBy(p => p.i % Lanes, p => p.x).Sum(chain => chain.Aggregate(0.0, (sum, x) => sum + x)))),
            ("a sum begins at −0", Summed(numbers => numbers.All(x => x == 0 && double.IsNegative(x)) ? -0.0 : SumReference.Of(numbers)))),
        .. On(nameof(Primitives.Softmax), ("softmax is not shifted by the largest", Rows(row => [.. row.Select(x => Math.Exp(x) / row.Sum(Math.Exp))])), ("softmax adds up one number after another", Rows(row => row.Select(x => Kernels.Elementary.Exp(x - row.Max())).ToArray() is var powers && powers.Aggregate(0.0, (sum, p) => sum + p) is var all ? [.. powers.Select(p => p / all)] : row))),
        .. On(nameof(Primitives.LogSoftmax), ("log softmax is the logarithm of softmax", Rows(row => [.. SoftmaxReference.Row(row).Select(Kernels.Elementary.Log)]))),
        .. On(nameof(Exp), ("eˣ is the platform's where no whole vector is left", (operation, x) => Tail(Twin(operation, x), x[0].Map(Math.Exp)))),
        .. On(nameof(Primitives.Tanh), ("tanh is made of two exponentials", Each(x => (Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x))))),
        .. On(nameof(Primitives.Relu), ("relu makes 0 of a NaN", Each(x => x > 0 ? x : 0)), ("relu leaves −0", Each(x => x < 0 ? 0 : x))),
        .. On(nameof(Negate), ("−x is 0 − x", Each(x => 0 - x))),
        .. On(nameof(Abs), ("|x| leaves −0", Each(x => x < 0 ? -x : x))),
        .. On(nameof(Divide), ("a/b is a·(1/b)", Both((a, b) => a * (1 / b)))),
        .. On(nameof(Maximum), ("max(a, b) passes over a NaN", Both((a, b) => a > b || double.IsNaN(b) ? a : b))),
        .. On(nameof(GreaterThan), ("a > b holds where they are equal", Both((a, b) => a >= b ? 1 : 0))),
        .. On(nameof(Transpose), ("a transposition leaves the numbers where they were", (operation, x) => Twin(new Primitives.Reshape(Twin(operation, x).Shape), x))),
        .. On(nameof(ScatterAdd), ("a row that comes twice takes the place of the first", LastRowWins)),
        .. On(nameof(WindowSum), ("a sum over windows takes one place less", (operation, x) => operation is WindowSum { After: > 0 } o ? OperationReference.Of(o with { After = o.After - 1 }, x) : Twin(operation, x))),
        .. On(nameof(Slice), ("a slice begins one place too early", (operation, x) => operation is Slice { Start: > 0 } o ? OperationReference.Of(o with { Start = o.Start - 1 }, x) : Twin(operation, x))),
    ];

    /// <summary>Mutants of a kernel that must be seen not to agree with the naive twin over the kernel's own cases.</summary>
    public static IEnumerable<Mutant> On(string operation, (string Name, OperationKernel<double> Wrong) first, params (string Name, OperationKernel<double> Wrong)[] more) => Mutant.Of<OperationKernel<double>>("kernel",
        NamedCheck<OperationKernel<double>>.Over(KernelCases.Of(operation), KernelLaws.Agrees, Tests, $"{nameof(KernelLaws)}.{nameof(KernelLaws.Agrees)} of {operation}"), (o, x) => o.Forward(x), [first, .. more]);

    public static Tensor<double> Twin(Primitive operation, Tensor<double>[] x) => OperationReference.Of(operation, x);

    /// <summary>Some numbers changed.</summary>
    public static Tensor<double> Changed(Tensor<double> y, Func<int, bool> where, Func<double, double> change) => Tensor.Generate(y.Shape, i => where(i) ? change(y.AsSpan()[i]) : y.AsSpan()[i]);

    /// <summary>What another kernel says at the places of the last axis that fill no whole vector.</summary>
    private static Tensor<double> Tail(Tensor<double> y, Tensor<double> other)
    {
        int row = y.Shape.Rank == 0 ? 1 : y.Shape[^1];
        return Tensor.Generate(y.Shape, i => i % row >= row / Lanes * Lanes ? other.AsSpan()[i] : y.AsSpan()[i]);
    }

    private static double Fused(IEnumerable<(double A, double B)> terms) => terms.Aggregate(0.0, (sum, term) => Math.FusedMultiplyAdd(term.A, term.B, sum));

    /// <summary>Products each of whose elements is a function of the row and the column that meet.</summary>
    private static OperationKernel<double> Dots(Func<(double A, double B)[], double> dot) => (operation, x) =>
    {
        var (o, a, b) = ((MatMul)operation, x[0], x[1]);
        int depth = a.Shape[o.TransposeA ? -2 : -1];
        return NaiveTensors.Build(Twin(o, x).Shape, at => dot([.. Enumerable.Range(0, depth).Select(p =>
            (a[o.TransposeA ? [.. at[..^2], p, at[^2]] : [.. at[..^2], at[^2], p]], b[o.TransposeB ? [.. at[..^2], at[^1], p] : [.. at[..^2], p, at[^1]]]))]));
    };

    private static OperationKernel<double> Summed(Func<IEnumerable<double>, double> sum) => (operation, x) =>
        ((Sum)operation).Axes.Length == 0 ? x[0] : SumReference.Along(x[0], ((Sum)operation).Axes, sum).Reshape(Twin(operation, x).Shape);

    private static OperationKernel<double> Rows(Func<double[], double[]> row) => (_, x) => Tensor.Of(x[0].Shape, x[0].ToArray().Chunk(x[0].Shape[^1]).SelectMany(row));

    private static OperationKernel<double> Each(Func<double, double> f) => (_, x) => ElementwiseReference.Each(x[0], f);

    private static OperationKernel<double> Both(Func<double, double, double> f) => (_, x) => ElementwiseReference.Each(x[0], x[1], f);

    private static Tensor<double> LastRowWins(Primitive operation, Tensor<double>[] x)
    {
        var o = (ScatterAdd)operation;
        int row = x[0].Shape.Sample.Size;
        return Tensor.Generate(Twin(o, x).Shape, i => Array.LastIndexOf(o.Places, i / row) is >= 0 and var last ? 0 + x[0].AsSpan()[last * row + i % row] : 0.0);
    }
}
