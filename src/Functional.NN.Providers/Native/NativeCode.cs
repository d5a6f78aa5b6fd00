using System.Runtime.InteropServices;

namespace Functional.NN.Providers;

/// <summary>A native library that was found and loaded.</summary>
/// <param name="Product">what it is</param>
/// <param name="Handle">the runtime's handle of it</param>
/// <param name="Name">the path or name by which it was found</param>
internal sealed record NativeCode(NativeProduct Product, nint Handle, string Name)
{
    /// <summary>The first of the candidates that can be loaded: those of the environment variable where it is set, else the known names.</summary>
    /// <exception cref="BackendException">none can; the sentence names all that was tried and what would help</exception>
    public static NativeCode Load(NativeProduct product)
    {
        string? told = Environment.GetEnvironmentVariable(product.Variable);
        string[] candidates = string.IsNullOrEmpty(told) ? product.Names : Directory.Exists(told) ? [.. product.Names.Select(name => Path.Combine(told, name))] : [told];
        var tried = new List<string>();
        foreach (string candidate in candidates)
        {
            if (Path.IsPathRooted(candidate) && !File.Exists(candidate)) tried.Add($"{candidate} (not there)");
            else if (TryLoad(candidate, out nint handle, out string why)) return new NativeCode(product, handle, candidate);
            else tried.Add($"{candidate} ({why})");
        }
        string from = string.IsNullOrEmpty(told) ? "" : $" as {product.Variable} says";
        throw new BackendException($"{product.Product} was not loaded; tried{from} {string.Join(", ", tried)}. Install it: {product.Install}; or set {product.Variable} to its file or folder.");
    }

    /// <summary>The address of a function.</summary>
    /// <exception cref="BackendException">the library has no such function, so it is not what its name says</exception>
    public nint Function(string name) => NativeLibrary.TryGetExport(Handle, name, out nint address) ? address
        : throw new BackendException($"{Name} is not {Product.Product}, or an incomplete one: it has no function {name}. Set {Product.Variable} to the right file, or install it: {Product.Install}.");

    /// <summary>Loads a library, or says in a few words why that failed.</summary>
    public static bool TryLoad(string name, out nint handle, out string why)
    {
        (handle, why) = (0, "");
        try
        {
            handle = NativeLibrary.Load(name);
            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or FileLoadException)
        {
            why = Reason(name, e.Message);
            return false;
        }
    }

    // The runtime's message lists every place on a line of its own; the first of them tells of the name itself.
    private static string Reason(string name, string message)
    {
        string[] lines = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string first = lines.FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.Ordinal)) is { } own ? own[(name.Length + 1)..].Trim() : lines[^1];
        return first.Contains("No such file", StringComparison.Ordinal) || first.Contains("0x8007007E", StringComparison.Ordinal) ? "not found" : first;
    }
}
