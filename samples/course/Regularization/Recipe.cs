namespace Functional.NN.Course;

/// <summary>How a net learns a few digits: all that can be regularised. The defaults regularise nothing.</summary>
public sealed record Recipe
{
    /// <summary>The network, with 20,710 numbers for 200 samples: a hundred for each.</summary>
    public Network Network { get; init; } = Mlp();

    /// <summary>What is made smaller.</summary>
    public IObjective Objective { get; init; } = NN.Objective.Supervised(new SoftmaxCrossEntropy());

    /// <summary>How.</summary>
    public IOptimizer Optimizer { get; init; } = new Adam(0.002);

    /// <summary>How the training samples are changed each time they are read; not at all unless told.</summary>
    public IAugmentation? Augmentation { get; init; }

    /// <summary>When to stop before the last epoch; never unless told.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>How often each sample is seen.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>The net of this chapter, 196–100–10, with further layers before, within and behind its hidden one.</summary>
    /// <param name="before">on the inputs, such as noise</param>
    /// <param name="behind">on the hidden units, such as dropout</param>
    /// <param name="dense">from a number of units to a dense layer, where it is not the plain one</param>
    public static Network Mlp(ILayer? before = null, ILayer? behind = null, Func<int, ILayer>? dense = null)
    {
        dense ??= units => new Dense(units, Initializer: new He());
        return new([1, 14, 14], [new Flatten(), .. Optional(before), dense(100).Named("hidden"), new Relu(), .. Optional(behind), dense(10).Named("output")]);
    }

    /// <summary>The net with a penalty on its weights.</summary>
    public static Recipe Penalized(IPenalty penalty) => new() { Objective = NN.Objective.Supervised(new SoftmaxCrossEntropy(), penalty) };

    /// <summary>The model that comes of it.</summary>
    public Trained Train(RandomKey key)
    {
        var (trainer, data) = (Trainer, FewDigits.Training(key));
        var fitted = trainer.Fit(trainer.Initialize(key), data, new FitPlan(Epochs, Batching, EarlyStopping), EarlyStopping is null ? null : FewDigits.Validation);
        return Trained.Of(fitted.Model, data);
    }

    /// <summary>The model after each epoch: the same training as a fold.</summary>
    public IEnumerable<Model<float>> AfterEachEpoch(RandomKey key)
    {
        var (trainer, data) = (Trainer, FewDigits.Training(key));
        var batches = Enumerable.Range(0, Epochs).SelectMany(epoch => data.Batches(Batching, key.Fold("batches"), epoch));
        return trainer.Run(trainer.Initialize(key), batches).Where((_, step) => (step + 1) % Batching.BatchCount(data.Count) == 0).Select(stepped => stepped.State.Model);
    }

    /// <summary>Of several recipes, the one whose loss on the validation samples is the least: how constants are chosen in this chapter.</summary>
    public static Trained Best(IEnumerable<Recipe> recipes, RandomKey key) => recipes.Select(recipe => recipe.Train(key)).Least(trained => trained.ValidationLoss);

    private Trainer<float> Trainer => new Trainer<float>(Network, Objective, Optimizer).With(compute: Seeds.Alone);

    private Batching Batching => new(20, Augmentation: Augmentation);

    private static ILayer[] Optional(ILayer? layer) => layer is null ? [] : [layer];
}
