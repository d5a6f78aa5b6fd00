namespace Functional.NN;

/// <summary>
/// What a layer puts before and after its signals: nothing (valid), as much as keeps ⌈n/stride⌉ cells (same), so much before that no cell sees a later one (causal), or a
/// given number of cells.
/// </summary>
/// <remarks>A number stands for that many cells on either side.</remarks>
public sealed record SignalPadding
{
    private SignalPadding(string? rule, int before, int after) => (Rule, Before, After) = (rule, before, after);

    /// <summary>No padding: the kernel stays inside the signal.</summary>
    public static SignalPadding Valid { get; } = new(null, 0, 0);

    /// <summary>So much that the output has ⌈n/stride⌉ cells; where the number is odd the extra cell is at the end.</summary>
    public static SignalPadding Same { get; } = new("same", 0, 0);

    /// <summary>dilation·(k − 1) cells before the signal, so that cell t of the output reads cells up to stride·t of the input and none after it.</summary>
    public static SignalPadding Causal { get; } = new("causal", 0, 0);

    /// <summary>A given number of cells before and after.</summary>
    /// <exception cref="ShapeException">One of them is negative.</exception>
    public static SignalPadding Of(int before, int after) => before >= 0 && after >= 0 ? new(null, before, after)
        : throw new ShapeException(Sentence.Of($"SignalPadding: padding cannot be negative, got {before} before and {after} after."));

    /// <summary>True for <see cref="Same"/>.</summary>
    public bool IsSame => Rule == Same.Rule;

    /// <summary>True for <see cref="Causal"/>.</summary>
    public bool IsCausal => Rule == Causal.Rule;

    /// <summary>The cells before a signal, unless they depend on it.</summary>
    public int Before { get; }

    /// <summary>The cells after a signal, unless they depend on it.</summary>
    public int After { get; }

    /// <summary>The rule by its name, if there is one.</summary>
    internal string? Rule { get; }

    /// <summary>So many cells on either side.</summary>
    public static implicit operator SignalPadding(int both) => Of(both, both);

    /// <summary>The padding of the signal as an image of one row.</summary>
    internal ImagePadding OfRow(int kernel, int dilation) =>
        IsSame ? ImagePadding.Same : IsCausal ? new Padding2D(0, 0, checked(dilation * (kernel - 1)), 0) : new Padding2D(0, 0, Before, After);

    /// <summary>The padding of a rule's name.</summary>
    internal static SignalPadding Named(string rule) => rule == Same.Rule ? Same : rule == Causal.Rule ? Causal : throw new FormatException();

    /// <inheritdoc/>
    public override string ToString() => Rule ?? (Before == 0 && After == 0 ? "valid" : Before == After ? Sentence.Of($"{Before}") : Sentence.Of($"before {Before}, after {After}"));
}
