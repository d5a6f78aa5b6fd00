namespace Functional.NN;

/// <summary>Stopping when the validation loss no longer falls: a fold over epochs that keeps the best state.</summary>
/// <remarks>Goodfellow, Bengio and Courville 2016, algorithm 7.1: with patience p the run ends after p epochs in a row without improvement.</remarks>
/// <param name="Patience">after how many epochs in a row without improvement the run ends</param>
/// <param name="MinimumImprovement">by how much the loss must fall below the best to count</param>
public sealed record EarlyStopping(int Patience = 5, double MinimumImprovement = 0)
{
    /// <summary>After how many epochs in a row without improvement the run ends, from 1 on.</summary>
    public int Patience { get; init => field = Checked(value); } = Checked(Patience);

    /// <summary>By how much the loss must fall below the best to count, not negative.</summary>
    public double MinimumImprovement { get; init => field = Constants.NotNegative(value, nameof(EarlyStopping), "the least improvement"); } = Constants.NotNegative(MinimumImprovement, nameof(EarlyStopping), "the least improvement");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public EarlyStopping With(int? patience = null, double? minimumImprovement = null) =>
        this with { Patience = patience ?? Patience, MinimumImprovement = minimumImprovement ?? MinimumImprovement };

    /// <summary>The state after the validation loss of one more epoch.</summary>
    public EarlyStoppingState<T> Next<T>(EarlyStoppingState<T>? before, TrainState<T> state, int epoch, double loss) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        before is null || loss < before.BestLoss - MinimumImprovement || (double.IsNaN(before.BestLoss) && !double.IsNaN(loss))
            ? new(state, epoch, loss, 0)
            : before with { Waited = before.Waited + 1 };

    /// <summary>True when as many epochs in a row as the patience says brought no improvement.</summary>
    public bool Stops<T>(EarlyStoppingState<T>? state) where T : unmanaged, IBinaryFloatingPointIeee754<T> => state is not null && state.Waited >= Patience;

    private static int Checked(int patience) => patience >= 1 ? patience : throw new NNException(Sentence.Of($"EarlyStopping: the patience must be 1 epoch or more, got {patience}."));

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"EarlyStopping({Patience}, {MinimumImprovement})");
}

/// <summary>What early stopping knows.</summary>
/// <param name="Best">the state with the lowest validation loss so far</param>
/// <param name="BestEpoch">the epoch after which it was reached, from 1</param>
/// <param name="BestLoss">its validation loss</param>
/// <param name="Waited">how many epochs since brought no improvement</param>
public sealed record EarlyStoppingState<T>(TrainState<T> Best, int BestEpoch, double BestLoss, int Waited) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
