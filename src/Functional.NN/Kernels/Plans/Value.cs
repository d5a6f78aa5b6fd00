namespace Functional.NN.Kernels;

/// <summary>Which memory something lies in; a plan knows where each begins only when it runs.</summary>
internal enum Place : byte
{
    /// <summary>The plan's constants.</summary>
    Constants,

    /// <summary>What a whole batch is kept in from one phase to another.</summary>
    Batch,

    /// <summary>Memory of one worker, used again for every chunk.</summary>
    Scratch,

    /// <summary>θ.</summary>
    Parameters,

    /// <summary>The network's state.</summary>
    State,
}

/// <summary>Where something lies: elements from the beginning of a place, and how far on for each chunk of samples.</summary>
internal readonly record struct Address(Place Place, long Offset, long PerChunk = 0);

/// <summary>Numbers a plan computes or is given, and how they lie: row-major, or in blocks of sixteen samples in the lanes, [block][channel][y][x][16].</summary>
internal sealed class Value(Shape shape, bool cut, bool blocked = false)
{
    public Shape Shape { get; } = shape;

    /// <summary>True when the samples lie one after another (or block after block) and may be computed some at a time.</summary>
    public bool Cut { get; } = cut;

    public bool Blocked { get; } = blocked;

    public Address Address { get; set; }

    /// <summary>True when the place is given from outside: θ, state, constants.</summary>
    public bool Given { get; init; }

    /// <summary>The phase that computes it, the last that reads it, and whether it is read after the plan has run.</summary>
    public int FirstPhase { get; set; } = -1;

    /// <inheritdoc cref="FirstPhase"/>
    public int LastPhase { get; set; } = -1;

    /// <inheritdoc cref="FirstPhase"/>
    public bool IsResult { get; set; }

    /// <summary>The values that lie one after another in this one, where it is nothing but them.</summary>
    public Value[] Parts { get; set; } = [];

    /// <summary>The value this one is a part of, and how many elements lie before it there.</summary>
    public (Value Whole, long Before)? Within { get; set; }

    /// <summary>True when sums over the samples read it, so that lanes without a sample must be zero.</summary>
    public bool SummedOverSamples { get; set; }

    /// <summary>How many elements some samples take.</summary>
    public long Elements(int samples, int of) => Blocked ? (long)SampleBlocks<float>.Count(samples) * SampleBlocks<float>.Samples * (Shape.Size / Shape[0]) : Cut ? (long)Shape.Size / of * samples : Shape.Size;
}

/// <summary>A value read under a shape.</summary>
internal readonly record struct Operand(Value Value, Shape Shape);
