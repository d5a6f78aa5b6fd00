using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>Looks at what a trained model does with its test set.</summary>
internal sealed class ModelExamination<T>(PreparedTraining<T> prepared, Model<T> model, Compute compute) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private const int Batch = 250, MostMeasured = 256, MostShown = 24, MostNumbers = 4, MostRates = 400;

    private readonly Dataset<T> _test = prepared.Test;

    /// <summary>All that can be seen.</summary>
    /// <param name="epochs">the epochs of the run, for what controllers did to the rate</param>
    public ModelFindings All(ImmutableArray<LoggedEpoch> epochs)
    {
        var findings = new ModelFindings { Filters = Filters(), Rates = Rates(epochs) };
        if (ClassScores.Of(prepared.Experiment, _test) is not { } reading || _test.Count == 0) return findings;
        var decisions = Decisions(reading);
        var wrong = decisions.Where(d => d.True != d.Predicted).ToList();
        return findings with { Confusion = Confusion(decisions, reading.Classes.Length), Classes = reading.Classes, MistakeCount = wrong.Count, Mistakes = Worst(wrong, reading) };
    }

    private readonly record struct Decision(int Sample, int True, int Predicted, double OfTrue, double OfPredicted);

    private List<Decision> Decisions(ClassScores reading)
    {
        var all = new List<Decision>(_test.Count);
        for (int from = 0; from < _test.Count; from += Batch)
        {
            var batch = _test.Read([.. Enumerable.Range(from, Math.Min(Batch, _test.Count - from))]);
            double[] scores = [.. model.Predict(batch.Inputs, batch.Mask, compute).ToArray().Select(v => double.CreateChecked(v))], targets = [.. batch.Targets.ToArray().Select(v => double.CreateChecked(v))];
            for (int i = 0; i < batch.Count; i++)
            {
                var (of, right) = reading.Read(scores.AsSpan(i * (scores.Length / batch.Count), scores.Length / batch.Count), targets.AsSpan(i * (targets.Length / batch.Count), targets.Length / batch.Count));
                int predicted = ClassScores.Largest(of);
                all.Add(new(from + i, right, predicted, of[right], of[predicted]));
            }
        }
        return all;
    }

    private static ConfusionMatrix Confusion(List<Decision> decisions, int classes)
    {
        double[] counts = new double[classes * classes];
        foreach (var d in decisions) counts[d.True * classes + d.Predicted]++;
        return new(Tensor.Of([classes, classes], counts));
    }

    /// <summary>Those with the highest loss; of very many, only those whose class was the least likely are measured.</summary>
    private ImmutableArray<Mistake> Worst(List<Decision> wrong, ClassScores reading)
    {
        var trainer = prepared.Trainer(compute);
        return [.. wrong.OrderBy(d => reading.AreProbabilities ? d.OfTrue : d.OfTrue - d.OfPredicted).ThenBy(d => d.Sample).Take(MostMeasured)
            .Select(d => (Decision: d, trainer.Evaluate(model, _test.Read([d.Sample])).DataLoss)).OrderByDescending(m => m.DataLoss).ThenBy(m => m.Decision.Sample).Take(MostShown).Select(m => Shown(m.Decision, m.DataLoss, reading))];
    }

    private Mistake Shown(Decision decision, double loss, ClassScores reading)
    {
        var input = _test.Read([decision.Sample]).Inputs.Reshape(_test.InputShape);
        return new(decision.Sample, reading.Classes[decision.True], reading.Classes[decision.Predicted], loss)
        {
            OfTrue = reading.AreProbabilities ? decision.OfTrue : null,
            OfPredicted = reading.AreProbabilities ? decision.OfPredicted : null,
            Image = SampleWords.IsImage(_test.InputShape) ? Pixels.Of(Visible(input)) : null,
            Numbers = _test.InputShape.Size <= MostNumbers ? [.. input.ToArray().Select(v => double.CreateChecked(v))] : [],
        };
    }

    /// <summary>The image as it is where its numbers are from 0 to 1, else stretched to that, as after a normalization.</summary>
    private static Tensor<T> Visible(Tensor<T> image)
    {
        double[] numbers = [.. image.ToArray().Select(v => double.CreateChecked(v))];
        double low = numbers.Min(), high = numbers.Max();
        return low >= 0 && high <= 1 || !(high > low) ? image : Tensor.Of(image.Shape, numbers.Select(v => T.CreateTruncating((v - low) / (high - low))));
    }

    private ImageGrid? Filters()
    {
        if (model.Parameters.Layout.FirstOrDefault(block => block.Shape.Rank is 2 or 4) is not { } first || model.Parameters.Layout[0].Path != first.Path) return null;
        return FilterGrid.Of($"Weights of the first layer: {first.Path}", model.Parameters[first.Path], prepared.Experiment.Network.Input);
    }

    /// <summary>The rate that the schedule gives at some hundred steps, times what the controllers made of it by the epoch's end; nothing where there is no rate.</summary>
    private ImmutableArray<ChartPoint> Rates(ImmutableArray<LoggedEpoch> epochs)
    {
        if (epochs.IsEmpty || epochs[^1].Result.Rate is null) return [];
        Schedule? schedule = null;
        prepared.Trainer(compute).Optimizer.WithRate(first =>
        {
            schedule ??= first;
            return first;
        });
        long last = epochs[^1].Result.Step, every = Math.Max(1, last / MostRates);
        return schedule is null ? [] : [.. epochs.SelectMany((epoch, k) => OfEpoch(schedule, epoch.Result, k == 0 ? 0 : epochs[k - 1].Result.Step, every))];
    }

    private static IEnumerable<ChartPoint> OfEpoch(Schedule schedule, LoggedResult epoch, long before, long every)
    {
        double planned = schedule.At(epoch.Step - 1), factor = planned == 0 ? 1 : epoch.Rate!.Value / planned;
        for (long step = before + 1; step < epoch.Step; step += every) yield return new(step, schedule.At(step - 1) * factor);
        if (epoch.Step > before) yield return new(epoch.Step, epoch.Rate!.Value);
    }
}
