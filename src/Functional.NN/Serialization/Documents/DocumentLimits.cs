namespace Functional.NN;

/// <summary>How large a document may be, so that a broken one does not take the machine.</summary>
/// <param name="Bytes">the most bytes</param>
/// <param name="Values">the most values: texts, numbers, lists, objects …</param>
internal readonly record struct DocumentLimits(int Bytes, int Values)
{
    /// <summary>How deep lists and objects may lie in each other.</summary>
    public const int Depth = 64;

    /// <summary>Of what people write: 10 MB.</summary>
    public static DocumentLimits Written { get; } = new(10_000_000, 1_000_000);

    /// <summary>Of networks in model files, which may hold the initial values of large layers.</summary>
    public static DocumentLimits Network { get; } = new(100_000_000, 5_000_000);
}
