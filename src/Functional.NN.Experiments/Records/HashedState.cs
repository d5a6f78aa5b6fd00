using System.Collections.Immutable;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>A state with the hashes of its blocks, which are taken once, when they are first asked for: on the thread that writes the record, for the log's line and for the file.</summary>
internal sealed class HashedState<T>(RunState<T> run) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Lazy<ImmutableArray<BlockHash>> _hashes = new(run.Hashes);

    /// <summary>The state.</summary>
    public RunState<T> Run { get; } = run;

    /// <summary>The hashes of its blocks.</summary>
    public ImmutableArray<BlockHash> Hashes => _hashes.Value;
}
