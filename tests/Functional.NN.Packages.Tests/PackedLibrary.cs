using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace Functional.NN.Packages.Tests;

/// <summary>The core as <c>dotnet pack</c> makes it, in a folder of its own and under a version that nobody can have cached.</summary>
public sealed class PackedLibrary : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly string _nuspec;

    /// <summary>Packs it; the outputs of the build go to the folder as well, so that a build of the same tree at the same time is not disturbed.</summary>
    public PackedLibrary()
    {
        Folder = Directory.CreateTempSubdirectory("functional-nn-").FullName;
        Version = $"0.1.0-test.{DateTime.UtcNow.Ticks}";
        string root = typeof(PackedLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        DotNet.Run(root, Nothing, "pack", Path.Combine(root, "src", "Functional.NN", "Functional.NN.csproj"), "-c", "Release", "-o", Packages, "--artifacts-path", Path.Combine(Folder, "artifacts"),
            $"-p:Version={Version}", "-p:UseSharedCompilation=false", "-nodeReuse:false");
        using var zip = ZipFile.OpenRead(Nupkg);
        Files = [.. zip.Entries.Select(entry => entry.FullName)];
        using var reader = new StreamReader(zip.GetEntry("Functional.NN.nuspec")!.Open());
        _nuspec = reader.ReadToEnd();
    }

    /// <summary>Everything is below this folder, which goes away at the end.</summary>
    public string Folder { get; }

    /// <summary>The version, which is new in every run.</summary>
    public string Version { get; }

    /// <summary>Where the packages lie.</summary>
    public string Packages => Path.Combine(Folder, "packages");

    /// <summary>The package.</summary>
    public string Nupkg => Path.Combine(Packages, $"Functional.NN.{Version}.nupkg");

    /// <summary>The symbols beside it.</summary>
    public string Snupkg => Path.ChangeExtension(Nupkg, ".snupkg");

    /// <summary>The names of the files in the package.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>What the package says about itself.</summary>
    public XElement Metadata => XDocument.Parse(_nuspec).Root!.Elements().Single(e => e.Name.LocalName == "metadata");

    /// <summary>One thing it says; empty when it does not say it.</summary>
    public string Says(string name) => Metadata.Elements().SingleOrDefault(e => e.Name.LocalName == name)?.Value ?? "";

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>The tests that share one packing.</summary>
[CollectionDefinition(Name)]
public sealed class PackedOnce : ICollectionFixture<PackedLibrary>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "packed once";
}
