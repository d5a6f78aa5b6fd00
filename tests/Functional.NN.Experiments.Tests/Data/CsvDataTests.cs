using System.Globalization;

namespace Functional.NN.Experiments.Tests.Data;

public sealed class CsvDataTests : IDisposable
{
    private const string Flowers = "length,width,kind\n1.5,2,rose\n3,4e-1,aster\n-5,.5,rose\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("fnn-test-").FullName;
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _culture;
        Directory.Delete(_folder, recursive: true);
    }

    private static string Error(string text, CsvFormat format) => Assert.Throws<DataException>(() => CsvData.Parse<double>(text, format, "t.csv")).Message;

    [Fact]
    public void A_file_with_a_header_becomes_inputs_and_class_indices()
    {
        string path = Path.Combine(_folder, "flowers.csv");
        File.WriteAllText(path, Flowers);
        var data = CsvData.Read<double>(path, new CsvFormat("kind"));
        Assert.Equal(Tensor.Of(Shape.Of(3, 2), 1.5, 2, 3, 0.4, -5, 0.5), data.All().Inputs);
        Assert.Equal(Tensor.Vector(1.0, 0, 1), data.All().Targets);
        Assert.Equal(["aster", "rose"], data.ClassNames.ToArray());
        Assert.Equal(2, data.Classes);
    }

    [Fact]
    public void Without_a_header_columns_are_places_also_from_the_end()
    {
        var data = CsvData.Parse<double>("7;1;2\r\n8;3;4\r\n", new CsvFormat(-1, CsvTask.Regression, Header: false, Delimiter: ';') { Inputs = [1, 0] });
        Assert.Equal(Tensor.Of(Shape.Of(2, 2), 1.0, 7, 3, 8), data.All().Inputs);
        Assert.Equal(Tensor.Of(Shape.Of(2, 1), 2.0, 4), data.All().Targets);
        Assert.Null(data.Classes);
    }

    [Fact]
    public void Labels_are_sorted_by_their_characters() =>
        Assert.Equal(["10", "2", "B", "a", "ä"], CsvData.Parse<double>("x,y\n1,a\n1,B\n1,ä\n1,10\n1,2\n", new CsvFormat("y")).ClassNames.ToArray());

    [Fact]
    public void Given_class_names_fix_the_indices_and_the_number_of_classes()
    {
        var format = new CsvFormat("kind") { ClassNames = ["rose", "lily", "aster"] };
        Assert.Equal(Tensor.Vector(0.0, 2, 0), CsvData.Parse<double>(Flowers, format).All().Targets);
        Assert.Equal(3, CsvData.Parse<double>(Flowers, format).Classes);
        Assert.Equal("t.csv, line 3, column \"kind\": the label \"aster\" is none of the given classes (rose, lily).", Error(Flowers, format with { ClassNames = ["rose", "lily"] }));
    }

    [Fact]
    public void Quoted_fields_blank_lines_and_spaces_are_understood()
    {
        var data = CsvData.Parse<double>("x, \"a, b\"\n\n 1 , \"say \"\"so\"\"\"\n2,no\n", new CsvFormat("a, b"));
        Assert.Equal(["no", "say \"so\""], data.ClassNames.ToArray());
        Assert.Equal(Tensor.Of(Shape.Of(2, 1), 1.0, 2), data.All().Inputs);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    [InlineData("ar-SA")]
    [InlineData("")]
    public void The_culture_changes_nothing(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(1.5, CsvData.Parse<double>(Flowers, new CsvFormat("kind")).All().Inputs[0, 0]);
        Assert.Equal("t.csv, line 2, column \"x\": a number was wanted, got \"1,5\" with a decimal comma. Write 1.5 with a decimal point.", Error("x;y\n1,5;2\n", new CsvFormat("y", Delimiter: ';')));
    }

    [Fact]
    public void Numbers_are_rounded_once_to_the_precision() =>
        Assert.Equal(0.1f, CsvData.Parse<float>("x,y\n0.1,0.1\n", new CsvFormat("y", CsvTask.Regression)).All().Targets[0, 0]);

    [Theory]
    [InlineData("x;y\n1.234,5;2\n", "t.csv, line 2, column \"x\": a number was wanted, got \"1.234,5\" with a decimal comma. Write 1234.5 with a decimal point.")]
    [InlineData("x;y\n1;2\nred;2\n", "t.csv, line 3, column \"x\": a number was wanted, got \"red\".")]
    [InlineData("x;y\n1;2\n;2\n", "t.csv, line 3, column \"x\": a number was wanted, the field is empty. Take the row out, or fill it in.")]
    [InlineData("x;y\nNaN;2\n", "t.csv, line 2, column \"x\": a finite number was wanted, got \"NaN\". Take the row out, or repair the value.")]
    [InlineData("x;y\n1e999;2\n", "t.csv, line 2, column \"x\": a finite number was wanted, got \"1e999\". Take the row out, or repair the value.")]
    [InlineData("x;y\n1;\n", "t.csv, line 2, column \"y\": a label was wanted, the field is empty.")]
    [InlineData("x;y\n1;2\n3\n", "t.csv, line 3: the row has 1 field, the first row has 2; all rows need as many.")]
    [InlineData("x;y\n\"a\nb\";1;2\n", "t.csv, line 2: the row has 3 fields, the first row has 2; all rows need as many.")]
    [InlineData("x;y\n1;\"2\n", "t.csv, line 2: the row cannot be cut into fields: a quote does not end, or stands inside a field. Put the whole field in quotes and write a quote in it twice.")]
    [InlineData("", "t.csv: the file is empty.")]
    [InlineData("\n\n", "t.csv: the file is empty.")]
    [InlineData("x;y\n", "t.csv: there is a header and no row of data.")]
    [InlineData("x;z\n1;2\n", "t.csv: there is no target column \"y\"; the header has \"x\", \"z\".")]
    [InlineData("y;y\n1;2\n", "t.csv: two columns are named \"y\". Give the place of the target column instead.")]
    [InlineData("y\n1\n", "t.csv: the target is the only column, there is nothing to predict it from.")]
    public void A_broken_table_is_one_sentence(string text, string sentence) => Assert.Equal(sentence, Error(text, new CsvFormat("y", Delimiter: ';')));

    [Fact]
    public void A_decimal_comma_between_commas_is_guessed() =>
        Assert.Equal("t.csv, line 2: the row has 3 fields, the first row has 2; all rows need as many. If its numbers have decimal commas, write decimal points.", Error("x,y\n1,5,2\n", new CsvFormat("y")));

    [Fact]
    public void Wrong_columns_are_refused()
    {
        Assert.Equal("t.csv: there is no target column 3; the 3 columns are counted from 0, or from −1 at the end.", Error(Flowers, new CsvFormat(3)));
        Assert.Equal("t.csv: the target column is named \"kind\", but the file is read without a header. Give its place, or say Header: true.", Error(Flowers, new CsvFormat("kind", Header: false)));
        Assert.Equal("t.csv: column \"kind\" is the target and cannot be an input too.", Error(Flowers, new CsvFormat("kind") { Inputs = [0, 2] }));
        Assert.Equal("t.csv: column \"length\" is named twice among the inputs.", Error(Flowers, new CsvFormat("kind") { Inputs = ["length", 0] }));
    }

    [Fact]
    public void A_missing_file_is_one_sentence() =>
        Assert.Equal("/none/x.csv: there is no such file.", Assert.Throws<DataException>(() => CsvData.Read<float>("/none/x.csv", new CsvFormat(0))).Message);

    [Fact]
    public void Formats_are_values()
    {
        Assert.Equal(new CsvFormat("y") { Inputs = ["a", 1] }, new CsvFormat("y") { Inputs = ["a", 1] });
        Assert.NotEqual(new CsvFormat("y") { Inputs = ["a", 1] }, new CsvFormat("y") { Inputs = ["a", 2] });
        Assert.Throws<DataException>(() => new CsvFormat("y", Delimiter: '"'));
        Assert.Throws<DataException>(() => new CsvFormat("y") { ClassNames = ["a", "a"] });
    }
}
