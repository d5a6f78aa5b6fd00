using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>One rate that was tried.</summary>
/// <param name="Rate">the learning rate</param>
/// <param name="Loss">the data's loss after the steps; infinite when a number was not finite</param>
public readonly record struct RateTrial(double Rate, double Loss);

/// <summary>What a search for the learning rate found.</summary>
/// <param name="Before">the data's loss before any step</param>
/// <param name="Trials">the rates from the smallest to the largest, and what became of each</param>
public sealed record RateSearch(double Before, ImmutableArray<RateTrial> Trials)
{
    /// <summary>The trial with the lowest loss, the one with the smaller rate of several; none when no rate made the loss smaller.</summary>
    public RateTrial? Best => Trials.Where(trial => trial.Loss < Before).OrderBy(trial => trial.Loss).Select(trial => (RateTrial?)trial).FirstOrDefault();

    /// <summary>The rate to take: the next one above the best; none when there is no best, or none was tried above it.</summary>
    public double? Suggestion => Best is { } best ? Trials.Where(trial => trial.Rate > best.Rate).Select(trial => (double?)trial.Rate).FirstOrDefault() : null;

    /// <summary>True when the searches are equal, trial by trial.</summary>
    public bool Equals(RateSearch? other) => other is not null && Before.Equals(other.Before) && Trials.SequenceEqual(other.Trials);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Before, Trials.Length);
}

/// <summary>The search for an initial learning rate: some steps at each of some fixed rates, from the same θ and on the same batches.</summary>
/// <remarks>
/// Goodfellow, Bengio and Courville 2016, section 8.3.1: the best initial rate is a little higher than the one that does best in the first hundred or so steps. Hence the suggestion: the next rate above the best.
/// </remarks>
public sealed record RateFinder
{
    /// <summary>A search.</summary>
    /// <param name="Rates">the rates to try; 0.00001, 0.00002, 0.00005, 0.0001, … 1 when none are given</param>
    /// <param name="Steps">how many steps to take at each</param>
    public RateFinder(IEnumerable<double>? Rates = null, int Steps = 100) => (this.Rates, this.Steps) = ([.. Rates ?? [1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]], Steps);

    /// <summary>The rates to try, ascending.</summary>
    public ImmutableArray<double> Rates { get; init => field = Checked(value); }

    /// <summary>How many steps to take at each, from 1 on.</summary>
    public int Steps { get; init => field = value >= 1 ? value : throw new NNException(Sentence.Of($"RateFinder: the number of steps must be 1 or more, got {value}.")); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public RateFinder With(ImmutableArray<double>? rates = null, int? steps = null) => this with { Rates = rates ?? Rates, Steps = steps ?? Steps };

    /// <summary>Tries every rate.</summary>
    /// <param name="trainer">whose network and objective are trained; its own optimizer is not used</param>
    /// <param name="optimizer">the optimizer at a rate, such as <c>rate =&gt; new Adam(rate)</c></param>
    /// <param name="start">where every trial begins; its key orders the batches</param>
    /// <param name="data">the training data</param>
    /// <param name="batching">in which batches</param>
    /// <param name="measured">what the losses are measured on; the training data when none are given</param>
    /// <param name="tried">told each trial as soon as it is done</param>
    /// <param name="cancellation">ends the search</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public RateSearch Search<T>(Trainer<T> trainer, Func<double, IMinimizer> optimizer, TrainState<T> start, Dataset<T> data, Batching batching, Dataset<T>? measured = null, Action<RateTrial>? tried = null,
        CancellationToken cancellation = default) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(batching);
        var before = trainer.Evaluate(start.Model, measured ?? data).DataLoss;
        var trials = Rates.Select(rate =>
        {
            var trial = new RateTrial(rate, LossAfter(trainer.With(optimizer: optimizer(rate)), start, data, batching, measured ?? data, cancellation));
            tried?.Invoke(trial);
            return trial;
        });
        return new(before, [.. trials]);
    }

    private double LossAfter<T>(Trainer<T> trainer, TrainState<T> start, Dataset<T> data, Batching batching, Dataset<T> measured, CancellationToken cancellation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var fit = trainer.Fit(trainer.Start(start.Parameters, start.Model.State, start.Key), data, FitPlan.OfSteps(Steps, batching), cancellation: cancellation);
        cancellation.ThrowIfCancellationRequested();
        double loss = fit.End == FitEnd.NotFinite ? double.PositiveInfinity : trainer.Evaluate(fit.Model, measured).DataLoss;
        return double.IsNaN(loss) ? double.PositiveInfinity : loss;
    }

    /// <summary>True when the constants are equal.</summary>
    public bool Equals(RateFinder? other) => other is not null && Steps == other.Steps && Rates.SequenceEqual(other.Rates);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Steps, Rates.Length);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"RateFinder([{string.Join(", ", Rates.Select(r => Sentence.Of($"{r}")))}], {Steps})");

    private static ImmutableArray<double> Checked(ImmutableArray<double> rates)
    {
        if (rates.IsEmpty) throw new NNException("RateFinder: there are no rates to try; give one or more.");
        foreach (double rate in rates) NN.Rates.Positive(rate, nameof(RateFinder), "a rate");
        return rates.Order().SequenceEqual(rates) && rates.Distinct().Count() == rates.Length ? rates
            : throw new NNException(Sentence.Of($"RateFinder: the rates must be ascending, got {string.Join(", ", rates.Select(r => Sentence.Of($"{r}")))}."));
    }
}
