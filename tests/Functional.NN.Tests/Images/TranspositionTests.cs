using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Images;

/// <summary>Turning in registers against turning one number at a time.</summary>
public sealed class TranspositionTests
{
    [Fact]
    public void Every_matrix_of_floats_up_to_forty_by_forty_is_turned_and_nothing_beside_it_is_touched() => Turns<float>();

    [Fact]
    public void Every_matrix_of_doubles_up_to_forty_by_forty_is_turned_and_nothing_beside_it_is_touched() => Turns<double>();

    private static unsafe void Turns<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Most = 40, Gap = 3;
        for (int rows = 0; rows <= Most; rows++)
            for (int columns = 0; columns <= Most; columns++)
            {
                int fromStep = columns + Gap, toStep = rows + Gap;
                T[] from = [.. Enumerable.Range(1, rows * fromStep + 1).Select(i => T.CreateChecked(i))], to = new T[columns * toStep + 1];
                fixed (T* source = from, target = to) Transposition.Transpose(source, fromStep, target, toStep, rows, columns);
                for (int i = 0; i < to.Length; i++)
                {
                    int column = i / toStep, row = i % toStep;
                    Assert.True(to[i] == (column < columns && row < rows ? from[row * fromStep + column] : T.Zero), $"{rows}×{columns}, element {i}");
                }
            }
    }
}
