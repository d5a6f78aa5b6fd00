namespace Functional.NN.Tests.Kernels;

/// <summary>Where the reference vectors lie: tests/vectors of the folder that holds the solution.</summary>
internal static class VectorFiles
{
    /// <summary>The full path of one of them.</summary>
    public static string Path(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Functional.NN.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Functional.NN.sln.");
        return System.IO.Path.Combine(folder.FullName, "tests", "vectors", name);
    }
}
