namespace Functional.NN.Kernels;

/// <summary>
/// Sums over samples and pixels take elementwise operations on blocks into themselves, so that what is only summed is not written down. What reads one tensor alone is computed
/// once more where others need it too: that is cheaper than to wait for it.
/// </summary>
internal sealed class SumPass
{
    private readonly Dictionary<Value, PlanOperation> _makers;
    private readonly Dictionary<Value, int> _readers = [];

    public SumPass(IReadOnlyList<PlanOperation> operations)
    {
        _makers = operations.SelectMany(operation => operation.Outputs.Select(output => (output, operation))).ToDictionary(made => made.output, made => made.operation);
        foreach (var input in operations.SelectMany(operation => operation.Inputs)) _readers[input.Value] = _readers.GetValueOrDefault(input.Value) + 1;
        Operations = [.. operations.Select(operation => IsSum(operation) ? Fused(operation) : operation)];
        LeaveOut();
    }

    public List<PlanOperation> Operations { get; }

    private static bool IsSum(PlanOperation operation) => operation is { Operation: Primitives.Sum, Form: OperationForm.Blocks, Output.Shape.Rank: 1 };

    private PlanOperation Fused(PlanOperation sum)
    {
        var members = new List<PlanOperation>();
        Take(sum.Inputs[0], members);
        if (members.Count == 0) return sum;
        Operand[] inputs = [.. members.SelectMany(member => member.Inputs).Where(input => !members.Exists(member => member.Output == input.Value)).Distinct()];
        return new PlanOperation(OperationForm.Blocks, sum.Operation, inputs, sum.Output, null) { Members = [.. members, sum] };
    }

    /// <summary>Takes in the operation that makes an operand, after those that make what it reads; not where its numbers are of other channels there.</summary>
    private void Take(Operand operand, List<PlanOperation> members)
    {
        if (members.Exists(member => member.Output == operand.Value)) return;
        if (!_makers.TryGetValue(operand.Value, out var maker) || !IsTaken(maker) || maker.Output.Shape[1] != operand.Shape[1]) return;
        foreach (var input in maker.Inputs.Where(input => input.Value.Blocked)) Take(input, members);
        members.Add(maker);
    }

    private bool IsTaken(PlanOperation maker) =>
        maker is { Operation: IElementwise, Form: OperationForm.Blocks, Also: [] }
        && Array.TrueForAll(maker.Inputs, input => input.Value.Blocked ? input.Shape == maker.Output.Shape : IsOfChannels(input.Shape, maker.Output.Shape))
        && (_readers[maker.Output] == 1 && !maker.Output.IsResult || maker.Operation is BinaryPrimitive && maker.Inputs.Where(input => input.Value.Blocked).Distinct().Count() == 1);

    /// <summary>One number, or one for each channel.</summary>
    private static bool IsOfChannels(Shape shape, Shape images) => shape.Size == 1 || (shape.Rank >= images.Rank - 1 && shape.Size == images[1] && shape[1 - images.Rank] == images[1]);

    /// <summary>Leaves out what nobody reads any more.</summary>
    private void LeaveOut()
    {
        var read = new HashSet<Value>();
        for (int i = Operations.Count - 1; i >= 0; i--)
            if (Operations[i].Outputs.Any(output => output.IsResult || read.Contains(output))) read.UnionWith(Operations[i].Inputs.Select(input => input.Value));
            else Operations.RemoveAt(i);
    }
}
