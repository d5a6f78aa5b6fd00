namespace Functional.NN.Properties.Catalogue;

/// <summary>Short runs of layers and losses, for the laws of training.</summary>
internal static class PlannedCases
{
    extension(LayerCase c)
    {
        /// <summary>The layer with a dense one after it, to be trained on ten samples in batches of four.</summary>
        public PlannedRun Run => new(new Network(c.Input, [c.Layer, .. c.Network.Output.Rank == 1 ? Array.Empty<ILayer>() : c.Network.Output.Rank == 0 ? [new Reshape([1])] : [new Flatten()], new Dense(2)]),
            Objective.Supervised(new MeanSquaredError()), new Sgd(0.01), c.Inputs(PlannedRun.Count), c.Key.Fold("targets").Normal<double>([PlannedRun.Count, 2]), c.Mask(PlannedRun.Count));
    }

    extension(LossCase c)
    {
        /// <summary>A small network trained with the loss.</summary>
        public PlannedRun Run(Tensor<double>? weights = null) => new(new Network([3], new Dense(c.Prediction.Size), new Reshape(c.Prediction), c.Output), Objective.Supervised(c.Loss), new Sgd(0.01),
            c.Key.Fold("inputs").Normal<double>([PlannedRun.Count, 3]), c.TargetsOf(PlannedRun.Count), Weights: weights);
    }
}
