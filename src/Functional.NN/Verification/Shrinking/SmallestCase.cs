namespace Functional.NN;

/// <summary>The smallest case that was found of a wrong gradient: what is left of a network when nothing more can be taken away without the mistake going too.</summary>
/// <remarks>The time allowed may end the search before: then it is the smallest found so far.</remarks>
public sealed record SmallestCase
{
    internal SmallestCase(Shrunk shrunk, GradientReport report, GradientCheckOptions options)
    {
        (_candidate, Steps, Tries, Report) = (shrunk.Candidate, shrunk.Steps, shrunk.Tries, report);
        Piece = FailingPiece.Of(_candidate);
        Code = ShrunkCode.Of(_candidate, $"The smallest case found. Wrong: {Piece}.", options);
    }

    /// <summary>The smallest case of a wrong layer, under the squared error against zero, or the sum of its outputs where that shows nothing; none where neither shows the mistake.</summary>
    internal static SmallestCase? OfLayer(Model<double> model, Tensor<double> inputs, RandomKey key, bool training, Tensor<double>? mask, GradientReport report, GradientCheckOptions options)
    {
        var network = model.Network;
        var batch = new Batch<double>(inputs, Tensor.Zeros<double>(network.Output.Prepend(inputs.Shape[0])), mask);
        var squared = new ShrinkCandidate(network, NN.Objective.Supervised(new MeanSquaredError()), model.Parameters, batch, key, training, model.State) { Renamings = [new([(network.Body.Names[0], "")])] };
        var check = new ShrinkingCheck(options);
        var wrong = new[] { squared, ObjectiveEdits.Summed(squared, []) }.FirstOrDefault(check.IsWrong);
        return wrong is null ? null : OfNetwork(wrong, report, options);
    }

    internal static SmallestCase OfNetwork(ShrinkCandidate wrong, GradientReport report, GradientCheckOptions options)
    {
        var left = options.Limit > report.Elapsed + Least ? options.Limit - report.Elapsed : Least;
        var check = new ShrinkingCheck(options.With(limit: left));
        var shrunk = Shrinker.Smallest(wrong, check.IsWrong, left);
        return shrunk.Steps == 0 ? new(shrunk, report, options) : new(shrunk, check.Report(shrunk.Candidate), check.For(shrunk.Candidate));
    }

    /// <summary>What there is time for even if the check has taken all that was allowed.</summary>
    private static TimeSpan Least => TimeSpan.FromSeconds(1);

    private readonly ShrinkCandidate _candidate;

    /// <summary>What fails: the layers left with their paths in the network that was checked, such as <c>Tanh ("encoder.3")</c>, or the loss or the penalties where no layer is left.</summary>
    public string Piece { get; }

    /// <summary>The network.</summary>
    public Network Network => _candidate.Network;

    /// <summary>What is differentiated.</summary>
    public IObjective Objective => _candidate.Objective;

    /// <summary>θ.</summary>
    public Parameters<double> Parameters => _candidate.Parameters;

    /// <summary>The samples.</summary>
    public Batch<double> Batch => _candidate.Batch;

    /// <summary>The key of the step.</summary>
    public RandomKey Key => _candidate.Key;

    /// <summary>True in training mode, false in evaluation.</summary>
    public bool Training => _candidate.Training;

    /// <summary>Running means and the like.</summary>
    public NetworkState<double> State => _candidate.State;

    /// <summary>What the check says of it.</summary>
    public GradientReport Report { get; }

    /// <summary>How many times something was taken away or made simpler.</summary>
    public int Steps { get; }

    /// <summary>How many cases were checked to find it.</summary>
    public int Tries { get; }

    /// <summary>The case as a complete C# program that throws, as long as the mistake is there. Functions, which code cannot show, have a comment in their place.</summary>
    public string Code { get; }

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
