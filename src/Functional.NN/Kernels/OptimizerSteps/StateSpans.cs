using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>The same range of each vector of an optimizer's state, in the order of its names; what an optimizer does not have is empty.</summary>
internal readonly ref struct StateSpans<T>(Span<T> first = default, Span<T> second = default, Span<T> third = default, Span<T> fourth = default)
{
    /// <summary>How many vectors there can be.</summary>
    public const int Most = 4;

    public Span<T> First { get; } = first;

    public Span<T> Second { get; } = second;

    public Span<T> Third { get; } = third;

    public Span<T> Fourth { get; } = fourth;

    /// <summary>A part of each.</summary>
    public StateSpans<T> Slice(int start, int length) => new(Slice(First, start, length), Slice(Second, start, length), Slice(Third, start, length), Slice(Fourth, start, length));

    /// <summary>So many vectors must have this length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Require(int vectors, int length)
    {
        bool fit = (vectors < 1 || First.Length == length) && (vectors < 2 || Second.Length == length) && (vectors < 3 || Third.Length == length) && (vectors < 4 || Fourth.Length == length);
        if (!fit) throw new ArgumentException("The vectors of the state must have the length of θ.", nameof(length));
    }

    private static Span<T> Slice(Span<T> span, int start, int length) => span.IsEmpty ? span : span.Slice(start, length);
}
