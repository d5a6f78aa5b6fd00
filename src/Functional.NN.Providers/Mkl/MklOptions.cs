namespace Functional.NN.Providers;

/// <summary>How MKL shares work among threads.</summary>
public enum MklThreading
{
    /// <summary>It does not; nothing else is needed.</summary>
    Sequential,

    /// <summary>By GNU OpenMP, which needs libgomp.</summary>
    Gnu,
}

/// <summary>Which of its code MKL uses, where results are to be reproducible (its "conditional numerical reproducibility").</summary>
public enum MklBranch
{
    /// <summary>The best for the processor, reproducible from run to run on one machine.</summary>
    Auto = 2,

    /// <summary>The same on all processors, and slow.</summary>
    Compatible = 3,

    /// <summary>AVX2, the same on all Intel processors that have it; refused on others.</summary>
    Avx2 = 10,

    /// <summary>AVX-512, the same on all Intel processors that have it; refused on others.</summary>
    Avx512 = 12,
}

/// <summary>The settings of MKL, which hold for the whole process.</summary>
/// <param name="Threading">how work is shared among threads</param>
/// <param name="Threads">how many there are; more than 1 needs <see cref="MklThreading.Gnu"/></param>
/// <param name="Branch">which code is used</param>
public sealed record MklOptions(MklThreading Threading = MklThreading.Sequential, int Threads = 1, MklBranch Branch = MklBranch.Auto)
{
    /// <summary>How work is shared among threads.</summary>
    public MklThreading Threading { get; init => field = Known(value, "the threading"); } = Known(Threading, "the threading");

    /// <summary>How many threads there are, from 1 on.</summary>
    public int Threads { get; init => field = NativeThreads.Checked(value, nameof(MklOptions)); } = NativeThreads.Checked(Threads, nameof(MklOptions));

    /// <summary>Which code is used.</summary>
    public MklBranch Branch { get; init => field = Known(value, "the branch"); } = Known(Branch, "the branch");

    /// <summary>For one thread sequential, for more by GNU OpenMP.</summary>
    public static MklOptions WithThreads(int threads) => new(threads == 1 ? MklThreading.Sequential : MklThreading.Gnu, threads);

    /// <summary>The same with other settings; what is not named stays.</summary>
    public MklOptions With(MklThreading? threading = null, int? threads = null, MklBranch? branch = null) =>
        this with { Threading = threading ?? Threading, Threads = threads ?? Threads, Branch = branch ?? Branch };

    private static T Known<T>(T value, string what) where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new NNException($"MklOptions: {what} must be one of {string.Join(", ", Enum.GetNames<T>())}, got {value}.");

    /// <summary>The name with its settings.</summary>
    public override string ToString() => Sentence.Of($"MklOptions({Threading}, {Threads}, {Branch})");
}
