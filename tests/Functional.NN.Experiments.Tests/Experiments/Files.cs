namespace Functional.NN.Experiments.Tests.Experiments;

/// <summary>Texts of experiments for tests.</summary>
internal static class Files
{
    /// <summary>The least an experiment needs.</summary>
    public const string Small = """
        {
          "name": "small", "data": "moons", "network": "mlp:4",
          "objective": { "loss": "SoftmaxCrossEntropy" },
          "optimizer": { "type": "Sgd", "learningRate": 0.1 },
          "training": { "epochs": 2, "batch": 8 }
        }
        """;

    /// <summary>Something of everything.</summary>
    public const string Large = """
        // how wide, how deep
        {
          "$schema": "../docs/experiment.schema.json",
          "name": "large.1", "seed": 18446744073709551615,
          "parameters": { "width": 6, "depth": 2, "activation": { "type": "LeakyRelu", "negativeSlope": "$slope" }, "slope": 0.02 },
          "data": {
            "source": "digits", "limit": 100, "validation": 0.1,
            "normalization": { "type": "Standardization", "over": "Everything" },
            "augmentation": { "type": "Augmentations", "all": [{ "type": "RandomAffine", "rotation": 10 }, "RandomFlip"] }
          },
          "network": { "layers": [
            { "type": "Conv2D", "name": "conv", "filters": 2, "kernel": 5, "stride": 2, "padding": "same" }, "Relu", "Flatten",
            { "repeat": "$depth", "layers": [
              { "type": "Dense", "name": "hidden", "units": "$width" }, "$activation",
              { "repeat": 2, "layers": [{ "type": "Residual", "layers": [{ "type": "Shared", "name": "step", "layer": { "type": "Dense", "units": "$width" } }], "name": "again" }] }
            ] },
            { "type": "Dense", "units": "$outputs", "initializer": "Xavier" },
          ] },
          "objective": { "loss": { "type": "SoftmaxCrossEntropy", "labelSmoothing": 0.1 }, "penalties": [{ "type": "L2", "alpha": 1e-4 }], "metrics": ["Accuracy", { "type": "TopKAccuracy", "k": "$depth" }] },
          "optimizer": { "type": "ParameterGroups", "rest": { "type": "ClipByGlobalNorm", "inner": { "type": "Adam", "learningRate": 0.001 }, "limit": "Infinity" }, "groups": [{ "blocks": { "paths": ["conv"] }, "optimizer": { "type": "Sgd", "learningRate": 0.1 } }] },
          "schedule": "step:3", "controller": { "type": "ReduceOnPlateau", "patience": 3 },
          "training": { "epochs": 3, "batch": 20, "shards": 2, "precision": "Double", "earlyStopping": { "patience": 2 }, "checkpoints": { "epochs": 2 }, "diagnostics": ["norms"] },
          "sweep": { "axes": { "anything": ["$here", { "is": "not looked at" }] } },
        }
        """;

    /// <summary>What <see cref="Large"/> says, in code.</summary>
    public static Experiment InCode => new(
        "large.1",
        new DataDescription("digits", Limit: 100, Validation: 0.1, Normalization: new Standardization(NormalizeOver.Everything), Augmentation: new Augmentations(new RandomAffine(10), new RandomFlip())),
        new Network([1, 28, 28],
            [
                new Conv2D(2, 5, Stride: 2, Padding: ImagePadding.Same).Named("conv"), new Relu(), new Flatten(),
                .. Hidden(1), .. Hidden(2),
                new Dense(10, Initializer: new Xavier()),
            ]),
        Objective.Supervised(new SoftmaxCrossEntropy(0.1), new L2(1e-4)).With(metrics: [new Accuracy(), new TopKAccuracy(2)]),
        new Adam(0.001).ClippedByGlobalNorm(double.PositiveInfinity).WithGroup(BlockSelection.Under("conv"), new Sgd(0.1)),
        new TrainingDescription(3, 20, Shards: 2, Precision: Precision.Double, EarlyStopping: new EarlyStopping(2), Checkpoints: new CheckpointInterval(2), Diagnostics: ["norms"]),
        ulong.MaxValue, "step:3", new ReduceOnPlateau(Patience: 3));

    private static ILayer[] Hidden(int time) =>
    [
        new Dense(6).Named($"hidden{time}"), new LeakyRelu(0.02),
        new Residual(new Shared("step", new Dense(6))).Named($"again{time}-1"), new Residual(new Shared("step", new Dense(6))).Named($"again{time}-2"),
    ];
}
