using System.Text.Json;
using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary><c>fnn data</c>: what is there, whether it is right, what it looks like.</summary>
public sealed class DataTests
{
    [Fact]
    public void Data_alone_lists_every_set_and_where_was_looked()
    {
        using var scratch = new Scratch();
        var ran = Fnn.Run(["data", "--data-dir", scratch.Path]);
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        foreach (string name in Experiments.NamedData<float>.All.Names.Append("nist")) Assert.Contains($"│ {name} ", ran.Out, StringComparison.Ordinal);
        Assert.Contains($"looked in: {scratch.Path} (given), ", ran.Out, StringComparison.Ordinal);
        Assert.Equal(ran, Fnn.Run(["data", "list", "--data-dir", scratch.Path]));
    }

    [Fact]
    public void A_wrong_file_is_named_and_its_check_ends_with_1()
    {
        using var scratch = FakeMnist();
        var list = Fnn.Run(["data", "--data-dir", scratch.Path]);
        Assert.Contains("4 of 4 WRONG", list.Out, StringComparison.Ordinal);
        var check = Fnn.Run(["data", "check", "mnist", "--data-dir", scratch.Path]);
        Assert.Equal((1, ""), (check.Code, check.Err));
        Assert.Contains($"WRONG        {Path.Combine(scratch.Path, "t10k-images-idx3-ubyte")}: its SHA-256 should be 0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7, it is ", check.Out, StringComparison.Ordinal);
        Assert.EndsWith("4 of 4 WRONG\n", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_named_and_its_check_ends_with_1()
    {
        using var scratch = FakeMnist();
        File.Delete(Path.Combine(scratch.Path, "train-labels-idx1-ubyte"));
        string path = scratch.File("train-labels-idx1-ubyte.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7]);
        var check = Fnn.Run(["data", "check", "mnist", "--data-dir", scratch.Path]);
        Assert.Equal((1, ""), (check.Code, check.Err));
        Assert.Contains($"WRONG        {path}: the file cannot be read (", check.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("xor")]
    [InlineData("moons")]
    [InlineData("spirals")]
    [InlineData("blobs")]
    public void Drawn_samples_have_the_hashes_that_they_have_everywhere(string set)
    {
        var ran = Fnn.Run($"data check {set}");
        Assert.Equal((0, ""), (ran.Code, ran.Err));
        Assert.EndsWith("all 2 right\n", ran.Out, StringComparison.Ordinal);
    }

    [MnistFact]
    public void The_real_MNIST_is_right()
    {
        string folder = MnistFactAttribute.Folders.Places.First(place => Mnist.IsPresent(DataFolders.Of(place.Path!))).Path!;
        Assert.EndsWith("all 4 right\n", Fnn.Run(["data", "check", "mnist", "--data-dir", folder]).Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Fnn.Run(["data", "--json", "--data-dir", folder]).Out);
        var mnist = json.RootElement.EnumerateArray().Single(set => set.GetProperty("name").GetString() == "mnist");
        Assert.All(mnist.GetProperty("parts").EnumerateArray(), part => Assert.Equal("right", part.GetProperty("state").GetString()));
    }

    [Fact]
    public void Files_without_known_hashes_are_told_theirs()
    {
        using var scratch = FakeMnist();
        string table = scratch.File("t.csv", "a,b\n1,2\n3,4\n");
        var ran = Fnn.Run(["data", "check", table]);
        Assert.Equal((0, $"{table}  t.csv                     sha256 {Hash(table)}\n"), (ran.Code, ran.Out));
        Assert.Equal(4, Fnn.Run(["data", "check", "idx", "--data-dir", scratch.Path]).Out.Split('\n').Count(line => line.Contains("  sha256 ", StringComparison.Ordinal)));
        using var json = JsonDocument.Parse(Fnn.Run(["data", "check", table, "--json"]).Out);
        Assert.Equal(Hash(table), json.RootElement[0].GetProperty("parts")[0].GetProperty("sha256").GetString());
    }

    [Fact]
    public void What_cannot_be_checked_or_shown_is_refused_in_a_sentence()
    {
        using var scratch = new Scratch();
        Fnn.Run(["data", "check", "mnst"]).IsRefused("mnst", "did you mean mnist?");
        Fnn.Run(["data", "check", "idx"]).IsRefused("--data-dir");
        Fnn.Run(["data", "check", "csv"]).IsRefused("iris.csv");
        Fnn.Run(["data", "check", Path.Combine(scratch.Path, "no.csv")]).IsRefused("no.csv", "no such file");
        Fnn.Run(["data", "check", "nist", "--data-dir", Path.Combine(scratch.Path, "no")]).IsRefused("no folder");
        Fnn.Run(["data", "chek"]).IsRefused("did you mean check?");
        Fnn.Run(["data", "show"]).IsRefused("NAME");
        Fnn.Run(["data", "show", "digts"]).IsRefused("did you mean digits?");
        Fnn.Run(["data", "show", "digits", "--count", "0"]).IsRefused("--count", "from 1 on");
        Fnn.Run(["data", "show", "csv"]).IsRefused("csv");
        Fnn.Run(["data", "show", "idx"]).IsRefused("--data-dir");
    }

    [Fact]
    public void Images_are_shown_in_ink_with_their_classes_beside_each_other()
    {
        var ran = Fnn.Run("data show digits --count 6");
        string[] lines = ran.Out.Split('\n')[..^1];
        Assert.Equal("digits: 6000 samples: 1×28×28 → one of 10 classes; 1000 to test with", lines[0]);
        Assert.StartsWith("classes  0: 600   1: 600", lines[1], StringComparison.Ordinal);
        string Captions(params int[] digits) => string.Concat(digits.Select(digit => $"{digit}".PadRight(30))).TrimEnd();
        Assert.Equal((Captions(0, 1, 2, 3), Captions(4, 5)), (lines[2], lines[17]));
        Assert.Equal(2 + 2 * 15, lines.Length);
        Assert.All(lines[3..17].Concat(lines[18..]), line => Assert.DoesNotContain(line, c => !" .:-=+*#%@".Contains(c, StringComparison.Ordinal)));
        Assert.Contains(lines[3..17], line => line.Contains('@', StringComparison.Ordinal));
    }

    [Fact]
    public void Each_character_is_the_mean_of_two_pixels()
    {
        using var scratch = FakeMnist();
        var ran = Fnn.Run(["data", "show", "idx", "--data-dir", scratch.Path, "--count", "2", "--test"]);
        Assert.Equal(["0     1", "  @@", "..==  +++-"], ran.Out.TrimEnd('\n').Split('\n')[^3..]);
    }

    [Fact]
    public void Points_and_tables_are_shown_in_rows_with_the_names_of_their_classes()
    {
        Assert.Matches("│ sample │ x0 │ x1 │ target │\n.*\n│      0 │  0 │  0 │      0 │\n", Fnn.Run("data show xor --count 2").Out);
        using var scratch = new Scratch();
        string table = scratch.File("flowers.csv", "a,b,kind\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"{i}.25,1e9,{(i % 2 == 0 ? "rose" : "lily")}\n")));
        var ran = Fnn.Run(["data", "show", table]);
        Assert.Contains("classes  lily: 4   rose: 4\n", ran.Out, StringComparison.Ordinal);
        Assert.Matches("│ +[0-9] │ +[0-9][.]25 │ 1000000000 │ +(rose|lily) │", ran.Out);
        BadInputTests.Under("de-DE", () => Assert.Equal(ran, Fnn.Run(["data", "show", table])));
    }

    private static string Hash(string path) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));

    [Fact]
    public void A_page_shows_images_classes_and_hashes_and_refers_to_nothing_outside()
    {
        using var scratch = new Scratch();
        string path = Path.Combine(scratch.Path, "digits.html");
        var ran = Fnn.Run(["data", "show", "digits", "--count", "12", "--test", "--html", path]);
        Assert.Equal((0, $"written to {path}\n", ""), (ran.Code, ran.Out, ran.Err));
        string page = File.ReadAllText(path);
        Assert.Equal(12, page.Split("<image ").Length - 1);
        Assert.Contains("The first 12 samples to test with", page, StringComparison.Ordinal);
        Assert.Contains(Fnn.Run("data check digits --json").Out.Split("\"sha256\": \"")[1][..64], page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Fnn.Run(["data", "show", "digits", "--html", scratch.Path]).IsRefused("--html", "folder");
    }

    [Theory]
    [InlineData("spirals", "class=\"point f1\"")]
    [InlineData("xor", "class=\"point f0\"")]
    public void A_page_of_points_draws_them_and_lists_the_first(string set, string marks)
    {
        using var scratch = new Scratch();
        string path = Path.Combine(scratch.Path, "points.html");
        Fnn.Run(["data", "show", set, "--count", "3", "--html", path]);
        string page = File.ReadAllText(path);
        Assert.Contains(marks, page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("<th class=\"number\" scope=\"row\">").Length - 1);
    }

    [Fact]
    public void A_page_of_a_table_escapes_what_stands_in_it()
    {
        using var scratch = new Scratch();
        string table = scratch.File("t.csv", "a,b,c,kind\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"{i},1,2,{(i % 2 == 0 ? "<script>" : "b&b")}\n"))), path = Path.Combine(scratch.Path, "t.html");
        Assert.Equal(0, Fnn.Run(["data", "show", table, "--html", path]).Code);
        string page = File.ReadAllText(path);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("b&amp;b", page, StringComparison.Ordinal);
    }

    /// <summary>Four files as MNIST's, of 4×4 images: the first two to test with are half black, half white, and steps of grey.</summary>
    internal static Scratch FakeMnist()
    {
        var scratch = new Scratch();
        byte[] images =
        [
            0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 4,
            0, 0, 255, 255, 0, 0, 255, 255, 30, 30, 120, 120, 30, 30, 120, 120,
            0, 0, 0, 0, 0, 0, 0, 0, 255, 200, 255, 0, 0, 60, 0, 200,
        ];
        byte[] labels = [0, 0, 8, 1, 0, 0, 0, 2, 0, 1];
        foreach (string part in new[] { "train", "t10k" })
        {
            scratch.File($"{part}-images-idx3-ubyte", images);
            scratch.File($"{part}-labels-idx1-ubyte", labels);
        }
        return scratch;
    }
}
