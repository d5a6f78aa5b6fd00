using System.Collections;
using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A block of θ: where in the network it belongs, and where in the vector it lies.</summary>
/// <param name="Path">such as <c>conv1.weight</c></param>
/// <param name="Shape">its shape</param>
/// <param name="Start">its first place in the flat vector</param>
/// <param name="Role">what it is to its layer</param>
/// <param name="Frozen">true where training leaves it as it is</param>
public sealed record ParameterBlock(string Path, Shape Shape, int Start, ParameterRole Role, bool Frozen = false);

/// <summary>How θ lies in one flat vector: the blocks in the order of the layers, without gaps.</summary>
public sealed class ParameterLayout : IReadOnlyList<ParameterBlock>, IEquatable<ParameterLayout>
{
    private readonly ImmutableArray<ParameterBlock> _blocks;
    private readonly Dictionary<string, ParameterBlock> _byPath;

    internal ParameterLayout(IEnumerable<ParameterBlock> blocks)
    {
        _blocks = [.. blocks];
        _byPath = _blocks.ToDictionary(block => block.Path);
        (Size, HasFrozen, Trained) = (_blocks.Sum(block => block.Shape.Size), _blocks.Any(block => block.Frozen), [.. TrainedRanges(_blocks)]);
    }

    /// <summary>The number of numbers in θ.</summary>
    public int Size { get; }

    /// <summary>The number of blocks.</summary>
    public int Count => _blocks.Length;

    /// <summary>True where a block is frozen.</summary>
    public bool HasFrozen { get; }

    /// <summary>Where the numbers lie that training may change: stretches as long as can be.</summary>
    internal ImmutableArray<(int Start, int Length)> Trained { get; }

    /// <summary>A block by its number.</summary>
    public ParameterBlock this[int index] => _blocks[index];

    /// <summary>A block by its path.</summary>
    public ParameterBlock this[string path] => _byPath.TryGetValue(path, out var block) ? block
        : throw new NNException($"Parameters: there is no block \"{path}\"; there are {string.Join(", ", _blocks.Select(b => b.Path))}.");

    /// <summary>The blocks that specifications ask for; those that share a name become one.</summary>
    internal static ParameterLayout Of(IEnumerable<ParameterSpec> specs)
    {
        var blocks = new List<ParameterBlock>();
        var shared = new HashSet<string>();
        int start = 0;
        foreach (var spec in specs)
        {
            var known = blocks.Find(block => block.Path == spec.Name);
            bool both = spec.Shared && shared.Contains(spec.Name);
            if (known is not null && (!both || known.Shape != spec.Shape))
                throw new ShapeException(both
                    ? $"Shared \"{spec.Name}\": one place wants {known.Shape}, another {spec.Shape}; shared blocks have one shape."
                    : $"Network: two blocks of θ are called \"{spec.Name}\"; give the layers different names.");
            if (known is not null)
            {
                // Frozen at one place is frozen at all: it is one block.
                if (spec.Frozen) blocks[blocks.IndexOf(known)] = known with { Frozen = true };
                continue;
            }
            if (spec.Shared) shared.Add(spec.Name);
            if ((long)start + spec.Shape.Size > Array.MaxLength) throw new ShapeException($"Network: up to the block \"{spec.Name}\" θ would have more numbers than one vector can hold ({Array.MaxLength}). Make the layers smaller.");
            blocks.Add(new ParameterBlock(spec.Name, spec.Shape, start, spec.Role, spec.Frozen));
            start += spec.Shape.Size;
        }
        return new ParameterLayout(blocks);
    }

    /// <summary>The same blocks with other marks.</summary>
    internal ParameterLayout Marked(Func<ParameterBlock, bool> frozen) => new(_blocks.Select(block => block with { Frozen = frozen(block) }));

    /// <summary>Some of the blocks, one after another.</summary>
    internal ParameterLayout Part(IEnumerable<int> blocks)
    {
        int start = 0;
        var part = new List<ParameterBlock>();
        foreach (int i in blocks)
        {
            part.Add(_blocks[i] with { Start = start });
            start += _blocks[i].Shape.Size;
        }
        return new(part);
    }

    /// <summary>True when the blocks are the same but for what is frozen.</summary>
    internal bool IsLike(ParameterLayout other) => Marked(_ => false).Equals(other.Marked(_ => false));

    private static IEnumerable<(int Start, int Length)> TrainedRanges(IEnumerable<ParameterBlock> blocks)
    {
        int start = 0, end = 0;
        foreach (var block in blocks)
        {
            if (block.Frozen)
            {
                if (end > start) yield return (start, end - start);
                start = block.Start + block.Shape.Size;
            }
            end = block.Start + block.Shape.Size;
        }
        if (end > start) yield return (start, end - start);
    }

    /// <inheritdoc/>
    public IEnumerator<ParameterBlock> GetEnumerator() => ((IEnumerable<ParameterBlock>)_blocks).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ParameterLayout? other) => other is not null && _blocks.SequenceEqual(other._blocks);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterLayout);

    /// <inheritdoc/>
    public override int GetHashCode() => _blocks.Aggregate(0, HashCode.Combine);
}
