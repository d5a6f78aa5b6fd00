namespace Functional.NN.Kernels;

/// <summary>Rows that are joined below one another are computed where they are to lie, and nothing is copied; rows that lie elsewhere already are copied there.</summary>
internal static class PartsPass
{
    public static List<PlanOperation> In(IReadOnlyList<PlanOperation> operations)
    {
        var made = new HashSet<Value>();
        var kept = new List<PlanOperation>();
        foreach (var operation in operations)
        {
            if (operation is { Operation: Primitives.Concat, Form: OperationForm.Rows, Cuts: null, Output.IsResult: false } && IsOfRows(operation))
                operation.Output.Parts = [.. operation.Inputs.Select(input => Part(input, operation.Output, kept, made))];
            else kept.Add(operation);
            made.UnionWith(operation.Outputs);
            if (operation.Output.Parts.Length > 0) Place(operation.Output);
        }
        return kept;
    }

    private static bool IsOfRows(PlanOperation concat) => concat.Output.Shape.Rank > 0 && concat.Output.Shape[0] == concat.Inputs.Sum(input => input.Shape[0]);

    /// <summary>The value itself, if it can be computed there; else a copy.</summary>
    private static Value Part(Operand input, Value whole, List<PlanOperation> operations, HashSet<Value> made)
    {
        var value = input.Value;
        if (made.Contains(value) && value is { Within: null, IsResult: false, Blocked: false, Parts: [] } && value.Shape.Size == input.Shape.Size)
        {
            value.Within = (whole, 0);
            return value;
        }
        var copy = new Value(input.Shape, cut: false) { Within = (whole, 0) };
        operations.Add(new PlanOperation(OperationForm.Copy, null, [input], copy, null));
        return copy;
    }

    private static void Place(Value whole)
    {
        long before = 0;
        foreach (var part in whole.Parts)
        {
            part.Within = (whole, before);
            before += part.Shape.Size;
        }
    }
}
