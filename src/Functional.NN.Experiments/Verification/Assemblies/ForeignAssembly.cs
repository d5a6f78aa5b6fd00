using System.Reflection;
using System.Runtime.Loader;

namespace Functional.NN.Experiments.Verification;

/// <summary>Somebody's assembly with what lies beside it; this library and what it shows of others are the ones that are loaded already.</summary>
internal sealed class ForeignAssembly : AssemblyLoadContext
{
    private static readonly Dictionary<string, Assembly> Shared = new[] { typeof(Network).Assembly, typeof(MathNet.Numerics.LinearAlgebra.Matrix<>).Assembly }.ToDictionary(assembly => assembly.GetName().Name!);

    private readonly string _folder;
    private readonly AssemblyDependencyResolver? _resolver;

    private ForeignAssembly(string path) : base(Path.GetFileNameWithoutExtension(path))
    {
        _folder = Path.GetDirectoryName(path)!;
        try
        {
            _resolver = new AssemblyDependencyResolver(path);
        }
        catch (InvalidOperationException)
        {
            _resolver = null;   // its .deps.json is damaged; what lies beside it is found without
        }
    }

    /// <summary>The assembly in a file.</summary>
    /// <exception cref="NNException">There is no such file, or it is no assembly.</exception>
    public static Assembly Load(string path)
    {
        Refuse(path);
        string whole = Path.GetFullPath(path);
        try
        {
            return new ForeignAssembly(whole).LoadFromAssemblyPath(whole);
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException)
        {
            throw new NNException($"{path}: the assembly cannot be loaded ({GradientOutcome.Sentence(e)}).", e);
        }
    }

    /// <summary>Nothing, where a file is an assembly; it is not loaded.</summary>
    /// <exception cref="NNException">There is no such file, or it is no assembly.</exception>
    public static void Refuse(string path)
    {
        if (Directory.Exists(path)) throw new NNException($"{path}: this is a folder; name an assembly, such as {Path.Combine(path, "MyLayers.dll")}.");
        if (!File.Exists(path)) throw new NNException($"{path}: there is no such file.");
        try
        {
            AssemblyName.GetAssemblyName(path);
        }
        catch (BadImageFormatException e)
        {
            throw new NNException($"{path}: this is no .NET assembly; name the .dll that a build makes.", e);
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (Shared.TryGetValue(assemblyName.Name!, out var shared)) return shared;
        string beside = Path.Combine(_folder, assemblyName.Name + ".dll");
        string? path = _resolver?.ResolveAssemblyToPath(assemblyName) ?? (File.Exists(beside) ? beside : null);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver?.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}
