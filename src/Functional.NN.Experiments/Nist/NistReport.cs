using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A fit of a problem from one of its starting points, beside the certified values.</summary>
/// <param name="Start">1 or 2</param>
/// <param name="Fit">the fit</param>
/// <param name="Digits">−log₁₀ of the relative error of the worst parameter, from 0 to 11: how many digits are right of the eleven certified</param>
/// <param name="ErrorDigits">the same of the worst standard error</param>
/// <param name="Reason">where a fit that is not right ended; none for one that is</param>
public sealed record NistFit(int Start, CurveFit Fit, double Digits, double ErrorDigits, string? Reason)
{
    /// <summary>True when enough digits of every parameter are right.</summary>
    public bool IsRight => Reason is null;
}

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
    public ImmutableArray<int> Solved => [.. Required.Select((_, start) => Results.Count(r => r.Fits[start].IsRight))];

    /// <summary>True when enough problems are solved from each starting point.</summary>
    public bool IsEnough => Solved.Zip(Required).All(pair => pair.First >= pair.Second);

    /// <summary>True when all files are in one of the folders or its subfolder <c>nist</c>.</summary>
    public static bool IsPresent(DataFolders folders) => Names.All(name => Find(folders, name) is not null);

    /// <summary>Where the file of a problem was found; none where it was not.</summary>
    public static string? Find(DataFolders folders, string name)
    {
        ArgumentNullException.ThrowIfNull(folders);
        return folders.Find(File(name), Subfolder);
    }

    /// <summary>A problem from its file.</summary>
    /// <exception cref="DataException">The file is missing (the sentence says where was looked) or not of its form.</exception>
    public static NistProblem Problem(DataFolders folders, string name)
    {
        ArgumentNullException.ThrowIfNull(folders);
        string path = Find(folders, name) ?? throw new DataException(
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
            var fit = NonlinearLeastSquares.Fit(model, problem.Predictors, y, start, options: new MinimizeOptions(MostSteps: 5000, GradientTolerance: 0));
            double digits = Digits(fit.Parameters, problem.Certified);
            return new NistFit(i + 1, fit, digits, Digits(fit.StandardErrors, problem.CertifiedErrors), digits >= EnoughDigits ? null
                : Invariant.Text($"{problem.Name} from start {i + 1}: {Where(fit, b => model(b, Var.Of(problem.Predictors)) - Var.Of(y))}; sum of squares {fit.SumOfSquares:0.###e+0}, certified {problem.SumOfSquares:0.###e+0}; β = {fit.Parameters}"));
        })]);
    }

    /// <summary>What can be said of the place where a fit ended.</summary>
    private static string Where(CurveFit fit, Func<Var, Var> residuals)
    {
        if (fit.End == MinimizeEnd.StepsSpent) return "it is still under way";
        if (Enumerable.Range(0, fit.Parameters.Shape.Size).Any(i => !(fit.StandardErrors[i] <= 1e6 * Math.Abs(fit.Parameters[i])))) return "it is on a plateau, where a parameter no longer matters";
        var (r, a) = ObjectiveFunction.OfResiduals<double>(residuals).Linearized(Parameters<double>.Of(fit.Parameters));
        double norm = Math.Sqrt((r * r).Sum().ToScalar());
        var (along, lengths) = (a.MatMul(r.Reshape(-1, 1), transposeThis: true).Reshape(-1), (a * a).Sum(0).Sqrt());
        return (along.Abs() / lengths).Max(0).ToScalar() > 1e-6 * norm ? "it is in a valley so narrow that no step of its precision leads down" : "it is in another minimum";
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
