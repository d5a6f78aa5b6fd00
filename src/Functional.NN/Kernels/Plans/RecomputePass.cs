namespace Functional.NN.Kernels;

/// <summary>
/// What is computed of one tensor alone, such as its deviation from its mean, is computed once more in every later phase that reads it elementwise: the tensor is read there
/// instead of the result, which need not be kept, or not be written at all.
/// </summary>
internal static class RecomputePass
{
    public static void In(List<Phase> phases)
    {
        var makers = new Dictionary<Value, (int Phase, PlanOperation Operation)>();
        for (int phase = 0; phase < phases.Count; phase++)
        {
            var operations = phases[phase].Operations;
            if (phases[phase].Kind == PhaseKind.Samples) Recompute(operations, value => makers.TryGetValue(value, out var maker) && IsOfOneTensor(maker.Operation) ? maker.Operation : null);
            foreach (var operation in operations)
                foreach (var output in operation.Outputs) makers[output] = (phase, operation);
        }
        LeaveOut(phases);
    }

    /// <summary>Puts what earlier phases made before its first reader in this one.</summary>
    private static void Recompute(List<PlanOperation> operations, Func<Value, PlanOperation?> madeBefore)
    {
        var again = new Dictionary<Value, Value>();
        for (int i = 0; i < operations.Count; i++)
        {
            var reader = operations[i];
            if (reader is not { Operation: IElementwise, Form: OperationForm.Blocks }) continue;
            foreach (var input in reader.Inputs.Where(input => input.Shape == reader.Output.Shape && !again.ContainsKey(input.Value)))
                if (madeBefore(input.Value) is { } maker)
                {
                    again[input.Value] = new Value(maker.Output.Shape, cut: true, blocked: true);
                    operations.Insert(i++, new PlanOperation(maker.Form, maker.Operation, maker.Inputs, again[input.Value], maker.Cuts));
                }
            if (Array.Exists(reader.Inputs, input => again.ContainsKey(input.Value)))
                operations[i] = new PlanOperation(reader.Form, reader.Operation, [.. reader.Inputs.Select(input => again.TryGetValue(input.Value, out var value) ? input with { Value = value } : input)], reader.Output, reader.Cuts) { Fusion = reader.Fusion };
        }
    }

    private static bool IsOfOneTensor(PlanOperation operation) =>
        operation is { Operation: BinaryPrimitive and IElementwise, Form: OperationForm.Blocks, Fusion: Fusion.None, Cuts: not null, Also: [] }
        && operation.Inputs.Where((_, i) => operation.Cuts[i]).Distinct().Count() == 1;

    /// <summary>Leaves out what nobody reads any more.</summary>
    private static void LeaveOut(List<Phase> phases)
    {
        var read = new HashSet<Value>();
        foreach (var phase in Enumerable.Reverse(phases))
            for (int i = phase.Operations.Count - 1; i >= 0; i--)
                if (phase.Operations[i].Outputs.Any(output => output.IsResult || read.Contains(output))) read.UnionWith(phase.Operations[i].Inputs.SelectMany<Operand, Value>(input => [input.Value, .. input.Value.Parts]));
                else phase.Operations.RemoveAt(i);
    }
}
