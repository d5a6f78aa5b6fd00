namespace Functional.NN;

/// <summary>One dense layer trained as a classifier from θ = 0 by descent on a convex objective: what logistic and softmax regression share.</summary>
public abstract record LinearClassifier
{
    private protected LinearClassifier(int epochs, int batch, double l2, IOptimizer? optimizer) => (Epochs, Batch, L2, Optimizer) = (epochs, batch, l2, optimizer ?? new Adam(0.05));

    /// <summary>Passes over the data, from 1 on.</summary>
    public int Epochs { get; init => field = Positive(value, "the number of epochs"); }

    /// <summary>The samples in a batch, from 1 on.</summary>
    public int Batch { get; init => field = Positive(value, "a batch"); }

    /// <summary>λ, not negative.</summary>
    public double L2 { get; init => field = Constants.NotNegative(value, GetType().Name, "the penalty"); }

    /// <summary>How W and b are moved.</summary>
    public IOptimizer Optimizer { get; init; }

    private protected FitResult<T> Fit<T>(Dataset<T> data, int outputs, ILoss loss, RandomKey key) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = data.InputShape.Rank == 1 ? new Network(data.InputShape, new Dense(outputs)) : new Network(data.InputShape, new Flatten(), new Dense(outputs));
        var trainer = new Trainer<T>(network, Objective.Supervised(loss, L2 > 0 ? [new L2(L2)] : []), Optimizer);
        return trainer.Fit(trainer.Start(network.Initialize<T>(key).Zero, null, key), data, new(Epochs, new(Batch)));
    }

    private int Positive(int count, string what) => count >= 1 ? count : throw new NNException(Sentence.Of($"{GetType().Name}: {what} must be 1 or more, got {count}."));
}
