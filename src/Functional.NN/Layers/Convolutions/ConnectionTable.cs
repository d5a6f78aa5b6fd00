using System.Collections;
using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Which input channels each output channel of a convolution sees: one list of channels, ascending, for every output channel.</summary>
/// <remarks>A value: compared by its lists.</remarks>
public sealed class ConnectionTable : IReadOnlyList<ImmutableArray<int>>, IEquatable<ConnectionTable>
{
    private readonly ImmutableArray<ImmutableArray<int>> _inputs;

    /// <summary>A table from the input channels of every output channel.</summary>
    /// <exception cref="NNException">There is no output channel, one without inputs, or one whose inputs are not ascending numbers from 0 on.</exception>
    public ConnectionTable(IEnumerable<IEnumerable<int>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        _inputs = [.. inputs.Select(channels => channels.ToImmutableArray())];
        if (_inputs.IsEmpty) throw new NNException("ConnectionTable: there must be one output channel or more.");
        for (int output = 0; output < _inputs.Length; output++)
            if (_inputs[output] is var channels && (channels.IsEmpty || channels[0] < 0 || channels.Zip(channels.Skip(1)).Any(pair => pair.First >= pair.Second)))
                throw new NNException(Sentence.Of($"ConnectionTable: the inputs of output channel {output} must be ascending channels from 0 on, one or more; got {string.Join(", ", channels)}."));
        Connections = _inputs.Sum(channels => channels.Length);
        LeastInputs = 1 + _inputs.Max(channels => channels[^1]);
    }

    /// <summary>Table I of LeCun, Bottou, Bengio and Haffner 1998: how the 16 maps of C3 see the 6 of S2. Six see three neighbours, six four neighbours, three four others, and the last sees all.</summary>
    public static ConnectionTable LeNet5 { get; } = new(
    [
        [0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [0, 4, 5], [0, 1, 5],
        [0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [0, 3, 4, 5], [0, 1, 4, 5], [0, 1, 2, 5],
        [0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5],
        [0, 1, 2, 3, 4, 5],
    ]);

    /// <summary>The number of output channels.</summary>
    public int Count => _inputs.Length;

    /// <summary>How many pairs of channels are connected.</summary>
    public int Connections { get; }

    /// <summary>How many input channels there must be: one more than the largest that is named.</summary>
    public int LeastInputs { get; }

    /// <summary>The input channels of an output channel, ascending.</summary>
    public ImmutableArray<int> this[int output] => _inputs[output];

    /// <inheritdoc/>
    public IEnumerator<ImmutableArray<int>> GetEnumerator() => ((IEnumerable<ImmutableArray<int>>)_inputs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(ConnectionTable? other) => other is not null && Count == other.Count && _inputs.Zip(other._inputs).All(pair => pair.First.SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConnectionTable);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, Connections, LeastInputs);

    /// <summary>The sizes of the table.</summary>
    public override string ToString() => Sentence.Of($"{Connections} connections to {Count} channels");
}
