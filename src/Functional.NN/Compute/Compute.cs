namespace Functional.NN;

/// <summary>How numbers are computed, not what: by which backend, and on how many threads.</summary>
/// <remarks>
/// With <see cref="Functional.NN.Backend.Managed"/> it cannot change a bit of any result, so it is no part of an experiment; with another backend the results
/// are the same from run to run on one machine with one number of threads.
/// </remarks>
/// <param name="Backend">what computes matrix products</param>
/// <param name="Threads">how many threads work, the caller's among them</param>
public sealed record Compute(Backend Backend, int Threads)
{
    /// <summary>The built-in engine on as many threads as the process has processors.</summary>
    public static Compute Default => new(Backend.Managed, Environment.ProcessorCount);

    /// <summary>What computes matrix products.</summary>
    public Backend Backend { get; init => field = Chosen(value); } = Chosen(Backend);

    /// <summary>How many threads work, the caller's among them, from 1 on.</summary>
    public int Threads { get; init => field = AtLeastOne(value); } = AtLeastOne(Threads);

    /// <summary>How many threads the engine's own work is shared among: one beside a native backend, which has its own.</summary>
    internal int Workers => Backend == Backend.Managed ? Threads : 1;

    /// <summary>The same with another backend or another number of threads; what is not named stays.</summary>
    public Compute With(Backend? backend = null, int? threads = null) => this with { Backend = backend ?? Backend, Threads = threads ?? Threads };

    private static Backend Chosen(Backend backend) => backend ?? throw new NNException("Compute: a backend is wanted, got null. Backend.Managed is the built-in one.");

    private static int AtLeastOne(int threads) => threads >= 1 ? threads : throw new NNException(Sentence.Of($"Compute: the threads must be 1 or more, got {threads}."));

    /// <summary>The backend's name and the threads, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Compute({Backend.Name}, {Threads})");
}
