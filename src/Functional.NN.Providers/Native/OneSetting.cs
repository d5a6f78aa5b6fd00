namespace Functional.NN.Providers;

/// <summary>A native library with settings that hold for the whole process: it is loaded once, and later callers want the same or are refused.</summary>
internal sealed class OneSetting<TOptions, TBackend>(string product, Func<TOptions, TBackend> load)
    where TOptions : class where TBackend : Backend
{
    private readonly Lock _lock = new();
    private (TOptions Options, TBackend Backend)? _loaded;

    /// <summary>The library as it was loaded, or loaded now.</summary>
    public TBackend Load(TOptions options)
    {
        lock (_lock)
        {
            _loaded ??= (options, load(options));
            return _loaded.Value.Options.Equals(options) ? _loaded.Value.Backend
                : throw new BackendException($"{product} is in use with {_loaded.Value.Options}, asked for with {options}; one process has one setting.");
        }
    }

    /// <summary>The same, with the reason where it cannot be.</summary>
    public TBackend? TryLoad(TOptions options, out string? reason)
    {
        try
        {
            reason = null;
            return Load(options);
        }
        catch (BackendException e)
        {
            reason = e.Message;
            return null;
        }
    }
}
