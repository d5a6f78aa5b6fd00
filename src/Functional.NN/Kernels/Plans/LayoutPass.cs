namespace Functional.NN.Kernels;

/// <summary>
/// From a recorded graph to a plan's operations: views are resolved, operations on images get their samples into the lanes, and what changes the layout is put
/// between. Nothing here changes a number.
/// </summary>
internal sealed class LayoutPass
{
    private readonly int _samples;
    private readonly Dictionary<Node, Operand> _operands = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Value, Shape), Value> _packed = [], _unpacked = [], _turned = [];
    private readonly Dictionary<(Operand, IPoolWindows), Value> _places = [];
    private readonly Dictionary<SameOperation, Operand> _computed = [];

    /// <summary>An operation on certain operands: what is computed once need not be computed again.</summary>
    private sealed record SameOperation(Primitive Operation, Operand[] Inputs)
    {
        public bool Equals(SameOperation? other) => other is not null && Operation.Equals(other.Operation) && Inputs.AsSpan().SequenceEqual(other.Inputs);

        public override int GetHashCode() => Inputs.Aggregate(Operation.GetHashCode(), HashCode.Combine);
    }

    public LayoutPass(StepGraph graph, int samples)
    {
        _samples = samples;
        foreach (var node in graph.Needed) _operands[node] = Place(node);
        foreach (var result in graph.Results) Rows(Of(result)).Value.IsResult = true;
        LeaveOut();
    }

    public List<PlanOperation> Operations { get; } = [];

    /// <summary>What the plan is given, by the node that stands for it.</summary>
    public List<(Node Node, Value Value)> Given { get; } = [];

    /// <summary>A result in rows.</summary>
    public Operand Of(Node node) => _operands[node];

    /// <inheritdoc cref="Of"/>
    public Operand Result(Node node) => Rows(_operands[node]);

    private Operand Place(Node node)
    {
        if (node.Source == NodeSource.Operation) return node.IsView ? new Operand(_operands[node.Inputs[0]].Value, node.Shape) : Once(node);
        bool ofSamples = node.Source is NodeSource.Inputs or NodeSource.Targets or NodeSource.Mask or NodeSource.Weights || node.Draw is { Once: false };
        var value = new Value(node.Shape, ofSamples) { Given = node.Source != NodeSource.Draw };
        if (node.Source == NodeSource.Draw) Operations.Add(new PlanOperation(OperationForm.Draw, null, [], value, ofSamples ? [] : null) { Draw = node.Draw });
        else Given.Add((node, value));
        return new Operand(value, node.Shape);
    }

    private Operand Once(Node node)
    {
        var key = new SameOperation(node.Operation!, Array.ConvertAll(node.Inputs, input => _operands[input]));
        if (!_computed.TryGetValue(key, out var operand)) _computed[key] = operand = Compute(node);
        return operand;
    }

    private Operand Compute(Node node)
    {
        var operation = node.Operation!;
        Operand[] inputs = Array.ConvertAll(node.Inputs, input => _operands[input]);
        if (operation is BinaryPrimitive and IElementwise) Unrepeated(node, inputs);
        Shape[] shapes = Array.ConvertAll(inputs, input => input.Shape);
        bool[] cut = Array.ConvertAll(inputs, IsCut);
        bool[]? cuts = Array.Exists(cut, c => c) && IsCut(node.Shape) ? operation.Cuts(cut, shapes, node.Shape) : null;
        bool blocks = AreSamples(inputs, cut, cuts, node.Shape) && WantsBlocks(operation, inputs, cut, cuts, node.Shape);
        // Other operations on images know the size of their batch.
        if (!blocks && operation is Primitives.Conv2D or Primitives.Conv2DInputGradient or Primitives.MaxPool2D or Primitives.MaxPoolPush or Primitives.MaxPoolPull or Primitives.AveragePool2D or Primitives.AverageSpread) cuts = null;
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = blocks && (cuts is null ? cut[i] : cuts[i]) ? Blocks(inputs[i]) : Rows(inputs[i]);
        if (cuts is null)
            for (int i = 0; i < inputs.Length; i++)
                if (cut[i] && blocks) inputs[i].Value.SummedOverSamples = true;
        if (operation is Primitives.MatMul { TransposeB: true } product && cuts is [true, false])
        {
            inputs[1] = Turned(inputs[1]);
            operation = product with { TransposeB = false };
        }
        var output = new Value(node.Shape, cuts is not null, blocks && cuts is not null);
        if (blocks && operation is Primitives.MaxPool2D maximum)
        {
            Operations.Add(new PlanOperation(OperationForm.Blocks, operation, inputs, output, cuts) { Also = [Places(inputs[0], maximum.Windows, node.Shape)] });
            return new Operand(output, node.Shape);
        }
        if (blocks && operation is Primitives.MaxPoolPush push) inputs[0] = Places(inputs[0], push.Windows);
        if (blocks && operation is Primitives.MaxPoolPull pull) inputs[0] = Places(inputs[0], pull.Windows);
        Operations.Add(new PlanOperation(blocks ? OperationForm.Blocks : OperationForm.Rows, operation, inputs, output, cuts));
        return new Operand(output, node.Shape);
    }

    /// <summary>Elementwise loops repeat by themselves: where one input was repeated to the shape of the other, what it was repeated from is read instead.</summary>
    private void Unrepeated(Node node, Operand[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
            if (node.Inputs[i].Operation is Primitives.BroadcastTo && inputs[1 - i].Shape == node.Shape)
            {
                inputs[i] = _operands[node.Inputs[i].Inputs[0]];
                return;
            }
    }

    /// <summary>Leaves out what nobody reads.</summary>
    private void LeaveOut()
    {
        var read = new HashSet<Value>();
        for (int i = Operations.Count - 1; i >= 0; i--)
            if (Operations[i].Outputs.Any(output => output.IsResult || read.Contains(output))) read.UnionWith(Operations[i].Inputs.Select(input => input.Value));
            else Operations.RemoveAt(i);
    }

    private bool IsCut(Operand operand) => operand.Value.Cut && IsCut(operand.Shape);

    private bool IsCut(Shape shape) => shape.Rank > 0 && shape.Size > 0 && shape[0] % _samples == 0;

    /// <summary>Whether one image is one sample, and not one of several: only such images go into the lanes.</summary>
    private bool AreSamples(Operand[] inputs, bool[] cut, bool[]? cuts, Shape result)
    {
        for (int i = 0; i < inputs.Length; i++)
            if ((cuts ?? cut)[i] && inputs[i].Shape[0] != _samples) return false;
        return cuts is null || result[0] == _samples;
    }

    private static bool WantsBlocks(Primitive operation, Operand[] inputs, bool[] cut, bool[]? cuts, Shape result) => operation switch
    {
        Primitives.Conv2D or Primitives.Conv2DInputGradient => cuts is [true, false],
        Primitives.Conv2DWeightGradient => cut is [true, true],
        Primitives.MaxPool2D or Primitives.MaxPoolPush or Primitives.MaxPoolPull or Primitives.AveragePool2D or Primitives.AverageSpread => cuts is not null,
        Primitives.Sum sum => cuts is null && cut[0] && IsBlocked(inputs[0]) && sum.OverSamplesAndPixels(inputs[0].Shape),
        IElementwise => cuts is not null && result.Rank >= 3 && Array.Exists(inputs, IsBlocked) && Enumerable.Range(0, inputs.Length).All(i => cuts[i] ? cut[i] : inputs[i].Shape.Rank < result.Rank || inputs[i].Shape[0] == 1),
        _ => false,
    };

    /// <summary>Blocks know nothing of the axes of a sample, so signals C×L lie in them as images C×1×L do; vectors go back to rows, where matrix products want them.</summary>
    private static bool IsBlocked(Operand operand) => operand.Value.Blocked && operand.Shape.Rank >= 3 && operand.Shape[0] == operand.Value.Shape[0];

    private Operand Blocks(Operand operand)
    {
        if (IsBlocked(operand)) return operand;
        var rows = Rows(operand);
        if (!_packed.TryGetValue((rows.Value, operand.Shape), out var packed))
        {
            _packed[(rows.Value, operand.Shape)] = packed = new Value(operand.Shape, cut: true, blocked: true);
            Operations.Add(new PlanOperation(OperationForm.Pack, null, [rows], packed, [true]));
        }
        return new Operand(packed, operand.Shape);
    }

    private Operand Rows(Operand operand)
    {
        if (!operand.Value.Blocked) return operand;
        var value = operand.Value;
        if (!_unpacked.TryGetValue((value, value.Shape), out var rows))
        {
            _unpacked[(value, value.Shape)] = rows = new Value(value.Shape, cut: true);
            Operations.Add(new PlanOperation(OperationForm.Unpack, null, [new Operand(value, value.Shape)], rows, [true]));
        }
        return new Operand(rows, operand.Shape);
    }

    private Value Places(Operand images, IPoolWindows windows, Shape result) => _places[(images, windows)] = new Value(result, cut: true, blocked: true);

    /// <summary>Where the windows of images have their largest cells: as the maximum pooling of the same images found them, if there was one.</summary>
    private Operand Places(Operand images, IPoolWindows windows)
    {
        var result = windows.OutputShape(images.Shape);
        if (!_places.TryGetValue((images, windows), out var places))
        {
            places = Places(images, windows, result);
            Operations.Add(new PlanOperation(OperationForm.Blocks, new Primitives.MaxPool2D(windows), [images], new Value(result, cut: true, blocked: true), [true]) { Also = [places] });
        }
        return new Operand(places, result);
    }

    /// <summary>A whole matrix transposed, once for all chunks.</summary>
    private Operand Turned(Operand matrix)
    {
        var shape = Shape.Of(matrix.Shape[1], matrix.Shape[0]);
        if (!_turned.TryGetValue((matrix.Value, matrix.Shape), out var turned))
        {
            _turned[(matrix.Value, matrix.Shape)] = turned = new Value(shape, cut: false);
            Operations.Add(new PlanOperation(OperationForm.Rows, new Primitives.Transpose([1, 0]), [matrix], turned, null));
        }
        return new Operand(turned, shape);
    }
}
