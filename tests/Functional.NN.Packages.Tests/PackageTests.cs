using System.IO.Compression;

namespace Functional.NN.Packages.Tests;

/// <summary>What somebody gets who takes the core from a package feed.</summary>
[Collection(PackedOnce.Name)]
public class PackageTests(PackedLibrary packed)
{
    [Fact]
    public void It_says_its_name_and_version()
    {
        Assert.Equal("Functional.NN", packed.Says("id"));
        Assert.Equal(packed.Version, packed.Says("version"));
    }

    [Fact]
    public void Its_license_is_MIT()
    {
        Assert.Equal("MIT", packed.Says("license"));
        Assert.Equal("expression", packed.Metadata.Elements().Single(e => e.Name.LocalName == "license").Attribute("type")!.Value);
    }

    [Fact]
    public void It_describes_itself()
    {
        Assert.Contains("neural-network", packed.Says("description"), StringComparison.Ordinal);
        Assert.Contains("autodiff", packed.Says("tags").Split(' '));
        Assert.NotEqual("", packed.Says("authors"));
    }

    [Fact]
    public void It_brings_its_README()
    {
        Assert.Equal("README.md", packed.Says("readme"));
        Assert.Contains("README.md", packed.Files);
    }

    [Fact]
    public void It_brings_the_library_for_this_framework_with_its_documentation_and_nothing_else() =>
        Assert.Equal(["lib/net10.0/Functional.NN.dll", "lib/net10.0/Functional.NN.xml"], packed.Files.Where(f => f.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void It_depends_on_MathNet_Numerics_and_nothing_else()
    {
        var dependencies = packed.Metadata.Descendants().Where(e => e.Name.LocalName == "dependency").ToList();
        Assert.Equal("MathNet.Numerics", Assert.Single(dependencies).Attribute("id")!.Value);
    }

    [Fact]
    public void Its_symbols_lie_beside_it()
    {
        using var symbols = ZipFile.OpenRead(packed.Snupkg);
        Assert.Contains("lib/net10.0/Functional.NN.pdb", symbols.Entries.Select(e => e.FullName));
    }
}
