namespace Functional.NN.Kernels;

/// <summary>What several operations of a plan are together.</summary>
internal enum Fusion
{
    None,

    /// <summary>max(0, a + b).</summary>
    RectifiedSum,

    /// <summary>a where b is positive, else a·0: the pullback of the rectifier.</summary>
    Gated,

    /// <summary>a·(1 − b²): the pullback of tanh, b its value.</summary>
    TanhPullback,

    /// <summary>a·(b·(1 − b)): the pullback of the logistic function, b its value.</summary>
    SigmoidPullback,

    /// <summary>The logarithm of softmax, and softmax beside it.</summary>
    BothSoftmaxes,

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
    private readonly HashSet<Value> _ones;

    /// <param name="operations">as the layout pass left them</param>
    /// <param name="given">what the plan is given, constants among them</param>
    public FusionPass(IReadOnlyList<PlanOperation> operations, IEnumerable<(Node Node, Value Value)> given)
    {
        _ones = [.. given.Where(g => g.Node.Constant is { Shape.Size: 1 } constant && constant.Cast<double>().ToScalar() == 1).Select(g => g.Value)];
        foreach (var input in operations.SelectMany(o => o.Inputs)) _readers[input.Value] = _readers.GetValueOrDefault(input.Value) + 1;
        foreach (var operation in operations)
            if (Fused(operation) is { } fused) Operations.Add(fused);
        for (int i = Operations.Count - 1; i >= 0; i--) GateBeforePulling(i);
    }

    public List<PlanOperation> Operations { get; } = [];

    /// <summary>The operation, or what it became together with others; none when another operation has it beside its own result.</summary>
    private PlanOperation? Fused(PlanOperation operation)
    {
        var fused = operation switch
        {
            { Operation: Primitives.Add, Form: OperationForm.Blocks } when Maker<Primitives.Conv2D>(operation, 0) is { Fusion: Fusion.None } convolution && IsBias(operation) =>
                Joined(convolution, operation, Fusion.ConvolutionPlusBias, [.. convolution.Inputs, operation.Inputs[1]], [true, false, false]),
            { Operation: Primitives.Relu } when Maker<Primitives.Conv2D>(operation, 0, underAnyShape: true) is { Fusion: Fusion.ConvolutionPlusBias } convolution =>
                Joined(convolution, operation, Fusion.RectifiedConvolutionPlusBias, convolution.Inputs, convolution.Cuts),
            { Operation: Primitives.Relu } when Maker<Primitives.Add>(operation, 0) is { Fusion: Fusion.None } sum => Joined(sum, operation, Fusion.RectifiedSum, sum.Inputs, sum.Cuts),
            { Operation: Primitives.Multiply } when OneMinus(operation, 1) is { } rest && Maker<Primitives.Multiply>(rest, 1) is { Fusion: Fusion.None } square && square.Inputs[0] == square.Inputs[1] =>
                Joined(square, operation, Fusion.TanhPullback, [operation.Inputs[0], square.Inputs[0]], operation.Cuts, operation.Operation, rest),
            { Operation: Primitives.Multiply } when Maker<Primitives.Multiply>(operation, 1) is { Fusion: Fusion.None } product && OneMinus(product, 1) is { } rest && rest.Inputs[1] == product.Inputs[0] =>
                Joined(product, operation, Fusion.SigmoidPullback, [operation.Inputs[0], product.Inputs[0]], operation.Cuts, operation.Operation, rest),
            { Operation: Primitives.Softmax, Form: OperationForm.Rows } when Logarithm(operation) is { } logarithm =>
                BesideLogarithm(logarithm, operation),
            { Operation: Primitives.Multiply } when operation.Inputs[0].Value != operation.Inputs[1].Value && Maker<Primitives.Heaviside>(operation, 1) is { } step =>
                Joined(step, operation, Fusion.Gated, [operation.Inputs[0], step.Inputs[0]], operation.Cuts, operation.Operation),
            _ => operation,
        };
        if (fused is not null) _makers[fused.Output] = fused;
        return fused;
    }

    /// <summary>The operation 1 − x that makes an input for nobody else.</summary>
    private PlanOperation? OneMinus(PlanOperation operation, int input) =>
        Maker<Primitives.Subtract>(operation, input) is { Fusion: Fusion.None } rest && _ones.Contains(rest.Inputs[0].Value) ? rest : null;

    /// <summary>The logarithm of the same softmax, computed before.</summary>
    private PlanOperation? Logarithm(PlanOperation softmax) => Operations.Find(o => o is { Operation: Primitives.LogSoftmax, Fusion: Fusion.None, Form: OperationForm.Rows } && o.Inputs[0] == softmax.Inputs[0]);

    /// <summary>Softmax becomes the second result of its logarithm.</summary>
    private PlanOperation? BesideLogarithm(PlanOperation logarithm, PlanOperation softmax)
    {
        var both = new PlanOperation(logarithm.Form, logarithm.Operation, logarithm.Inputs, logarithm.Output, logarithm.Cuts) { Fusion = Fusion.BothSoftmaxes, Also = [softmax.Output] };
        Operations[Operations.IndexOf(logarithm)] = both;
        _makers[logarithm.Output] = both;
        return null;
    }

    /// <summary>The operation that makes an input, if it is of a kind, in the same layout, under the same shape (or any, where only single numbers meet), and makes it for nobody else.</summary>
    private PlanOperation? Maker<TPrimitive>(PlanOperation operation, int input, bool underAnyShape = false) where TPrimitive : Primitive
    {
        var (value, shape) = operation.Inputs[input];
        return _makers.TryGetValue(value, out var maker) && maker.Operation is TPrimitive && maker.Form == operation.Form && (underAnyShape || (shape == value.Shape && shape == operation.Output.Shape))
            && (maker.Cuts is null) == (operation.Cuts is null) && _readers[value] == 1 && !value.IsResult ? maker : null;
    }

    private PlanOperation Joined(PlanOperation first, PlanOperation last, Fusion fusion, Operand[] inputs, bool[]? cuts, Primitive? operation = null, PlanOperation? between = null)
    {
        Operations.Remove(first);
        _makers.Remove(first.Output);
        if (between is not null)
        {
            Operations.Remove(between);
            _makers.Remove(between.Output);
        }
        return new PlanOperation(last.Form, operation ?? first.Operation, inputs, last.Output, cuts) { Fusion = fusion };
    }

    /// <summary>
    /// The gate of a rectifier before the pooling, on the windows instead of the cells: the largest cell is positive where the pooled number is. What this may change is
    /// the sign of zeros, which the sums of convolutions' gradients do not see: their chains begin at +0. Only where windows do not overlap, so that a cell has one cotangent.
    /// </summary>
    private void GateBeforePulling(int at)
    {
        if (Operations[at] is not { Fusion: Fusion.Gated, Form: OperationForm.Blocks } gate || Maker<Primitives.MaxPoolPull>(gate, 0) is not { Fusion: Fusion.None } pull) return;
        var places = pull.Inputs[0];
        var pooled = Operations.Find(o => o.Also is [var also] && also == places.Value);
        if (pooled is null || !new PoolWindows(pooled.Inputs[0].Shape, ((Primitives.MaxPool2D)pooled.Operation!).Windows).AreApart || pooled.Inputs[0].Value != gate.Inputs[1].Value || !OnlySummed(gate.Output)) return;
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

    /// <summary>The second of two summands is one number for each channel, (C × 1 × 1), and not the one cell of a sample's images.</summary>
    private static bool IsBias(PlanOperation sum)
    {
        var (operand, images) = (sum.Inputs[1], sum.Output.Shape);
        return operand.Shape.Size == images[1] && operand.Shape.Rank is 3 or 4 && operand.Shape[-3] == images[1] && sum.Cuts is not [_, true];
    }
}
