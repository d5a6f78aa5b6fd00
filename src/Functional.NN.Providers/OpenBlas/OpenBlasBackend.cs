namespace Functional.NN.Providers;

/// <summary>Products by OpenBLAS: the threads as told, and on AMD's processors with AVX-512 the code that uses it.</summary>
/// <remarks>
/// It is looked for in <c>$FNN_OPENBLAS_PATH</c> (a file or a folder) and then by its names (Debian: libopenblas0-pthread). The settings hold for the whole process, so
/// the first caller decides. Where it takes a processor with AVX-512 for an older one, it is loaded again with <c>OPENBLAS_CORETYPE=SkylakeX</c>, unless the variable is set already.
/// </remarks>
public sealed class OpenBlasBackend : Backend
{
    private static readonly OneSetting<OpenBlasOptions, OpenBlasBackend> Process = new("OpenBLAS", options => new OpenBlasBackend(options));

    private readonly CBlas _blas;

    private unsafe OpenBlasBackend(OpenBlasOptions options)
    {
        var (code, why) = CoreType.Load();
        nint config = code.Function("openblas_get_config");
        var setThreads = (delegate* unmanaged<int, void>)code.Function("openblas_set_num_threads");
        var threads = (delegate* unmanaged<int>)code.Function("openblas_get_num_threads");
        _blas = new CBlas(code);
        (Options, Version, CoreName) = (options, CBlas.Text(config), CoreType.Of(code));
        if (Version.Contains("USE64BITINT", StringComparison.Ordinal))
            throw new BackendException($"OpenBLAS: {code.Name} has sizes of 64 bits; the products need the build with 32. Install it: {code.Product.Install}.");
        setThreads(options.Threads);
        Description = Sentence.Of($"{Version} from {ProcessSymbols.FileOf(config) ?? code.Name}; {NativeThreads.Text(threads())}; code for {CoreName}{why}");
    }

    /// <inheritdoc/>
    public override string Name => "openblas";

    /// <inheritdoc/>
    public override string Description { get; }

    /// <summary>What was asked for.</summary>
    public OpenBlasOptions Options { get; }

    /// <summary>Its version and how it was built, as it says itself.</summary>
    public string Version { get; }

    /// <summary>The processor whose code it uses.</summary>
    public string CoreName { get; }

    /// <summary>OpenBLAS, loaded and set up.</summary>
    /// <param name="options">the settings; by default one thread</param>
    /// <exception cref="BackendException">it is missing, broken, or in use with other settings</exception>
    public static OpenBlasBackend Load(OpenBlasOptions? options = null) => Process.Load(options ?? new OpenBlasOptions());

    /// <summary>OpenBLAS, or nothing and the reason.</summary>
    /// <param name="reason">why it cannot be had, in one line; none where it can</param>
    /// <param name="options">the settings; by default one thread</param>
    public static OpenBlasBackend? TryLoad(out string? reason, OpenBlasOptions? options = null) => Process.TryLoad(options ?? new OpenBlasOptions(), out reason);

    internal override void Product<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int k, int n, bool accumulate) =>
        _blas.Multiply(a, transposeA, b, transposeB, c, m, k, n, accumulate);
}
