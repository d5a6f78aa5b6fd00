using System.Security.Cryptography;
using Functional.NN.Tests;

namespace Functional.NN.Course.Tests;

/// <summary>docs/course.md is what the outline and the record make of it, and the record is what the samples give.</summary>
public class DocumentTests
{
    private static readonly CourseRecord Kept = CourseRecord.Read(Repository.File("docs", CourseFiles.Record));

    public static TheoryData<string> Names => SampleTests.Names;

    [Theory, MemberData(nameof(Names))]
    public void A_sample_gives_every_bit_that_the_document_tells(string name)
    {
        CourseRecord now = new([SampleRecord.Of(CourseSamples.All.Single(sample => sample.Name == name), Shown.Of(name))]);
        Assert.Empty(RecordDifference.Of(now, Kept));
    }

    [Fact]
    public void The_document_is_current_and_every_link_of_its_statements_leads_somewhere()
    {
        string folder = Repository.File("docs");
        string made = CourseDocument.Of(folder, Kept);
        Assert.Equal(made, File.ReadAllText(Path.Combine(folder, CourseFiles.Document)));
        Assert.All(System.Text.RegularExpressions.Regex.Matches(made, @"\]\(([^)#]+)\)").Select(match => match.Groups[1].Value).Where(link => !link.StartsWith("http", StringComparison.Ordinal)),
            link => Assert.True(Path.Exists(Path.Combine(folder, link)), link));
    }

    [Fact]
    public void Its_pictures_are_those_of_the_record()
    {
        foreach (var (sample, number) in CourseDocument.Pictures(Repository.File("docs")))
        {
            byte[] file = File.ReadAllBytes(Repository.File("docs", CourseDocument.PictureFile(sample, number)));
            Assert.Equal(Kept.Samples.Single(one => one.Name == sample).Exhibits[number - 1].Sha256, Convert.ToHexStringLower(SHA256.HashData(file)));
        }
    }

    [Fact]
    public void The_record_is_of_all_samples_in_their_order() => Assert.Equal(CourseSamples.All.Select(sample => sample.Name), Kept.Samples.Select(sample => sample.Name));

    [Fact]
    public void A_claim_that_the_outline_leaves_out_is_named()
    {
        var more = Kept.Samples[0] with { Claims = [.. Kept.Samples[0].Claims, Kept.Samples[0].Claims[0] with { Name = "untold.claim" }] };
        var error = Assert.Throws<DataException>(() => CourseDocument.Of(Repository.File("docs"), new([more, .. Kept.Samples.Skip(1)])));
        Assert.Contains("leaves out untold.claim", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_outside_the_repository_is_refused_in_a_sentence() =>
        Assert.Contains("this folder lies in none", Assert.Throws<DataException>(() => CourseDocument.Of(Path.GetTempPath(), Kept)).Message, StringComparison.Ordinal);
}
