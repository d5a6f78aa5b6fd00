using System.Numerics;
using Functional.NN.Primitives;

namespace Functional.NN.References;

/// <summary>What every operation computes, by the naive twin of its kernel.</summary>
internal static class OperationReference
{
    public static Tensor<T> Of<T>(Primitive operation, Tensor<T>[] x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => operation switch
    {
        ISameNumbers => Tensor.Of(operation is Primitives.Reshape { To: var to } ? to : x[0].Shape, x[0].AsSpan()),
        Where => NaiveTensors.Build(x[0].Shape, at => x[0][at] != T.Zero ? x[1][at] : x[2][at]),
        IElementwise when x.Length == 1 => ElementwiseReference.Each(x[0], ElementwiseReference.Unary<T>(operation)),
        IElementwise => ElementwiseReference.Each(x[0], x[1], ElementwiseReference.Binary<T>(operation)),
        Transpose o => ArrangementReference.Transpose(x[0], o.Order),
        BroadcastTo o => ArrangementReference.BroadcastTo(x[0], o.To),
        Slice o => ArrangementReference.Slice(x[0], o.Axis, o.Start, o.Length),
        Pad o => ArrangementReference.Pad(x[0], o.Axis, o.Before, o.After),
        Reverse o => ArrangementReference.Reverse(x[0], o.Axis),
        Gather o => ArrangementReference.Gather(x[0], o.Places),
        ScatterAdd o => ArrangementReference.ScatterAdd(x[0], o.Places, o.Count),
        WindowSum o => ArrangementReference.WindowSum(x[0], o.Axis, o.Before, o.After),
        Concat o => ArrangementReference.Concat(x, o.Axis),
        MaxAlong o => ArrangementReference.MaxAlong(x[0], o.Axis),
        FirstLargest o => ArrangementReference.FirstLargest(x[0], o.Axis),
        OneHot o => ArrangementReference.OneHot(x[0], o.Classes),
        Lookup => ArrangementReference.Gather(x[0], Places(x[1])).Reshape(x[1].Shape.Append([.. x[0].Shape.Sample])),
        LookupTransposed o => ArrangementReference.ScatterAdd(x[0].Reshape(o.Table.Sample.Prepend(x[1].Shape.Size)), Places(x[1]), o.Table[0]),
        Sum { Axes.Length: 0 } => x[0],
        Sum o => Kept(SumReference.Along(x[0], o.Axes), x[0].Shape, o),
        MatMul o => ProductReference.Of(x[0], x[1], o.TransposeA, o.TransposeB),
        Primitives.Softmax => SoftmaxReference.Of(x[0]),
        Primitives.LogSoftmax => SoftmaxReference.LogOf(x[0]),
        Primitives.Conv2D o => ConvolutionReference.Forward(x[0], x[1], o.Geometry),
        Conv2DInputGradient o => ConvolutionReference.InputGradient(x[0], x[1], o.Geometry, o.Input),
        Conv2DWeightGradient o => ConvolutionReference.WeightGradient(x[0], x[1], o.Geometry, o.Weight),
        Primitives.MaxPool2D o => PoolingReference.Largest(x[0], x[0], o.Windows),
        MaxPoolPush o => PoolingReference.Largest(x[0], x[1], o.Windows),
        MaxPoolPull o => PoolingReference.LargestPulled(x[0], x[1], o.Windows),
        AveragePool2D o => PoolingReference.Average(x[0], o.Windows, o.Divisor),
        AverageSpread o => PoolingReference.AverageSpread(x[0], o.Windows, o.Divisor, o.To),
        _ => throw new NotSupportedException($"{operation} has no reference here."),
    };

    private static int[] Places<T>(Tensor<T> places) where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. places.ToArray().Select(int.CreateChecked)];

    private static Tensor<T> Kept<T>(Tensor<T> sum, Shape from, Sum operation) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        operation.Keep ? sum.Reshape(Shape.Of([.. Enumerable.Range(0, from.Rank).Select(axis => operation.Axes.Any(a => from.Axis(a) == axis) ? 1 : from[axis])])) : sum;
}
