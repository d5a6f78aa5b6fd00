namespace Functional.NN.Kernels;

/// <summary>An operation of a plan, on values whose layout is decided.</summary>
internal sealed class PlanOperation(OperationForm form, Primitive? operation, Operand[] inputs, Value output, bool[]? cuts)
{
    public OperationForm Form { get; } = form;

    /// <summary>What is computed; none for draws and changes of layout.</summary>
    public Primitive? Operation { get; } = operation;

    public Operand[] Inputs { get; } = inputs;

    public Value Output { get; } = output;

    /// <summary>Which inputs are given some samples at a time; none when the operation takes the whole batch at once.</summary>
    public bool[]? Cuts { get; } = cuts;

    public SampleDraw? Draw { get; init; }

    /// <summary>What it is together with operations that follow it.</summary>
    public Fusion Fusion { get; init; }

    /// <summary>Further results, such as the places of a maximum pooling. Their addresses follow those of the inputs.</summary>
    public Value[] Also { get; init; } = [];

    /// <summary>The elementwise operations that this one is, strip by strip, in their order; a sum of them ends with the sum.</summary>
    public PlanOperation[] Members { get; init; } = [];

    public IEnumerable<Value> Outputs => [Output, .. Also];

    /// <summary>About how many nanoseconds it takes one thread; only the cutting into pieces depends on it.</summary>
    public double Cost
    {
        get
        {
            if (Members.Length > 0) return Members.Sum(member => member.Cost);
            double largest = Math.Max(Output.Shape.Size, Inputs.Length == 0 ? 0 : Inputs.Max(i => (double)i.Shape.Size));
            return Operation switch
            {
                Primitives.MatMul product => 0.008 * Output.Shape.Size * Inputs[0].Shape[product.TransposeA ? -2 : -1],
                Primitives.Conv2D => 0.01 * Output.Shape.Size * Inputs[1].Shape.Sample.Size,
                Primitives.Conv2DInputGradient => 0.01 * Inputs[0].Shape.Size * Inputs[1].Shape.Sample.Size,
                Primitives.Conv2DWeightGradient => 0.01 * Inputs[1].Shape.Size * Output.Shape.Sample.Size,
                Primitives.Tanh or Primitives.Sigmoid or Primitives.Exp or Primitives.Log or Primitives.Softmax or Primitives.LogSoftmax => 1.5 * largest,
                null when Draw is not null => 20 * largest,
                _ => 0.1 * largest,
            };
        }
    }
}

/// <summary>In which layout an operation works.</summary>
internal enum OperationForm
{
    /// <summary>Row-major.</summary>
    Rows,

    /// <summary>Inputs of many samples and the result in blocks.</summary>
    Blocks,

    /// <summary>Elementwise operations strip by strip, all of them on one strip, then on the next.</summary>
    Strips,

    /// <summary>The same numbers in another place.</summary>
    Copy,

    /// <summary>From rows to blocks.</summary>
    Pack,

    /// <summary>From blocks to rows.</summary>
    Unpack,

    /// <summary>Random numbers of the step's key.</summary>
    Draw,
}
