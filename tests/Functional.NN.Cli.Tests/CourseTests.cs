using Functional.NN.Course;

namespace Functional.NN.Cli.Tests;

/// <summary><c>fnn course</c>, by a sample that takes no time.</summary>
public sealed class CourseTests : IDisposable
{
    private const string Quick = "ravine";

    private readonly Scratch _scratch = new();

    private string Folder => Path.Combine(_scratch.Path, "course");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Each_claim_is_a_line_with_its_verdict_and_the_page_has_every_picture()
    {
        var ran = Fnn.Run(["course", Quick, "--run", Folder]);
        var findings = CourseSamples.Named([Quick])[0].Show();
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.All(findings.Claims, claim => Assert.Contains($"  {claim.Verdict.Words(),-12}  {claim.Statement} {claim.Figure}", ran.Out, StringComparison.Ordinal));
        Assert.Equal(ran.Hash("course"), CourseRecord.Read(Path.Combine(Folder, "course.json")).Sha256);
        string page = File.ReadAllText(Path.Combine(Folder, "report.html"));
        Assert.Equal(findings.Exhibits.OfType<PictureExhibit>().Count(), page.Split("<svg ").Length - 1);
        Assert.All(findings.Exhibits, exhibit => Assert.Contains(exhibit.Title, page, StringComparison.Ordinal));
        Assert.DoesNotContain("http://", page.Replace("http://www.w3.org/", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_run_leaves_the_same_bytes_and_says_so()
    {
        Fnn.Run(["course", Quick, "--run", Folder]);
        string[] files = ["course.json", "report.html"];
        byte[][] first = [.. files.Select(file => File.ReadAllBytes(Path.Combine(Folder, file)))];
        string kept = _scratch.File("kept.json", first[0]);
        var ran = Fnn.Run(["course", Quick, "--run", Folder, "--check", kept]);
        Assert.Equal(0, ran.Code);
        Assert.EndsWith($"the same bits as {kept}\n", ran.Out.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(first, files.Select(file => File.ReadAllBytes(Path.Combine(Folder, file))));
    }

    [Fact]
    public void A_record_of_other_bits_is_told_from_it_by_exit_code_and_name()
    {
        var sample = CourseSamples.Named([Quick])[0];
        var record = SampleRecord.Of(sample, sample.Show());
        string kept = Path.Combine(_scratch.Path, "kept.json");
        new CourseRecord([record with { Claims = [record.Claims[0] with { Figure = "none" }, .. record.Claims.Skip(1)] }]).Write(kept);
        var ran = Fnn.Run(["course", Quick, "--run", Folder, "--check", kept]);
        Assert.Equal(ExitCode.CheckFailed, ran.Code);
        Assert.Contains($"differs: {record.Claims[0].Name}: ", ran.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_samples_are_listed_each_with_its_title()
    {
        var ran = Fnn.Run("course --list");
        Assert.All(CourseSamples.All, sample => Assert.Contains(sample.Title, ran.Out, StringComparison.Ordinal));
    }

    [Fact]
    public void A_misspelt_sample_is_named_with_the_nearest_one() => Fnn.Run("course ravin").IsRefused("\"ravin\"", "did you mean \"ravine\"?");

    [Fact]
    public void The_document_is_of_the_whole_course() => Fnn.Run(["course", Quick, "--docs", _scratch.Path]).IsRefused("--docs", "name no sample");

    [Fact]
    public void A_folder_that_is_a_file_is_named_before_anything_runs() => Fnn.Run(["course", "--run", _scratch.File("taken", "")]).IsRefused("taken", "a folder is wanted");

    [Fact]
    public void A_document_outside_the_repository_is_refused_before_anything_runs() => Fnn.Run(["course", "--docs", _scratch.Path]).IsRefused("lies in none");

    [Fact]
    public void A_record_that_is_not_there_is_named_before_anything_runs() => Fnn.Run(["course", "--check", Path.Combine(_scratch.Path, "none.json")]).IsRefused("none.json", "there is no such file");

    [Fact]
    public void An_interrupted_one_ends_with_130_and_writes_nothing()
    {
        using var interruption = new CancellationTokenSource();
        interruption.Cancel();
        Assert.Equal(ExitCode.Interrupted, Fnn.Run(["course", Quick, "--run", Folder], interruption.Token).Code);
        Assert.False(Directory.Exists(Folder));
    }
}
