namespace Functional.NN.Kernels;

/// <summary>
/// Elementwise operations on the same samples that read each other's results, or the same ones, become one that goes strip by strip. An operation joins those before it
/// where what it reads is there by then.
/// </summary>
internal sealed class StripPass
{
    /// <summary>Below so many elements what passes between operations on a chunk of samples lies in the nearest cache anyway.</summary>
    private const int WorthIt = 8192;

    private readonly Dictionary<Value, HashSet<PlanOperation>> _readers = [];

    /// <summary>Operations that run together, or a single one.</summary>
    private sealed record Group(List<PlanOperation> Members, bool IsOpen);

    private readonly double _share;

    /// <param name="phases">the operations in their order</param>
    /// <param name="share">which part of the batch a chunk of samples is</param>
    public StripPass(IEnumerable<Phase> phases, double share)
    {
        _share = share;
        foreach (var operation in phases.SelectMany(phase => phase.Operations))
            foreach (var value in operation.Inputs.SelectMany<Operand, Value>(input => [input.Value, .. input.Value.Parts]))
            {
                if (!_readers.TryGetValue(value, out var readers)) _readers[value] = readers = [];
                readers.Add(operation);
            }
        Phases = [.. phases.Select(phase => phase.Kind == PhaseKind.Samples ? phase with { Operations = [.. Grouped(phase.Operations).Select(Joined)] } : phase)];
    }

    public List<Phase> Phases { get; }

    private List<Group> Grouped(List<PlanOperation> operations)
    {
        var groups = new List<Group>();
        var made = new Dictionary<Value, int>();
        foreach (var operation in operations)
        {
            int place = IsElementwise(operation) ? groups.FindLastIndex(group => group.IsOpen && Fits(operation, group.Members) && IsConnected(operation, group.Members)) : -1;
            if (place < 0 || Array.Exists(operation.Inputs, input => made.TryGetValue(input.Value, out int maker) && maker > place))
            {
                place = groups.Count;
                groups.Add(new Group([], IsElementwise(operation)));
            }
            groups[place].Members.Add(operation);
            foreach (var output in operation.Outputs) made[output] = place;
        }
        for (int reader = 1; reader < groups.Count; reader++)
            for (int maker = reader - 1; maker >= 0; maker--)
                if (Waits(groups, maker, reader))
                {
                    groups[reader].Members.InsertRange(0, groups[maker].Members);
                    groups.RemoveAt(maker);
                    reader--;
                }
        return groups;
    }

    /// <summary>Whether operations may as well wait for later ones that read them, because nobody between does.</summary>
    private static bool Waits(List<Group> groups, int maker, int reader)
    {
        var (first, second) = (groups[maker], groups[reader]);
        return first.IsOpen && second.IsOpen && second.Members.TrueForAll(member => Fits(member, first.Members))
            && second.Members.Exists(member => Reads(member, first.Members))
            && groups.GetRange(maker + 1, reader - maker - 1).TrueForAll(between => !between.Members.Exists(member => Reads(member, first.Members)));
    }

    private static bool Reads(PlanOperation operation, List<PlanOperation> members) => Array.Exists(operation.Inputs, input => members.Exists(member => member.Outputs.Contains(input.Value)));

    private bool IsElementwise(PlanOperation operation) =>
        operation is { Operation: IElementwise, Form: OperationForm.Rows or OperationForm.Blocks, Also: [], Cuts: not null } && operation.Output.Shape.Size * _share >= WorthIt;

    /// <summary>The same elements, in the same layout, and nothing read of the others under another shape.</summary>
    private static bool Fits(PlanOperation operation, List<PlanOperation> members) =>
        operation.Form == members[0].Form && operation.Output.Shape == members[0].Output.Shape
        && Array.TrueForAll(operation.Inputs, input => input.Shape == operation.Output.Shape || !members.Exists(member => member.Output == input.Value));

    /// <summary>Whether an operation reads what the others compute or read, element by element.</summary>
    private static bool IsConnected(PlanOperation operation, List<PlanOperation> members) =>
        Array.Exists(operation.Inputs, input => input.Shape == operation.Output.Shape && members.Exists(member => member.Output == input.Value || Array.Exists(member.Inputs, other => other == input)));

    private PlanOperation Joined(Group group)
    {
        if (group.Members is [var alone]) return alone;
        PlanOperation[] members = [.. group.Members];
        Value[] computed = [.. members.Select(member => member.Output)];
        var last = members[^1];
        Operand[] inputs = [.. members.SelectMany(member => member.Inputs).Where(input => !computed.Contains(input.Value)).Distinct()];
        bool[] cuts = [.. inputs.Select(input => Cut(members.First(member => member.Inputs.Contains(input)), input))];
        return new PlanOperation(OperationForm.Strips, null, inputs, last.Output, cuts)
        {
            Members = members,
            Also = [.. computed.Where(value => value != last.Output && (value.IsResult || _readers[value].Any(reader => !members.Contains(reader))))],
        };

        static bool Cut(PlanOperation member, Operand input) => member.Cuts![Array.IndexOf(member.Inputs, input)];
    }
}
