namespace Functional.NN.Kernels;

/// <summary>
/// Where every value of a plan lies. What lives within one phase of samples lies in a worker's scratch memory, which stays in its cache; what goes from phase to phase
/// lies in the batch's. Room is used again as soon as nothing reads it any more, and an elementwise result takes the place of an input that ends there.
/// </summary>
internal sealed class MemoryPass
{
    private readonly List<Phase> _phases;
    private readonly Shelf _batch = new(), _scratch = new();
    private readonly HashSet<Value> _wholes = [];
    private readonly int _samples, _chunk;

    public MemoryPass(List<Phase> phases, IEnumerable<(Node Node, Value Value)> given, int samples, int chunk)
    {
        (_phases, _samples, _chunk) = (phases, samples, chunk);
        foreach (var (node, value) in given)
            if (node.Source is NodeSource.Inputs or NodeSource.Targets or NodeSource.Mask or NodeSource.Weights)
                value.Address = new Address(Place.Batch, _batch.Take(value.Elements(samples, samples)), PerChunk(value));
        for (int phase = 0; phase < phases.Count; phase++)
        {
            foreach (var output in phases[phase].Operations.SelectMany(operation => operation.Outputs))
                if (!InScratch(output)) output.Address = InBatch(output);
            if (phases[phase].Kind == PhaseKind.Samples) Scratch(phases[phase].Operations);
            foreach (var value in EndingWith(phase)) _batch.GiveBack(value.Address.Offset, value.Elements(samples, samples));
        }
    }

    /// <summary>Elements the batch's memory has, and each worker's.</summary>
    public long BatchLength => _batch.Length;

    /// <inheritdoc cref="BatchLength"/>
    public long ScratchLength => _scratch.Length;

    private Address InBatch(Value value)
    {
        if (value.Within is not { } within) return new Address(Place.Batch, _batch.Take(value.Elements(_samples, _samples)), PerChunk(value));
        if (_wholes.Add(within.Whole)) within.Whole.Address = new Address(Place.Batch, _batch.Take(within.Whole.Shape.Size));
        return new Address(Place.Batch, within.Whole.Address.Offset + within.Before, PerChunk(value));
    }

    private long PerChunk(Value value) => value.Cut ? value.Elements(_chunk, _samples) : 0;

    private bool InScratch(Value value) => value.Cut && !value.IsResult && value.Within is null && _phases[value.FirstPhase].Kind == PhaseKind.Samples && value.LastPhase <= value.FirstPhase;

    private IEnumerable<Value> EndingWith(int phase) =>
        _phases.SelectMany(p => p.Operations).SelectMany(o => o.Outputs).Where(v => v.Within is null).Concat(_wholes)
            .Where(v => v.Address.Place == Place.Batch && !v.IsResult && Math.Max(v.FirstPhase, v.LastPhase) == phase);

    private void Scratch(List<PlanOperation> operations)
    {
        var lastUse = new Dictionary<Value, int>();
        for (int i = 0; i < operations.Count; i++)
        {
            foreach (var output in operations[i].Outputs) lastUse[output] = i;
            foreach (var input in operations[i].Inputs) lastUse[input.Value] = i;
        }
        for (int i = 0; i < operations.Count; i++)
        {
            var operation = operations[i];
            Value? replaced = null;
            if (InScratch(operation.Output))
            {
                replaced = Replaced(operation, value => lastUse[value] == i);
                operation.Output.Address = replaced?.Address ?? new Address(Place.Scratch, _scratch.Take(operation.Output.Elements(_chunk, _samples)));
            }
            foreach (var also in operation.Also.Where(InScratch)) also.Address = new Address(Place.Scratch, _scratch.Take(also.Elements(_chunk, _samples)));
            foreach (var value in operation.Inputs.Select(input => input.Value).Concat(operation.Outputs).Distinct())
                if (value != replaced && !value.Given && value.Address.Place == Place.Scratch && lastUse[value] == i)
                    _scratch.GiveBack(value.Address.Offset, value.Elements(_chunk, _samples));
        }
    }

    /// <summary>An input whose room the result may take; in strips the last operation writes the result, when all others have read the strip.</summary>
    private static Value? Replaced(PlanOperation operation, Func<Value, bool> ends)
    {
        if (operation.Operation is not IElementwise && operation.Form != OperationForm.Strips) return null;
        foreach (var input in operation.Inputs)
            if (input.Value.Address.Place == Place.Scratch && !input.Value.Given && ends(input.Value) && input.Value.Blocked == operation.Output.Blocked && input.Value.Shape.Size == operation.Output.Shape.Size)
                return input.Value;
        return null;
    }
}
