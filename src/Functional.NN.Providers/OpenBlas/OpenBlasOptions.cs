namespace Functional.NN.Providers;

/// <summary>The settings of OpenBLAS, which hold for the whole process.</summary>
/// <param name="Threads">how many threads it uses</param>
public sealed record OpenBlasOptions(int Threads = 1)
{
    /// <summary>How many threads it uses, from 1 on.</summary>
    public int Threads { get; init => field = NativeThreads.Checked(value, nameof(OpenBlasOptions)); } = NativeThreads.Checked(Threads, nameof(OpenBlasOptions));

    /// <summary>The name with its settings.</summary>
    public override string ToString() => Sentence.Of($"OpenBlasOptions({Threads})");
}
