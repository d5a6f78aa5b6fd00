namespace Functional.NN;

/// <summary>A loss of one class out of several; one term for every position.</summary>
/// <remarks>
/// Targets are class indices (the predictions' shape without the class axis) or probabilities (the predictions' shape). With class weights w the term of a
/// position whose target is class c is weighed by w_c; the mean divides by the sum of the targets' weights where targets are indices, and by the number of
/// positions where they are probabilities. Positions whose target is the ignored index count neither in the sum nor in the divisor; where all are ignored the mean is 0.
/// </remarks>
public abstract record ClassLoss : ILoss
{
    private protected ClassLoss(Tensor<double>? classWeights, int? ignoreIndex, int classAxis) => (ClassWeights, IgnoreIndex, ClassAxis) = (classWeights, ignoreIndex, classAxis);

    /// <summary>(C): what each class weighs, none negative; none when all weigh 1.</summary>
    public Tensor<double>? ClassWeights { get; init => field = LossConstants.Weights(value, GetType().Name); }

    /// <summary>The index that marks targets which do not count, if there is one; it may lie outside the classes.</summary>
    public int? IgnoreIndex { get; init; }

    /// <summary>The axis of the predictions that holds the classes: the last, or 1 for images N×C×H×W.</summary>
    public int ClassAxis { get; init; }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        var given = ClassReading.Of(GetType().Name, Scores, prediction, target, IgnoreIndex, ClassAxis);
        var weights = Weights(given);
        return given.Terms(Values(given.Scores, given.Shares, weights), weights is not null && given.OfIndices ? (given.Shares * weights).Sum(-1) : null);
    }

    /// <inheritdoc/>
    public virtual IReadOnlyList<IMetric> Metrics => [new Accuracy(IgnoreIndex: IgnoreIndex, ClassAxis: ClassAxis)];

    /// <summary>What the predictions are, for sentences.</summary>
    private protected abstract string Scores { get; }

    /// <summary>The constants that only this loss has, as they stand between the brackets; empty when there are none.</summary>
    private protected virtual FormattableString Constants => $"";

    /// <summary>The loss of every position.</summary>
    /// <param name="scores">(N × … × C)</param>
    /// <param name="shares">(N × … × C): targets, each class's share</param>
    /// <param name="weights">(C), or none</param>
    private protected abstract Var Values(Var scores, Var shares, Var? weights);

    private protected static Var Weighed(Var shares, Var? weights) => weights is null ? shares : shares * weights;

    private Var? Weights(ClassReading given) =>
        ClassWeights is null ? null
        : ClassWeights.Shape.Size == given.Classes ? Var.Constant(ClassWeights)
        : throw new ShapeException(Sentence.Of($"{GetType().Name}: there are {given.Classes} classes, and weights for {ClassWeights.Shape.Size}; give one number a class."));

    /// <summary>The name with its constants, the same under every culture.</summary>
    public sealed override string ToString()
    {
        string?[] parts = [Sentence.Of(Constants), ClassWeights is null ? null : $"class weights {ClassWeights}", IgnoreIndex is { } i ? Sentence.Of($"ignored {i}") : null, ClassAxis == -1 ? null : Sentence.Of($"class axis {ClassAxis}")];
        return $"{GetType().Name}({string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)))})";
    }
}
