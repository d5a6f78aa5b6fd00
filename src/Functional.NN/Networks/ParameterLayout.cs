using System.Collections;
using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A block of θ: where in the network it belongs, and where in the vector it lies.</summary>
/// <param name="Path">such as <c>conv1.weight</c></param>
/// <param name="Shape">its shape</param>
/// <param name="Start">its first place in the flat vector</param>
/// <param name="Role">what it is to its layer</param>
public sealed record ParameterBlock(string Path, Shape Shape, int Start, ParameterRole Role);

/// <summary>How θ lies in one flat vector: the blocks in the order of the layers, without gaps.</summary>
public sealed class ParameterLayout : IReadOnlyList<ParameterBlock>, IEquatable<ParameterLayout>
{
    private readonly ImmutableArray<ParameterBlock> _blocks;
    private readonly Dictionary<string, ParameterBlock> _byPath;

    internal ParameterLayout(IEnumerable<ParameterBlock> blocks)
    {
        _blocks = [.. blocks];
        _byPath = _blocks.ToDictionary(block => block.Path);
    }

    /// <summary>The number of numbers in θ.</summary>
    public int Size => _blocks.Sum(block => block.Shape.Size);

    /// <summary>The number of blocks.</summary>
    public int Count => _blocks.Length;

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
            if (known is not null) continue;
            if (spec.Shared) shared.Add(spec.Name);
            if ((long)start + spec.Shape.Size > Array.MaxLength) throw new ShapeException($"Network: up to the block \"{spec.Name}\" θ would have more numbers than one vector can hold ({Array.MaxLength}). Make the layers smaller.");
            blocks.Add(new ParameterBlock(spec.Name, spec.Shape, start, spec.Role));
            start += spec.Shape.Size;
        }
        return new ParameterLayout(blocks);
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
