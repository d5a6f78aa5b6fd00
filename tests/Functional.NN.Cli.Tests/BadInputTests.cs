using System.Globalization;
using System.IO.Compression;

namespace Functional.NN.Cli.Tests;

/// <summary>Bad input gives one clear line and exit code 2.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("train --lrr 0.1", "--lrr", "did you mean --lr?")]
    [InlineData("train --lrr=0.1", "--lrr", "did you mean --lr?")]
    [InlineData("train --epoch 3", "--epoch", "did you mean --epochs?")]
    [InlineData("train --wibble", "--wibble", "fnn train --help")]
    [InlineData("-x", "no option -x")]
    [InlineData("doctor --verbose", "--verbose")]
    [InlineData("verify vectors --strict", "--strict")]
    public void An_unknown_option_is_refused_with_the_nearest_right_one(string line, params string[] words) => Fnn.Run(line).IsRefused(words);

    [Theory]
    [InlineData("trian", "trian", "did you mean train?")]
    [InlineData("verify vector", "did you mean vectors?")]
    [InlineData("verify", "vectors")]
    [InlineData("verify vectors", "DIR")]
    [InlineData("train lenet5", "lenet5", "no such file")]
    [InlineData("train one.json two.json", "two.json")]
    [InlineData("train @options", "@options")]
    [InlineData("train --quiet=yes", "yes")]
    public void An_unknown_or_missing_word_is_refused(string line, params string[] words) => Fnn.Run(line).IsRefused(words);

    [Theory]
    [InlineData("train --lr", "--lr needs a value")]
    [InlineData("train --lr --quiet", "--lr needs a value")]
    [InlineData("train --lr 1 --lr 2", "--lr", "more than once")]
    [InlineData("train --data spirals --optimizer lbfgs --lr 1", "lbfgs has no learning rate", "--lr")]
    public void A_missing_or_repeated_value_is_refused(string line, params string[] words) => Fnn.Run(line).IsRefused(words);

    [Theory]
    [InlineData("--lr -0.1", "--lr", "positive", "-0.1")]
    [InlineData("--lr=-0.1", "--lr", "positive", "-0.1")]
    [InlineData("--lr 0", "--lr", "positive")]
    [InlineData("--lr NaN", "--lr", "NaN")]
    [InlineData("--lr Infinity", "--lr", "Infinity")]
    [InlineData("--lr 1e999", "--lr", "not finite")]
    [InlineData("--lr 1.000,5", "--lr", "use a point")]
    [InlineData("--lr fast", "--lr", "fast")]
    [InlineData("--l2 -1", "--l2", "-1")]
    [InlineData("--batch 0", "--batch", "from 1 on")]
    [InlineData("--batch 1.5", "--batch", "1.5")]
    [InlineData("--batch -3", "--batch", "-3")]
    [InlineData("--epochs 0", "--epochs", "from 1 on")]
    [InlineData("--epochs 99999999999", "--epochs", "99999999999")]
    [InlineData("--limit 0", "--limit")]
    [InlineData("--seed -1", "--seed")]
    [InlineData("--early-stopping -1", "--early-stopping")]
    [InlineData("--precision half", "float or double")]
    [InlineData("--schedule step:0", "step", "whole numbers from 1 on")]
    [InlineData("--schedule exponential:x", "exponential", "a positive number")]
    [InlineData("--schedule exponential:2", "ExponentialDecay", "at most 1")]
    [InlineData("--schedule multistep:5-3", "MultiStepDecay", "ascending")]
    [InlineData("--schedule cosine:5", "cosine", "takes nothing behind its name")]
    [InlineData("--schedule cosne", "did you mean cosine?")]
    [InlineData("--reduce-on-plateau -1", "--reduce-on-plateau", "from 0 on")]
    [InlineData("--find-rate --lr 0.1", "--find-rate", "leave --lr out")]
    [InlineData("--find-rate --save x.safetensors", "--find-rate", "leave --save out")]
    public void A_number_out_of_range_is_refused(string options, params string[] words) => Fnn.Run($"train {options}").IsRefused(words);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("en-US")]
    [InlineData("fr-FR")]
    public void A_comma_as_decimal_point_is_refused_under_every_culture(string culture) =>
        Under(culture, () => Fnn.Run("train --lr 0,1").IsRefused("0,1", "use a point", "0.1"));

    [Theory]
    [InlineData("--optimizer adm", "did you mean adam?")]
    [InlineData("--data digts", "did you mean digits?")]
    [InlineData("--network lenet", "did you mean lenet5?")]
    [InlineData("--network mlp:64-0", "mlp:64-0")]
    [InlineData("--network mlp:", "mlp:")]
    [InlineData("--network lenet5:7", "lenet5:7")]
    [InlineData("--loss hubber", "did you mean huber?")]
    public void An_unknown_name_is_refused_with_the_nearest_right_one(string options, params string[] words) => Fnn.Run($"train --limit 20 {options}").IsRefused(words);

    [Theory]
    [InlineData("--data moons --network lenet5", "Conv2D", "images")]
    [InlineData("--data blobs --loss hinge", "hinge", "numbers", "classes")]
    [InlineData("--data moons --network mlp:999999999", "Network", "smaller")]
    [InlineData("--data xor --limit 5", "\"xor\"", "limit", "5", "4")]
    [InlineData("--data moons --limit 3 --early-stopping 1", "3 training samples are too few", "validation")]
    public void What_does_not_fit_is_refused(string options, params string[] words) => Fnn.Run($"train {options}").IsRefused(words);

    [Fact]
    public void A_missing_file_is_refused_by_name()
    {
        using var scratch = new Scratch();
        Fnn.Run(["train", "--data", Path.Combine(scratch.Path, "nope.csv")]).IsRefused("nope.csv", "no such file");
        Fnn.Run(["train", "--data", "mnist", "--data-dir", Path.Combine(scratch.Path, "nowhere")]).IsRefused("--data-dir", "nowhere");
        Fnn.Run(["train", "--data", "idx", "--data-dir", scratch.Path]).IsRefused("train-images-idx3-ubyte", scratch.Path);
        Fnn.Run(["train", "--data", "idx"]).IsRefused("--data-dir");
        Fnn.Run(["train", "--save", Path.Combine(scratch.Path, "nowhere", "m.safetensors")]).IsRefused("--save", "nowhere");
        Fnn.Run(["train", "--save", scratch.Path]).IsRefused("--save", "folder");
        Fnn.Run(["train", "--data", Path.Combine(scratch.Path, "table.txt")]).IsRefused("table.txt", ".csv");
    }

    [Fact]
    public void A_table_with_a_word_where_a_number_belongs_is_refused_by_its_place()
    {
        using var scratch = new Scratch();
        string path = scratch.File("t.csv", "a,b,class\n1,2,x\n3,four,y\n");
        Fnn.Run(["train", "--data", path]).IsRefused("t.csv", "four");
    }

    [Fact]
    public void Good_IDX_files_are_trained_on()
    {
        using var scratch = Images(label: 9);
        var ran = Fnn.Run(["train", "--data", "idx", "--data-dir", scratch.Path, "--network", "linear", "--epochs", "1", "--batch", "4"]);
        Assert.Equal((0, ""), (ran.Code, ran.Err));
    }

    [Fact]
    public void A_wrong_magic_number_is_refused()
    {
        using var scratch = Images(label: 9);
        scratch.File("train-images-idx3-ubyte", "not an IDX file at all"u8);
        Idx(scratch).IsRefused("train-images-idx3-ubyte", "two zero bytes");
        Fnn.Run(["train", "--data", "mnist", "--data-dir", scratch.Path]).IsRefused("train-images-idx3-ubyte", "two zero bytes");
    }

    [Fact]
    public void A_truncated_gzip_is_refused()
    {
        using var scratch = Images(label: 9);
        string plain = Path.Combine(scratch.Path, "train-images-idx3-ubyte");
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(File.ReadAllBytes(plain));
        File.Delete(plain);
        scratch.File("train-images-idx3-ubyte.gz", packed.ToArray().AsSpan(..(int)(packed.Length / 2)));
        Idx(scratch).IsRefused("train-images-idx3-ubyte.gz");
    }

    [Fact]
    public void A_label_out_of_range_is_refused_by_its_place()
    {
        using var scratch = Images(label: 10);
        Idx(scratch).IsRefused("train-labels-idx1-ubyte", "label 3", "10");
    }

    [Fact]
    public void Images_and_labels_that_do_not_belong_together_are_refused()
    {
        using var scratch = Images(label: 9);
        scratch.File("train-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 2, 1, 2]);
        Idx(scratch).IsRefused("train-labels-idx1-ubyte", "2 labels");
    }

    private static Ran Idx(Scratch scratch) => Fnn.Run(["train", "--data", "idx", "--data-dir", scratch.Path]);

    /// <summary>Four IDX files of 2×2 images, twelve to train on and two to test with; sample 3 has the given label.</summary>
    private static Scratch Images(byte label)
    {
        var scratch = new Scratch();
        byte[] Pixels(byte count) => [0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 2, 0, 0, 0, 2, .. Enumerable.Range(0, count * 4).Select(i => (byte)(37 * i))];
        byte[] Labels(byte count) => [0, 0, 8, 1, 0, 0, 0, count, .. Enumerable.Range(0, count).Select(i => i == 3 ? label : (byte)(i % 10))];
        scratch.File("train-images-idx3-ubyte", Pixels(12));
        scratch.File("train-labels-idx1-ubyte", Labels(12));
        scratch.File("t10k-images-idx3-ubyte", Pixels(2));
        scratch.File("t10k-labels-idx1-ubyte", Labels(2));
        return scratch;
    }

    internal static void Under(string culture, Action act)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            act();
            Assert.Equal(culture, CultureInfo.CurrentCulture.Name);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
