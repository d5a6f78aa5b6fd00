namespace Functional.NN.Kernels;

/// <summary>
/// A walk over a tensor and what is broadcasted to it, strip by strip: a strip is a row-major piece of the tensor of about a wanted size, and each operand has for it a
/// piece that is broadcasted in turn.
/// </summary>
internal sealed class StripLoop
{
    private readonly int[] _lengths;
    private readonly int[][] _steps;
    private readonly int _axis, _chunk;

    /// <param name="shape">of the tensor</param>
    /// <param name="operands">the shapes that are broadcasted to it</param>
    /// <param name="about">how many elements a strip should have, or fewer</param>
    public StripLoop(Shape shape, Shape[] operands, int about)
    {
        (_lengths, _steps) = Joined(shape, operands);
        int inside = 1;
        _axis = _lengths.Length - 1;
        while (_axis > 0 && inside * _lengths[_axis] < about) inside *= _lengths[_axis--];
        _chunk = Math.Min(Math.Max(1, about / inside), _lengths[_axis]);
        Length = _chunk * inside;
        LastLength = (_lengths[_axis] % _chunk is > 0 and var rest ? rest : _chunk) * inside;
        PerRow = (_lengths[_axis] + _chunk - 1) / _chunk;
        int rows = _lengths.Take(_axis).Aggregate(1, (product, length) => product * length);
        Starts = new int[rows * PerRow][];
        for (int strip = 0; strip < Starts.Length; strip++) Starts[strip] = [.. Enumerable.Range(0, operands.Length + 1).Select(operand => Start(strip, operand))];
    }

    /// <summary>Elements of a strip, and of the last one of a row of strips.</summary>
    public int Length { get; }

    /// <inheritdoc cref="Length"/>
    public int LastLength { get; }

    /// <summary>So many strips are a row; the last of them may be shorter.</summary>
    public int PerRow { get; }

    /// <summary>Of each strip: where each operand begins, and last where the tensor does.</summary>
    public int[][] Starts { get; }

    /// <summary>The shape of a strip.</summary>
    public Shape Strip(bool last) => Shape.Of([last ? LastChunk : _chunk, .. _lengths.Skip(_axis + 1)]);

    /// <summary>The shape of an operand's piece for a strip.</summary>
    public Shape Strip(int operand, bool last) =>
        Shape.Of([_steps[_axis][operand] == 0 ? 1 : last ? LastChunk : _chunk, .. Enumerable.Range(_axis + 1, _lengths.Length - _axis - 1).Select(axis => _steps[axis][operand] == 0 ? 1 : _lengths[axis])]);

    private int LastChunk => _lengths[_axis] % _chunk is > 0 and var rest ? rest : _chunk;

    private int Start(int strip, int operand)
    {
        (int row, int place) = Math.DivRem(strip, PerRow);
        int start = place * _chunk * _steps[_axis][operand];
        for (int axis = _axis - 1; axis >= 0; axis--)
        {
            (row, place) = Math.DivRem(row, _lengths[axis]);
            start += place * _steps[axis][operand];
        }
        return start;
    }

    /// <summary>The axes, neighbours joined where every operand allows it: their lengths, and how far each operand, and last the tensor, goes from place to place.</summary>
    private static (int[] Lengths, int[][] Steps) Joined(Shape shape, Shape[] operands)
    {
        var lengths = new List<int>();
        var steps = new List<int[]>();
        Shape[] all = [.. operands, shape];
        int[][] strides = Array.ConvertAll(all, operand => operand.Strides());
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == 1) continue;
            int length = shape[axis];
            int[] step = [.. all.Select((operand, i) => axis - shape.Rank + operand.Rank is >= 0 and var own && operand[own] != 1 ? strides[i][own] : 0)];
            if (lengths.Count > 0 && steps[^1].Zip(step).All(pair => pair.First == pair.Second * length))
            {
                lengths[^1] *= length;
                steps[^1] = step;
            }
            else
            {
                lengths.Add(length);
                steps.Add(step);
            }
        }
        return lengths.Count > 0 ? ([.. lengths], [.. steps]) : ([1], [new int[all.Length]]);
    }
}
