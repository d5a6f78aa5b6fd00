using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary>The catalogue in the README and in docs is the library's.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void Everything_of_a_kind_stands_in_a_section() => Assert.Empty(Catalogue.Missing);

    [Fact]
    public void The_table_in_the_README_is_made_from_the_code()
    {
        string readme = File.ReadAllText(Repository.File("README.md"));
        Assert.Equal(Catalogue.InReadme(readme), readme);
    }

    [Fact]
    public void The_page_in_docs_is_made_from_the_code() => Assert.Equal(Catalogue.Page(), File.ReadAllText(Repository.File("docs", "catalogue.md")));
}
