using System.Numerics;

namespace Functional.NN.References;

/// <summary>Tensors element by element, by their indices.</summary>
internal static class NaiveTensors
{
    public static Tensor<T> Build<T>(Shape shape, Func<int[], T> element) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Tensor.Of(shape, Indices(shape).Select(element));

    /// <summary>All indices of a shape in row-major order.</summary>
    public static IEnumerable<int[]> Indices(Shape shape)
    {
        for (int place = 0; place < shape.Size; place++)
        {
            var index = new int[shape.Rank];
            for (int axis = shape.Rank - 1, rest = place; axis >= 0; rest /= shape[axis--]) index[axis] = rest % shape[axis];
            yield return index;
        }
    }

    /// <summary>The element that broadcasting reads at an index of the larger shape.</summary>
    public static T At<T>(Tensor<T> x, int[] index) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lead = index.Length - x.Shape.Rank;
        return x[[.. Enumerable.Range(0, x.Shape.Rank).Select(axis => x.Shape[axis] == 1 ? 0 : index[lead + axis])]];
    }
}
