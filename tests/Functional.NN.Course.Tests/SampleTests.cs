using System.Xml.Linq;
using Functional.NN.Tests;

namespace Functional.NN.Course.Tests;

/// <summary>What holds of every sample.</summary>
public class SampleTests
{
    public static TheoryData<string> Names => [.. CourseSamples.All.Select(sample => sample.Name)];

    [Fact]
    public void Every_sample_that_is_written_is_in_the_list_once_and_has_a_name_of_its_own()
    {
        var written = typeof(Sample).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Sample)) && !type.IsAbstract);
        Assert.Equal(written.Select(type => type.Name).Order(), CourseSamples.All.Select(sample => sample.GetType().Name).Order());
        Assert.Distinct(CourseSamples.All.Select(sample => sample.Name));
    }

    [Theory, MemberData(nameof(Names))]
    public void It_claims_something_by_numbers_and_says_so_in_a_sentence_and_has_something_to_see(string name)
    {
        var findings = Shown.Of(name);
        Assert.NotEmpty(findings.Claims);
        Assert.NotEmpty(findings.Exhibits);
        Assert.All(findings.Claims, claim =>
        {
            Assert.StartsWith(name + ".", claim.Name, StringComparison.Ordinal);
            Assert.EndsWith(".", claim.Statement, StringComparison.Ordinal);
            Assert.Matches("[0-9]", claim.Figure);
            Assert.NotEmpty(claim.Numbers);
            Assert.Distinct(claim.Numbers.Select(number => number.Name));
        });
        Assert.Distinct(findings.Claims.Select(claim => claim.Name));
        Assert.All(findings.Exhibits.OfType<TableExhibit>(), table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Length)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Its_pictures_lie_on_their_paper_and_no_word_on_another(string name) =>
        Assert.All(Shown.Of(name).Exhibits.OfType<PictureExhibit>(), picture => Assert.Empty(DrawnText.Faults(XDocument.Parse(picture.Svg).Root!)));
}
