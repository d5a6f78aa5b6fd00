namespace Functional.NN.Kernels;

/// <summary>
/// A walk over a broadcasted pair as runs of equal length: within a run each operand either advances by one or stands still.
/// Neighbouring axes are joined where both operands allow it, so that the usual cases are one run or one run a row.
/// </summary>
internal readonly struct BroadcastLoop
{
    private readonly int[] _dimensions, _left, _right;

    public BroadcastLoop(Shape shape, Shape left, Shape right)
    {
        var dimensions = new List<int>();
        List<int> leftSteps = [], rightSteps = [];
        int[] leftStrides = left.Strides(), rightStrides = right.Strides();
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == 1) continue;
            int l = Step(left, leftStrides, axis - shape.Rank + left.Rank), r = Step(right, rightStrides, axis - shape.Rank + right.Rank);
            if (dimensions.Count > 0 && leftSteps[^1] == l * shape[axis] && rightSteps[^1] == r * shape[axis])
            {
                dimensions[^1] *= shape[axis];
                (leftSteps[^1], rightSteps[^1]) = (l, r);
            }
            else
            {
                dimensions.Add(shape[axis]);
                leftSteps.Add(l);
                rightSteps.Add(r);
            }
        }
        Length = dimensions.Count > 0 ? dimensions[^1] : 1;
        LeftStep = dimensions.Count > 0 ? leftSteps[^1] : 0;
        RightStep = dimensions.Count > 0 ? rightSteps[^1] : 0;
        Runs = shape.Size == 0 ? 0 : shape.Size / Length;
        int outer = Math.Max(0, dimensions.Count - 1);
        _dimensions = [.. dimensions.Take(outer)];
        _left = [.. leftSteps.Take(outer)];
        _right = [.. rightSteps.Take(outer)];
    }

    public int Runs { get; }

    public int Length { get; }

    public int LeftStep { get; }

    public int RightStep { get; }

    public (int Left, int Right) Starts(int run)
    {
        int left = 0, right = 0;
        for (int axis = _dimensions.Length - 1; axis >= 0; axis--)
        {
            (run, int place) = Math.DivRem(run, _dimensions[axis]);
            left += place * _left[axis];
            right += place * _right[axis];
        }
        return (left, right);
    }

    /// <summary>True when the runs lie at equal steps, as the rows of a matrix: then run r begins at r·<see cref="LeftRun"/> and r·<see cref="RightRun"/>.</summary>
    public bool IsEven => _dimensions.Length <= 1;

    public int LeftRun => _dimensions.Length == 0 ? 0 : _left[0];

    public int RightRun => _dimensions.Length == 0 ? 0 : _right[0];

    private static int Step(Shape shape, int[] strides, int axis) => axis < 0 || shape[axis] == 1 ? 0 : strides[axis];
}
