namespace Functional.NN.Providers;

/// <summary>MathNet's provider with products by OpenBLAS, as it lies on the machine; everything else is MathNet's managed provider.</summary>
public sealed class OpenBlasLinearAlgebraProvider : ProductLinearAlgebraProvider
{
    private readonly OpenBlasBackend _backend;

    /// <summary>Loads the library where it is not loaded yet.</summary>
    /// <param name="options">threads and the like; by default one thread</param>
    /// <exception cref="BackendException">the library is missing or broken</exception>
    public OpenBlasLinearAlgebraProvider(OpenBlasOptions? options = null) : this(OpenBlasBackend.Load(options))
    {
    }

    /// <summary>The products of a loaded library.</summary>
    public OpenBlasLinearAlgebraProvider(OpenBlasBackend backend) => _backend = backend ?? throw new ArgumentNullException(nameof(backend));

    /// <inheritdoc/>
    public override string Description => _backend.Description;

    private protected override void Multiply<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int k, int n, bool accumulate) =>
        _backend.Multiply(a, transposeA, b, transposeB, c, m, k, n, accumulate);
}
