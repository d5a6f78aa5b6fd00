namespace Functional.NN.Kernels;

/// <summary>What several operations of a plan are together.</summary>
internal enum Fusion
{
    None,

    /// <summary>max(0, a + b).</summary>
    RectifiedSum,

    /// <summary>a where b is positive, else a·0: the pullback of the rectifier.</summary>
    Gated,

    /// <summary>A convolution with its bias.</summary>
    ConvolutionPlusBias,

    /// <summary>max(0, a convolution with its bias).</summary>
    RectifiedConvolutionPlusBias,
}

/// <summary>Operations that follow each other become one, where nobody else reads what lies between: fewer passes over memory, the same roundings in the same order.</summary>
internal sealed class FusionPass
{
    private readonly Dictionary<Value, int> _readers = [];
    private readonly Dictionary<Value, PlanOperation> _makers = [];

    public FusionPass(IReadOnlyList<PlanOperation> operations)
    {
        foreach (var input in operations.SelectMany(o => o.Inputs)) _readers[input.Value] = _readers.GetValueOrDefault(input.Value) + 1;
        foreach (var operation in operations) Operations.Add(Fused(operation));
        for (int i = Operations.Count - 1; i >= 0; i--) GateBeforePulling(i);
    }

    public List<PlanOperation> Operations { get; } = [];

    private PlanOperation Fused(PlanOperation operation)
    {
        var fused = operation switch
        {
            { Operation: Primitives.Add, Form: OperationForm.Blocks } when Maker<Primitives.Conv2D>(operation, 0) is { } convolution && IsBias(operation.Inputs[1], operation.Output.Shape) =>
                Joined(convolution, operation, Fusion.ConvolutionPlusBias, [.. convolution.Inputs, operation.Inputs[1]], [true, false, false]),
            { Operation: Primitives.Relu } when Maker<Primitives.Conv2D>(operation, 0) is { Fusion: Fusion.ConvolutionPlusBias } convolution =>
                Joined(convolution, operation, Fusion.RectifiedConvolutionPlusBias, convolution.Inputs, convolution.Cuts),
            { Operation: Primitives.Relu } when Maker<Primitives.Add>(operation, 0) is { Fusion: Fusion.None } sum => Joined(sum, operation, Fusion.RectifiedSum, sum.Inputs, sum.Cuts),
            { Operation: Primitives.Multiply } when operation.Inputs[0].Value != operation.Inputs[1].Value && Maker<Primitives.Heaviside>(operation, 1) is { } step =>
                Joined(step, operation, Fusion.Gated, [operation.Inputs[0], step.Inputs[0]], operation.Cuts, operation.Operation),
            _ => operation,
        };
        _makers[fused.Output] = fused;
        return fused;
    }

    /// <summary>The operation that makes an input, if it is of a kind, in the same layout, under the same shape, and makes it for nobody else.</summary>
    private PlanOperation? Maker<TPrimitive>(PlanOperation operation, int input) where TPrimitive : Primitive
    {
        var (value, shape) = operation.Inputs[input];
        return _makers.TryGetValue(value, out var maker) && maker.Operation is TPrimitive && maker.Form == operation.Form && shape == value.Shape && shape == operation.Output.Shape
            && (maker.Cuts is null) == (operation.Cuts is null) && _readers[value] == 1 && !value.IsResult ? maker : null;
    }

    private PlanOperation Joined(PlanOperation first, PlanOperation last, Fusion fusion, Operand[] inputs, bool[]? cuts, Primitive? operation = null)
    {
        Operations.Remove(first);
        _makers.Remove(first.Output);
        return new PlanOperation(last.Form, operation ?? first.Operation, inputs, last.Output, cuts) { Fusion = fusion };
    }

    /// <summary>
    /// The gate of a rectifier before the pooling, on the windows instead of the cells: the largest cell is positive where the pooled number is. What this may change is
    /// the sign of zeros, which the sums of convolutions' gradients do not see: their chains begin at +0.
    /// </summary>
    private void GateBeforePulling(int at)
    {
        if (Operations[at] is not { Fusion: Fusion.Gated, Form: OperationForm.Blocks } gate || Maker<Primitives.MaxPoolPull>(gate, 0) is not { Fusion: Fusion.None } pull) return;
        var places = pull.Inputs[0];
        var pooled = Operations.Find(o => o.Also == places.Value);
        if (pooled is null || pooled.Inputs[0].Value != gate.Inputs[1].Value || !OnlySummed(gate.Output)) return;
        var gated = new Value(places.Shape, cut: true, blocked: true);
        Operations[at] = new PlanOperation(OperationForm.Blocks, pull.Operation, [places, new Operand(gated, gated.Shape)], gate.Output, pull.Cuts);
        Operations[Operations.IndexOf(pull)] = new PlanOperation(OperationForm.Blocks, gate.Operation, [pull.Inputs[1], new Operand(pooled.Output, pooled.Output.Shape)], gated, gate.Cuts) { Fusion = Fusion.Gated };
    }

    /// <summary>True when a cotangent goes nowhere but into sums that begin at +0.</summary>
    private bool OnlySummed(Value value) => !value.IsResult && Operations.TrueForAll(reader => Array.TrueForAll(reader.Inputs, input => input.Value != value) || reader.Operation switch
    {
        Primitives.Conv2DInputGradient => reader.Inputs[0].Value == value,
        Primitives.Conv2DWeightGradient => reader.Inputs[1].Value == value && reader.Inputs[0].Value != value,
        Primitives.Sum => true,
        _ => false,
    });

    /// <summary>One number for each channel: (C × 1 × 1).</summary>
    private static bool IsBias(Operand operand, Shape images) => operand.Shape.Size == images[1] && operand.Shape.Rank is 3 or 4 && operand.Shape[-3] == images[1];
}
