namespace Functional.NN.Providers;

/// <summary>Products by Intel MKL straight from <c>libmkl_rt</c>: threads as told and no fewer, and code that gives the same results from run to run on one machine.</summary>
/// <remarks>
/// It is looked for in <c>$FNN_MKL_PATH</c> (a file or a folder) and then by its names (Debian: libmkl-rt; oneAPI: libmkl_rt.so.2, mkl_rt.2.dll).
/// The settings hold for the whole process, so the first caller decides. A sum's order is MKL's own: its results differ from the built-in engine's in the last bits.
/// </remarks>
public sealed class MklBackend : Backend
{
    private static readonly OneSetting<MklOptions, MklBackend> Process = new("Intel MKL", options => new MklBackend(options));

    private readonly CBlas _blas;

    private MklBackend(MklOptions options)
    {
        var code = NativeCode.Load(NativeProduct.Mkl);
        var service = new MklService(code);
        _blas = new CBlas(code);
        MklParts.Check(service.File, options.Threading);
        SetUp(service, options);
        (Options, File, Branch, Version, CodePath) = (options, service.File, service.Branch, service.VersionText, service.CodePath);
        Description = Sentence.Of($"{Version} from {File}; {Text(options.Threading)}, {NativeThreads.Text(service.Threads)}; branch {Branch}, code for {CodePath}");
    }

    /// <inheritdoc/>
    public override string Name => "mkl";

    /// <inheritdoc/>
    public override string Description { get; }

    /// <summary>What was asked for.</summary>
    public MklOptions Options { get; }

    /// <summary>The branch that MKL says is set.</summary>
    public MklBranch Branch { get; }

    /// <summary>What MKL calls itself.</summary>
    public string Version { get; }

    /// <summary>The processors whose code it says it uses.</summary>
    public string CodePath { get; }

    /// <summary>The file it was loaded from, as far as the system says.</summary>
    internal string File { get; }

    /// <summary>MKL, loaded and set up.</summary>
    /// <param name="options">the settings; by default sequential and reproducible</param>
    /// <exception cref="BackendException">it is missing, broken, refuses a setting, or is in use with others</exception>
    public static MklBackend Load(MklOptions? options = null) => Process.Load(options ?? new MklOptions());

    /// <summary>MKL, or nothing and the reason.</summary>
    /// <param name="reason">why it cannot be had, in one line; none where it can</param>
    /// <param name="options">the settings; by default sequential and reproducible</param>
    public static MklBackend? TryLoad(out string? reason, MklOptions? options = null) => Process.TryLoad(options ?? new MklOptions(), out reason);

    internal override void Product<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int k, int n, bool accumulate) =>
        _blas.Multiply(a, transposeA, b, transposeB, c, m, k, n, accumulate);

    // The order matters: MKL takes its layers and its branch only before it is first used.
    private static void SetUp(MklService service, MklOptions options)
    {
        if (options is { Threading: MklThreading.Sequential, Threads: > 1 })
            throw new BackendException(Sentence.Of($"Intel MKL: {NativeThreads.Text(options.Threads)} need MklThreading.Gnu; sequential is one. MklOptions.WithThreads({options.Threads}) says both."));
        if (!service.SetInterface()) throw new BackendException("Intel MKL: it is in use with sizes of 64 bits in this process; the products need 32. Take MKL_INTERFACE_LAYER out of the environment.");
        if (!service.SetThreading(options.Threading)) throw new BackendException($"Intel MKL: it is in use with another threading in this process than {Text(options.Threading)}.");
        if (!service.SetBranch(options.Branch) || service.Branch != options.Branch)
            throw new BackendException($"Intel MKL: the branch {options.Branch} is refused on this processor, or MKL was used before it was set; MklBranch.Auto and MklBranch.Compatible are for every processor.");
        service.SetThreads(options.Threads);
    }

    private static string Text(MklThreading threading) => threading == MklThreading.Sequential ? "sequential" : "GNU OpenMP";
}
