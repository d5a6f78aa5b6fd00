using Functional.NN.Tests;

namespace Functional.NN.Experiments.Tests.Nist;

public sealed class NistTests
{
    /// <summary>Fits that end elsewhere, from the starting point far away.</summary>
    private static readonly (string Name, int Start)[] Elsewhere = [("BoxBOD", 1), ("MGH10", 1)];

    public static TheoryData<string> Names => [.. NistReport.Names];

    [NistTheory]
    [MemberData(nameof(Names))]
    public void A_fit_has_six_digits_of_every_parameter_from_both_starting_points(string name)
    {
        var result = NistReport.Result(NistReport.Problem(MnistFactAttribute.Folders, name));
        foreach (var fit in result.Fits.Where(fit => !Elsewhere.Contains((name, fit.Start))))
        {
            Assert.True(fit.IsRight, $"from start {fit.Start}: {fit.Digits} digits, {fit.Fit}");
            Assert.NotEqual(MinimizeEnd.StepsSpent, fit.Fit.End);
            // Lanczos1's residuals are the rounding of its observations: 10⁻¹³, of which no double knows six digits.
            Assert.True(name == "Lanczos1" || fit.ErrorDigits >= 6, $"from start {fit.Start}: {fit.ErrorDigits} digits of the standard errors, {fit.Fit}");
            Assert.True(name == "Lanczos1" || Math.Abs(fit.Fit.SumOfSquares / result.Problem.SumOfSquares - 1) < 1e-6);
            Assert.True(name == "Lanczos1" || Math.Abs(fit.Fit.StandardDeviation / result.Problem.StandardDeviation - 1) < 1e-6);
        }
    }

    [NistTheory]
    [InlineData("BoxBOD", "it is on a plateau, where a parameter no longer matters")]
    [InlineData("MGH10", "it is in a valley so narrow that no step of its precision leads down")]
    public void A_fit_that_ends_elsewhere_is_not_called_right_and_says_where(string name, string where)
    {
        var result = NistReport.Result(NistReport.Problem(MnistFactAttribute.Folders, name));
        Assert.False(result.Fits[0].IsRight);
        Assert.StartsWith($"{name} from start 1: {where};", result.Fits[0].Reason, StringComparison.Ordinal);
        Assert.True(result.Fits[1].IsRight);
    }

    [NistTheory]
    [InlineData("Misra1a", NistLevel.Lower, 14, 1, 2, 500, 0.0005, 2.3894212918E+02, 7.2668688436E-06)]
    [InlineData("Nelson", NistLevel.Average, 128, 2, 3, 2, -0.05, 2.5906836021E+00, 3.9572366543E-03)]
    [InlineData("Thurber", NistLevel.Higher, 37, 1, 7, 1000, 0.05, 1.2881396800E+03, 6.5842344623E-03)]
    public void A_problem_is_read_as_printed(string name, NistLevel level, int observations, int predictors, int parameters, double firstOfStart1, double lastOfStart2, double firstCertified, double lastError)
    {
        var problem = NistReport.Problem(MnistFactAttribute.Folders, name);
        Assert.Equal((name, level), (problem.Name, problem.Level));
        Assert.Equal((Shape.Of(observations), Shape.Of(observations, predictors), Shape.Of(parameters)), (problem.Observations.Shape, problem.Predictors.Shape, problem.Certified.Shape));
        Assert.Equal((firstOfStart1, lastOfStart2, firstCertified), (problem.Starts[0][0], problem.Starts[1][parameters - 1], problem.Certified[0]));
        Assert.Equal(lastError, problem.CertifiedErrors[parameters - 1], 0);
    }

    private const string Good = """
        Dataset Name:  Invented          (Invented.dat)

                       Starting Values   (lines 8 to  9)
                       Data              (lines 14 to 16)

                       Lower Level of Difficulty

          b1 =   1         2           3.0E+00  4.0E-01
          b2 =   5         6           7        8

        Residual Sum of Squares:                    1.5E-01
        Residual Standard Deviation:                2.5E-01
        Data:   y               x
              10.07E0      77.6E0
              14.73E0     114.9E0
              17.94E0     141.1E0
        """;

    private static NistProblem Read(string text) => NistReader.Parsed("f.dat", text.Split('\n'));

    [Fact]
    public void The_header_says_where_the_numbers_are()
    {
        var problem = Read(Good);
        Assert.Equal(("Invented", NistLevel.Lower, 0.15, 0.25), (problem.Name, problem.Level, problem.SumOfSquares, problem.StandardDeviation));
        Assert.Equal((Tensor.Vector(1.0, 5), Tensor.Vector(2.0, 6), 2), (problem.Starts[0], problem.Starts[1], problem.Starts.Length));
        Assert.Equal((Tensor.Vector(3.0, 7), Tensor.Vector(0.4, 8)), (problem.Certified, problem.CertifiedErrors));
        Assert.Equal((Tensor.Vector(10.07, 14.73, 17.94), Tensor.Of([3, 1], 77.6, 114.9, 141.1)), (problem.Observations, problem.Predictors));
    }

    [Theory]
    [InlineData("Dataset Name:", "Name:", "f.dat: the header lacks \"Dataset Name:\"; this is not a file of NIST's Statistical Reference Datasets for nonlinear regression.")]
    [InlineData("Lower Level", "Some Level", "f.dat: the header lacks the level of difficulty;")]
    [InlineData("(lines 14 to 16)", "(lines 14 to 99)", "f.dat: the header says Data (lines 14 to 99); the file has 16 lines. It is cut off or changed; get it anew.")]
    [InlineData("(lines 14 to 16)", "(lines 14 to 99999999999999999999)", "f.dat: the header says Data (lines 14 to 99999999999999999999); the file has 16 lines.")]
    [InlineData("(lines 14 to 16)", "(lines 16 to 14)", "f.dat: the header says Data (lines 16 to 14);")]
    [InlineData("(lines 8 to  9)", "", "f.dat: the header lacks \"Starting Values (lines … to …)\";")]
    [InlineData("7        8", "7", "f.dat: a parameter's line has two starting values, its certified value and standard deviation; one has not.")]
    [InlineData("114.9E0", "", "f.dat: a line of data has the response and as many predictors as the first; one has not.")]
    [InlineData("114.9E0", "114,9", "f.dat, line 15: expected a number, got \"114,9\".")]
    [InlineData("114.9E0", "1E999", "f.dat, line 15: expected a number, got \"1E999\".")]
    [InlineData("1.5E-01", "none", "f.dat: expected a number, got \"none\".")]
    public void A_file_that_is_not_of_the_form_is_refused_in_one_sentence(string what, string instead, string start) =>
        Assert.StartsWith(start, Assert.Throws<DataException>(() => Read(Good.Replace(what, instead, StringComparison.Ordinal))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_missing_or_too_large_or_of_an_unknown_problem_is_named()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Assert.StartsWith($"NIST: Misra1a.dat was not found, neither in a folder itself nor in its subfolder nist; looked in: {folder} (given).", Assert.Throws<DataException>(() => NistReport.Problem(DataFolders.Of(folder), "Misra1a")).Message, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, "Misra1a.dat"), new string(' ', 2 << 20));
            Assert.StartsWith("Misra1a.dat: a file of NIST's regression problems has some thousand bytes", Assert.Throws<DataException>(() => NistReport.Problem(DataFolders.Of(folder), "Misra1a")).Message, StringComparison.Ordinal);
            Assert.StartsWith("NIST: the problem \"Invented\" is none of the 27 whose models are known: Bennett5, BoxBOD,", Assert.Throws<DataException>(() => NistReport.Result(Read(Good))).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
