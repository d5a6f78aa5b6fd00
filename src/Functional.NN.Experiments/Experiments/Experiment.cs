namespace Functional.NN.Experiments;

/// <summary>An experiment: a value from which, with the data it names, every bit of a training run follows.</summary>
/// <remarks>
/// It says nothing of threads, backends, folders or files: those belong to a run. The same value can be written in C#, in F# and as a JSON file; all give the same canonical form and the same bits.
/// The run's key is <c>RandomKey.FromSeed(Seed)</c>; the first θ is drawn from it folded with "initialize", batches from it folded with "batches", samples held back from it folded with "validation" and "test".
/// </remarks>
/// <param name="Name">what it is called: letters, digits, dots, hyphens and underscores</param>
/// <param name="Data">the data</param>
/// <param name="Network">the network; its input is a sample's shape</param>
/// <param name="Objective">what is made smaller</param>
/// <param name="Optimizer">how</param>
/// <param name="Training">how long and in which batches</param>
/// <param name="Seed">what all random numbers follow from</param>
/// <param name="Schedule">a name of <see cref="NamedSchedules"/>, stretched over the run from the optimizer's rate on, such as <c>cosine</c> or <c>step:10</c></param>
/// <param name="Controller">what lowers the rate by what the losses do</param>
public sealed partial record Experiment(
    string Name, DataDescription Data, Network Network, IObjective Objective, IMinimizer Optimizer, TrainingDescription Training, ulong Seed = 1, string Schedule = Experiment.ConstantRate, RateController? Controller = null)
{
    /// <summary>The schedule that leaves the optimizer's rate as it is.</summary>
    public const string ConstantRate = "constant";

    private const int LongestName = 64;

    /// <summary>What it is called: letters, digits, dots, hyphens and underscores.</summary>
    public string Name { get; init => field = Named(value); } = Named(Name);

    /// <summary>The data.</summary>
    public DataDescription Data { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Data ?? throw new ArgumentNullException(nameof(Data));

    /// <summary>The network; its input is a sample's shape.</summary>
    public Network Network { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Network ?? throw new ArgumentNullException(nameof(Network));

    /// <summary>What is made smaller.</summary>
    public IObjective Objective { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Objective ?? throw new ArgumentNullException(nameof(Objective));

    /// <summary>How.</summary>
    public IMinimizer Optimizer { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Optimizer ?? throw new ArgumentNullException(nameof(Optimizer));

    /// <summary>How long and in which batches.</summary>
    public TrainingDescription Training { get; init => field = value ?? throw new ArgumentNullException(nameof(value)); } = Training ?? throw new ArgumentNullException(nameof(Training));

    /// <summary>A name of <see cref="NamedSchedules"/>.</summary>
    public string Schedule { get; init => field = Known(value); } = Known(Schedule);

    /// <summary>The run's key.</summary>
    public RandomKey Key => RandomKey.FromSeed(Seed);

    /// <summary>The same with other parts; what is not named stays.</summary>
    public Experiment With(
        string? name = null, DataDescription? data = null, Network? network = null, IObjective? objective = null, IMinimizer? optimizer = null, TrainingDescription? training = null, ulong? seed = null, string? schedule = null,
        RateController? controller = null) => this with
        {
            Name = name ?? Name,
            Data = data ?? Data,
            Network = network ?? Network,
            Objective = objective ?? Objective,
            Optimizer = optimizer ?? Optimizer,
            Training = training ?? Training,
            Seed = seed ?? Seed,
            Schedule = schedule ?? Schedule,
            Controller = controller ?? Controller,
        };

    private static string Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= LongestName && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? name
            : throw new NNException(Invariant.Text($"Experiment: the name \"{name}\" must begin with a letter or digit, go on with letters, digits, dots, hyphens or underscores, and have at most {LongestName} of them: folders are called after it."));
    }

    private static string Known(string schedule)
    {
        // A span of any size shows whether there is such a schedule and whether what stands behind its colon is right.
        NamedSchedules.Find(schedule, new ScheduleSpan(1, 1000, 1000));
        return schedule;
    }
}
