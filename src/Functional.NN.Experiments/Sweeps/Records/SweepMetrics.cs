namespace Functional.NN.Experiments;

/// <summary>The figures by which the settings of a sweep can be compared, as far as an experiment says them before it is run.</summary>
internal static class SweepMetrics
{
    /// <summary>What a sweep is judged by when it does not say: the decisions on the test samples, or their loss.</summary>
    public static string Usual(Experiment experiment) => Measures(experiment)?.Contains("accuracy") is true ? "test accuracy" : "test loss";

    /// <summary>Refuses a metric that no run of the experiment has.</summary>
    public static void Check(string name, string metric, Experiment experiment)
    {
        if (Measures(experiment) is not { } measures) return;
        string[] samples = [RunFigures.Training, .. HasValidation(experiment) ? [RunFigures.Validation] : Array.Empty<string>(), RunFigures.Test];
        string[] known = [.. samples.SelectMany(of => measures.Prepend(RunFigures.Loss).Select(measure => $"{of} {measure}"))];
        if (known.Contains(metric)) return;
        string hint = !HasValidation(experiment) && metric.StartsWith(RunFigures.Validation, StringComparison.Ordinal) ? "; no samples are held back for validation: say \"validation\": 0.1 in the data" : "";
        throw new DataException($"{name}: settings cannot be compared by \"{metric}\"{NearestName.Quoted(metric, known)}; the runs have {string.Join(", ", known)}{hint}.");
    }

    /// <summary>What is measured besides the loss; none where only a run can tell.</summary>
    private static string[]? Measures(Experiment experiment) => experiment.Objective is Supervised supervised ? [.. supervised.Metrics.Select(metric => metric.Name)] : null;

    private static bool HasValidation(Experiment experiment) => experiment.Data.Validation > 0;
}
