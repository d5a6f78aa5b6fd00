using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A fit of a problem from one of its starting points, beside the certified values.</summary>
/// <param name="Start">1 or 2</param>
/// <param name="Fit">the fit</param>
/// <param name="Digits">−log₁₀ of the relative error of the worst parameter, from 0 to 11: how many digits are right of the eleven certified</param>
/// <param name="ErrorDigits">the same of the worst standard error</param>
public sealed record NistFit(int Start, CurveFit Fit, double Digits, double ErrorDigits);

/// <summary>A problem with its fits.</summary>
/// <param name="Problem">the problem</param>
/// <param name="Fits">from each starting point</param>
public sealed record NistResult(NistProblem Problem, ImmutableArray<NistFit> Fits);

/// <summary>Levenberg–Marquardt on NIST's nonlinear regression problems.</summary>
public sealed class NistReport
{
    /// <summary>How many digits count as right.</summary>
    public const double EnoughDigits = 6;

    private const string Subfolder = "nist";
    private const double Certified = 11;

    private NistReport(IEnumerable<NistResult> results) => Results = [.. results];

    /// <summary>The problems by NIST's level of difficulty and by name.</summary>
    public ImmutableArray<NistResult> Results { get; }

    /// <summary>The names of the problems, in ordinal order.</summary>
    public static ImmutableArray<string> Names { get; } = [.. NistModels.All.Keys.Order(StringComparer.Ordinal)];

    /// <summary>How many problems must have enough digits from each starting point.</summary>
    public static ImmutableArray<int> Required { get; } = [18, 22];

    /// <summary>How many problems have enough digits from each starting point.</summary>
    public ImmutableArray<int> Solved => [.. Required.Select((_, start) => Results.Count(r => r.Fits[start].Digits >= EnoughDigits))];

    /// <summary>True when enough problems are solved from each starting point.</summary>
    public bool IsEnough => Solved.Zip(Required).All(pair => pair.First >= pair.Second);

    /// <summary>True when all files are in one of the folders or its subfolder <c>nist</c>.</summary>
    public static bool IsPresent(DataFolders folders) => Names.All(name => folders.Find(File(name), Subfolder) is not null);

    /// <summary>A problem from its file.</summary>
    /// <exception cref="DataException">The file is missing (the sentence says where was looked) or not of its form.</exception>
    public static NistProblem Problem(DataFolders folders, string name)
    {
        ArgumentNullException.ThrowIfNull(folders);
        string path = folders.Find(File(name), Subfolder) ?? throw new DataException(
            $"NIST: {File(name)} was not found, neither in a folder itself nor in its subfolder {Subfolder}; looked in: {folders}. Put the 27 files of the Statistical Reference Datasets for nonlinear regression (https://www.itl.nist.gov/div898/strd/) there, or name their folder in FNN_DATA.");
        return NistReader.Read(path);
    }

    /// <summary>All problems, fitted from both starting points.</summary>
    public static NistReport Run(DataFolders folders) => new(Names.Select(name => Result(Problem(folders, name))).OrderBy(r => r.Problem.Level).ThenBy(r => r.Problem.Name, StringComparer.Ordinal));

    /// <summary>One problem, fitted from both starting points.</summary>
    public static NistResult Result(NistProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (!NistModels.All.TryGetValue(problem.Name, out var model)) throw new DataException($"NIST: the problem \"{problem.Name}\" is none of the 27 whose models are known: {string.Join(", ", Names)}.");
        // Nelson's model is one of log y.
        var y = problem.Name == "Nelson" ? Var.Log(Var.Of(problem.Observations)).Value<double>() : problem.Observations;
        return new(problem, [.. problem.Starts.Select((start, i) =>
        {
            var fit = LeastSquares.Fit(model, problem.Predictors, y, start, options: new MinimizeOptions(MostSteps: 5000, GradientTolerance: 0));
            return new NistFit(i + 1, fit, Digits(fit.Parameters, problem.Certified), Digits(fit.StandardErrors, problem.CertifiedErrors));
        })]);
    }

    /// <summary>The least number of right digits of any number.</summary>
    private static double Digits(Tensor<double> got, Tensor<double> certified)
    {
        double worst = Certified;
        for (int i = 0; i < certified.Shape.Size; i++)
        {
            double error = Math.Abs(got[i] - certified[i]) / Math.Abs(certified[i]);
            worst = Math.Min(worst, double.IsFinite(error) ? Math.Max(0, -Math.Log10(error)) : 0);
        }
        return worst;
    }

    private static string File(string name) => name + ".dat";
}
