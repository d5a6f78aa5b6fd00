namespace Functional.NN.Kernels;

/// <summary>How the operations of a phase are shared among threads.</summary>
internal enum PhaseKind
{
    /// <summary>All operations for some samples, then for others: chunks of samples do not meet.</summary>
    Samples,

    /// <summary>Operations on the whole batch, each cut into pieces of its result.</summary>
    Pieces,

    /// <summary>Small ones, one after another by the caller.</summary>
    Alone,
}

/// <summary>Operations between two barriers.</summary>
internal sealed record Phase(PhaseKind Kind, List<PlanOperation> Operations);

/// <summary>The order of a plan: first what the samples wait for, then the samples, then what waits for all of them, as often as the graph asks for it.</summary>
internal sealed class PhasePass
{
    /// <summary>Below so many nanoseconds an operation is not worth cutting.</summary>
    private const double WorthCutting = 4000;

    private readonly HashSet<Value> _ready;
    private readonly List<PlanOperation> _waiting;
    private readonly HashSet<PlanOperation> _feedsSamples;

    public PhasePass(IEnumerable<PlanOperation> operations, IEnumerable<Value> given)
    {
        _waiting = [.. operations];
        _ready = [.. given];
        _feedsSamples = FeedingSamples(_waiting);
        while (_waiting.Count > 0)
        {
            WholeOperations(operation => _feedsSamples.Contains(operation));
            if (!Samples()) WholeOperations(_ => true);
        }
        RecomputePass.In(Phases);
        for (int phase = 0; phase < Phases.Count; phase++)
            foreach (var operation in Phases[phase].Operations)
            {
                foreach (var output in operation.Outputs)
                {
                    output.FirstPhase = phase;
                    if (output.Within is { Whole: { FirstPhase: < 0 } whole }) whole.FirstPhase = phase;
                }
                foreach (var input in operation.Inputs)
                {
                    input.Value.LastPhase = phase;
                    if (input.Value.Within is { } within) within.Whole.LastPhase = phase;
                }
            }
    }

    public List<Phase> Phases { get; } = [];

    private bool Samples()
    {
        var computed = new HashSet<Value>();
        var phase = new List<PlanOperation>();
        foreach (var operation in _waiting)
        {
            if (operation.Cuts is not { } cuts) continue;
            bool now = true;
            for (int i = 0; i < cuts.Length; i++)
                now &= IsReady(operation.Inputs[i].Value) || (cuts[i] && computed.Contains(operation.Inputs[i].Value));
            if (!now) continue;
            phase.Add(operation);
            computed.UnionWith(operation.Outputs);
        }
        Done(PhaseKind.Samples, phase);
        return phase.Count > 0;
    }

    private void WholeOperations(Func<PlanOperation, bool> wanted)
    {
        while (true)
        {
            var large = _waiting.FindAll(o => o.Cuts is null && wanted(o) && o.Cost >= WorthCutting && IsReady(o));
            Done(PhaseKind.Pieces, large);
            var small = new List<PlanOperation>();
            foreach (var operation in _waiting)
                if (operation.Cuts is null && wanted(operation) && operation.Cost < WorthCutting && Array.TrueForAll(operation.Inputs, i => IsReady(i.Value) || small.Exists(s => s.Output == i.Value)))
                    small.Add(operation);
            Done(PhaseKind.Alone, small);
            if (large.Count == 0 && small.Count == 0) return;
        }
    }

    private bool IsReady(PlanOperation operation) => Array.TrueForAll(operation.Inputs, input => IsReady(input.Value));

    /// <summary>What is nothing but its parts is there when all of them are.</summary>
    private bool IsReady(Value value) => _ready.Contains(value) || (value.Parts.Length > 0 && Array.TrueForAll(value.Parts, _ready.Contains));

    private void Done(PhaseKind kind, List<PlanOperation> phase)
    {
        if (phase.Count == 0) return;
        Phases.Add(new Phase(kind, phase));
        foreach (var operation in phase) _ready.UnionWith(operation.Outputs);
        _waiting.RemoveAll(phase.Contains);
    }

    /// <summary>The operations on whole batches that some operation on samples waits for.</summary>
    private static HashSet<PlanOperation> FeedingSamples(List<PlanOperation> operations)
    {
        var wanted = new HashSet<Value>();
        var feeding = new HashSet<PlanOperation>();
        for (int i = operations.Count - 1; i >= 0; i--)
        {
            var operation = operations[i];
            bool feeds = operation.Cuts is not null || wanted.Contains(operation.Output);
            if (!feeds) continue;
            if (operation.Cuts is null) feeding.Add(operation);
            foreach (var input in operation.Inputs) wanted.UnionWith([input.Value, .. input.Value.Parts]);
        }
        return feeding;
    }
}
