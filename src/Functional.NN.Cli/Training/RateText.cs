using System.Text.Json.Nodes;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary>The search for a learning rate as text for people and as JSON for programs.</summary>
internal static class RateText
{
    /// <summary>What is about to be tried.</summary>
    public static void Heading(Terminal terminal, TrainingStart start, RateFinder finder)
    {
        foreach (string line in TrainingText.Subject(start)) terminal.Out.WriteLine(line);
        terminal.Line($"trials     {finder.Rates.Length} rates, {finder.Steps} steps each, {start.Experiment.Optimizer.GetType().Name}, batches of {start.Experiment.Training.Batch}, seed {start.Experiment.Seed}");
        terminal.Line($"{"rate",10}  loss after {finder.Steps} steps");
    }

    /// <summary>One rate, as soon as it was tried.</summary>
    public static void Line(Terminal terminal, RateTrial trial)
    {
        terminal.Line($"{trial.Rate,10:0.#######}  {Loss(trial.Loss)}");
        terminal.Out.Flush();
    }

    /// <summary>The best rate and the one to take.</summary>
    public static void Suggestion(Terminal terminal, RateFinder finder, RateSearch search)
    {
        if (search.Best is not { } best) terminal.Line($"no rate made the loss smaller than it was before, {Loss(search.Before)}");
        else terminal.Line($"best: {best.Rate:0.#######}, from {Loss(search.Before)} to {Loss(best.Loss)}");
        if (search.Suggestion is { } rate) terminal.Line($"suggestion: --lr {rate:0.#######}, the next rate above the best{Doubt(search, rate)}");
        else if (search.Best is not null) terminal.Line($"suggestion: none; {finder.Rates[^1]:0.#######} is the largest rate that was tried, and a larger one may do better");
    }

    /// <summary>The search as one JSON object; losses that are not finite are null.</summary>
    public static void Json(Terminal terminal, RateFinder finder, RateSearch search) => terminal.Out.WriteLine(new JsonObject
    {
        ["steps"] = finder.Steps,
        ["loss before"] = Finite(search.Before),
        ["trials"] = new JsonArray([.. search.Trials.Select(trial => new JsonObject { ["rate"] = trial.Rate, ["loss"] = Finite(trial.Loss) })]),
        ["best"] = search.Best?.Rate,
        ["suggestion"] = search.Suggestion,
    }.ToJsonString(TrainingText.Readable));

    /// <summary>A word of warning where the suggested rate itself came less than half as far as the best.</summary>
    private static string Doubt(RateSearch search, double rate)
    {
        double before = search.Before, best = search.Best!.Value.Loss, there = search.Trials.First(trial => trial.Rate == rate).Loss;
        return before - there >= (before - best) / 2 ? "" : $"; there the loss was {Loss(there)}, so begin with a warm-up or stay with the best";
    }

    private static string Loss(double loss) => double.IsFinite(loss) ? loss.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture) : "not finite";

    private static double? Finite(double number) => double.IsFinite(number) ? number : null;
}
