using System.Runtime.CompilerServices;
using System.Collections.Immutable;

namespace Functional.NN.Kernels;

/// <summary>Takes a gradient as it comes, range by range of θ's vector, each range once; any worker may bring any range.</summary>
internal abstract unsafe class GradientSink<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whole spans of a block of θ (see <see cref="GradientSpans"/>).</summary>
    /// <param name="start">the first place in θ's vector</param>
    /// <param name="gradient">the gradient from there on</param>
    /// <param name="length">how many numbers</param>
    public abstract void Take(int start, T* gradient, int length);
}

/// <summary>
/// A step as a list of operations in memory planned once: an optimisation of the recorded graph, with the same bits. One caller at a time runs it, with a crew.
/// </summary>
internal sealed unsafe class Plan<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly PlanMemory<T> _memory;
    private readonly ImmutableArray<PhaseWork<T>> _phases;
    private readonly LayoutPass _layout;
    private readonly Dictionary<NodeSource, Value> _batch;
    private readonly Dictionary<Node, (Address Address, int Length)> _results;
    private ReadingWork<T>? _reading;

    public Plan(StepGraph graph, ParameterLayout layout, NetworkState<T> state, int samples, int workers, Backend backend)
    {
        Samples = samples;
        _layout = new LayoutPass(graph, samples);
        _batch = _layout.Given.Where(g => g.Node.Source is NodeSource.Inputs or NodeSource.Targets or NodeSource.Mask or NodeSource.Weights).ToDictionary(g => g.Node.Source, g => g.Value);
        var operations = PartsPass.In(new SumPass(new FusionPass(_layout.Operations, _layout.Given).Operations).Operations);
        var phases = new PhasePass(operations, _layout.Given.Select(g => g.Value)).Phases;
        int chunk = Chunk(phases, workers);
        phases = new StripPass(phases, (double)chunk / samples).Phases;
        var memory = new MemoryPass(phases, _layout.Given, samples, chunk);
        _memory = new PlanMemory<T>(_layout.Given, layout, state, memory, workers);
        _results = graph.Results.Distinct().ToDictionary(node => node, node => (_layout.Result(node).Value.Address, node.Shape.Size));
        var gradients = Gradients(graph.Gradients, layout);
        _phases = [.. phases.Select(phase => PhaseWork<T>.Of(phase, _memory, new OperationKernels<T>(samples, backend), chunk, workers, gradients))];
        // Gradients nobody brings from a piece of the operation that makes them are brought in the end.
        var rest = gradients.Values.SelectMany(g => g).Where(g => !g.Brought).ToList();
        if (rest.Count > 0) _phases = _phases.Add(new GradientWork<T>(rest, _memory));
    }

    /// <summary>How many samples a batch of this plan has.</summary>
    public int Samples { get; }

    /// <summary>Puts a batch where the plan reads it.</summary>
    public void Put(Batch<T> batch)
    {
        Put(batch.Inputs, NodeSource.Inputs);
        Put(batch.Targets, NodeSource.Targets);
        Put(batch.Mask, NodeSource.Mask);
        Put(batch.Weights, NodeSource.Weights);
    }

    /// <summary>Reads a batch to where the plan reads it, some samples to each of the crew.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read(SampleSource<T> source, ReadOnlySpan<int> indices, Crew crew)
    {
        _reading ??= new ReadingWork<T>(source, Samples, Batch(NodeSource.Inputs), Batch(NodeSource.Targets), Batch(NodeSource.Mask), Batch(NodeSource.Weights));
        _reading.Begin(indices);
        crew.Do(_reading, _reading.Pieces);
    }

    /// <summary>What a step or evaluation measured, but for the gradient's norm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Measure(StepResults results, int samples, RunningMetrics to)
    {
        (to.Samples, to.Count, to.Loss, to.DataLoss, to.Penalty, to.GradientNorm) = (samples, Number(results.Count), Number(results.Loss), Number(results.DataLoss), Number(results.Penalty), 0);
        for (int i = 0; i < results.Metrics.Length; i++) (to.Values[i], to.Counts[i]) = (Number(results.Metrics[i].Node), Number(results.Metrics[i].Count));
    }

    private void Put(Tensor<T>? values, NodeSource where)
    {
        var to = Batch(where);
        if (!to.IsEmpty) values!.AsSpan().CopyTo(to);
    }

    /// <summary>Where the batch is to be put before the plan runs; empty where the step does not read it.</summary>
    private Span<T> Batch(NodeSource what) => _batch.TryGetValue(what, out var value) ? new Span<T>(_memory.At(value.Address, 0, 0), value.Shape.Size) : default;

    /// <summary>Runs the plan; false when it was cancelled, and then nothing it computed is of use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Run(Crew crew, T* parameters, T* state, RandomKey key, int firstSample, GradientSink<T>? sink, CancellationToken cancellation)
    {
        _memory.Bind(parameters, state, key, firstSample, sink);
        foreach (var phase in _phases)
        {
            if (cancellation.IsCancellationRequested) return false;
            if (phase.Pieces == 1) phase.Do(0, 0);
            else crew.Do(phase, phase.Pieces);
        }
        return true;
    }

    /// <summary>A result of the last run; it is there until the next one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<T> Result(Node node)
    {
        var (address, length) = _results[node];
        return new ReadOnlySpan<T>(_memory.At(address, 0, 0), length);
    }

    /// <summary>A single number among the results.</summary>
    public double Number(Node node) => double.CreateTruncating(Result(node)[0]);

    /// <summary>
    /// Samples to a chunk: one or two chunks for each worker, all of equal size, but not more samples than let the largest value between two operations stay in a
    /// core's cache; whole blocks of sixteen where samples lie in blocks; all of them where the work is too small to share.
    /// </summary>
    private int Chunk(List<Phase> phases, int workers)
    {
        const double WorthSharing = 20000;
        const int Cached = 1 << 18;
        var operations = phases.Where(phase => phase.Kind == PhaseKind.Samples).SelectMany(phase => phase.Operations).ToList();
        if (operations.Count == 0 || operations.Sum(o => o.Cost) < WorthSharing) return Rounded(Samples, SampleBlocks<T>.Samples);
        int grain = operations.Exists(o => o.Output.Blocked || o.Form == OperationForm.Unpack) ? SampleBlocks<T>.Samples : 1;
        int chunks = Samples >= 64 * workers ? 2 * workers : workers;
        long largest = operations.Max(o => (long)o.Output.Shape.Size / Samples * sizeof(T));
        int cached = (int)Math.Max(SampleBlocks<T>.Samples, Cached / Math.Max(1, largest));
        return Rounded(Math.Min((Samples + chunks - 1) / chunks, cached / grain * grain), grain);

        static int Rounded(int samples, int grain) => (samples + grain - 1) / grain * grain;
    }

    private Dictionary<Value, List<BlockGradient>> Gradients(ImmutableArray<Node> nodes, ParameterLayout layout)
    {
        var gradients = new Dictionary<Value, List<BlockGradient>>();
        ParameterBlock[] trained = [.. layout.Where(block => !block.Frozen)];
        for (int i = 0; i < nodes.Length; i++)
        {
            var operand = _layout.Result(nodes[i]);
            if (!gradients.TryGetValue(operand.Value, out var blocks)) gradients[operand.Value] = blocks = [];
            blocks.Add(new BlockGradient(operand.Value, trained[i]));
        }
        return gradients;
    }
}

/// <summary>A block of θ and the value that is its gradient.</summary>
internal sealed record BlockGradient(Value Value, ParameterBlock Block)
{
    /// <summary>True when the operation that computes it brings it, piece by piece.</summary>
    public bool Brought { get; set; }
}
