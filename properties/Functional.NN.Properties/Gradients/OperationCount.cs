using Functional.NN.Primitives;

namespace Functional.NN.Properties.Gradients;

/// <summary>What a computation costs: how many primitives it runs, and how many operations of arithmetic these are.</summary>
/// <param name="Primitives">primitives, large and small</param>
/// <param name="Arithmetic">numbers computed; in products and convolutions, multiplications and additions</param>
internal readonly record struct OperationCount(int Primitives, long Arithmetic)
{
    public static OperationCount operator +(OperationCount a, OperationCount b) => new(a.Primitives + b.Primitives, a.Arithmetic + b.Arithmetic);

    /// <summary>Of a function, and of one pass over it backward and one forward, each with the function itself.</summary>
    /// <remarks>
    /// The whole is recorded by a differentiation around it, whose variables are the point, the cotangent and the tangents: it keeps every operation that depends on one of them,
    /// those of the walks as well.
    /// </remarks>
    public static (OperationCount Function, OperationCount Reverse, OperationCount Forward) Of(Func<IReadOnlyList<Var>, Var> function, IReadOnlyList<Tensor<double>> point)
    {
        var y = function([.. point.Select(Var.Of)]).Shape;
        var counts = new OperationCount[3];
        Differentiation.Record(variables =>
        {
            var kept = variables[0].Scopes[0].Kept;
            Var[] x = variables[..point.Count], directions = variables[point.Count..^1];
            int start = kept.Count + x.Length;
            var recorded = Differentiation.Record(at => function(at), x);
            counts[0] = Since(start);
            start = kept.Count;
            Differentiation.Pull(recorded, variables[^1]);
            counts[1] = counts[0] + Since(start);
            start = kept.Count;
            Differentiation.Push(recorded, directions);
            counts[2] = counts[0] + Since(start);
            return variables[0];

            OperationCount Since(int first) => new(kept.Count - first, kept.Skip(first).Sum(ArithmeticOf));
        }, [.. point.Concat(point).Append(Tensor.Full(y, 1.0)).Select(Var.Of)]);
        return (counts[0], counts[1], counts[2]);
    }

    /// <summary>Of the Jacobian of a function by its first argument.</summary>
    public static OperationCount OfJacobian(Func<IReadOnlyList<Var>, Var> function, IReadOnlyList<Tensor<double>> point)
    {
        var count = new OperationCount();
        Differentiation.Record(variables =>
        {
            var kept = variables[0].Scopes[0].Kept;
            int start = kept.Count;
            var jacobian = Grad.Jacobian(x => function([x, .. variables[1..]]), variables[0]);
            count = new(kept.Count - start, kept.Skip(start).Sum(ArithmeticOf));
            return jacobian;
        }, [.. point.Select(Var.Of)]);
        return count;
    }

    private static long ArithmeticOf(Var made) => made.Origin switch
    {
        MatMul product => 2L * made.Shape.Size * made.Inputs[0].Shape[product.TransposeA ? -2 : -1],
        NN.Primitives.Conv2D => 2L * made.Shape.Size * made.Inputs[1].Shape.Sample.Size,
        Conv2DInputGradient => 2L * made.Inputs[0].Shape.Size * made.Inputs[1].Shape.Sample.Size,
        Conv2DWeightGradient => 2L * made.Inputs[1].Shape.Size * made.Shape.Sample.Size,
        Sum or WindowSum or MaxAlong or FirstLargest or NN.Primitives.MaxPool2D or MaxPoolPull or AveragePool2D => made.Inputs[0].Shape.Size,
        NN.Primitives.Reshape or Transpose or BroadcastTo or Slice or Pad or Concat or Reverse or Gather or NN.Primitives.Identity or StopGradient => 0,
        _ => made.Shape.Size,
    };
}
