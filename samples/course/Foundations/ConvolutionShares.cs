namespace Functional.NN.Course;

/// <summary>A convolution has one small set of weights for every place of an image: few numbers, and what moves in the image moves in the output, bit for bit.</summary>
public sealed record ConvolutionShares() : Sample("convolution", "What a convolution shares", "LeCun et al. 1989; Goodfellow et al. 2016, section 9.2")
{
    /// <summary>The layer that looks at an image.</summary>
    public ILayer Layer { get; init; } = new Conv2D(6, 5);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var model = Model<double>.Initialize(new Network([1, 28, 28], Layer), RandomKey.FromSeed(1));
        int shared = model.Parameters.Layout.Size, outputs = model.Network.Output.Size, dense = (28 * 28 + 1) * outputs;

        // A digit, and the same digit two rows lower and three columns to the right; what the layer says of it moves as far.
        var digit = SyntheticData.Digits<double>(1, RandomKey.FromSeed(1)).All().Inputs;
        double[] at = Answers(model, digit, 4, 4), moved = Answers(model, Moved(digit, 2, 3), 6, 7);
        int same = at.Zip(moved, (a, b) => a.Equals(b)).Count(equal => equal);

        return new(
        [
            Claim.Of("convolution.few-weights", "A convolution has fewer than a thousandth of the weights of a dense layer between the same images.", shared * 1000 < dense, $"{shared:N0} weights against {dense:N0}, for {outputs:N0} outputs", ("convolution", shared), ("dense", dense)),
            Claim.Of("convolution.moves-along", "What moves in the image moves in the output of a convolution, and is otherwise the same.", same == at.Length, $"{same} of {at.Length} outputs have the same bits after a move by (2, 3)", ("same", same), ("of", at.Length)),
        ],
        [TableExhibit.Of("Weights between a 28×28 image and six maps of 24×24", ["layer", "weights"], ["convolution 5×5", Written.Of($"{shared:N0}")], ["dense", Written.Of($"{dense:N0}")])]);
    }

    /// <summary>The outputs of 6 maps in a square of 14×14 places, from a place on.</summary>
    private static double[] Answers(Model<double> model, Tensor<double> image, int row, int column) =>
        model.Predict(image).Reshape(6, 24, 24).Slice(1, row, 14).Slice(2, column, 14).ToArray();

    private static Tensor<double> Moved(Tensor<double> image, int rows, int columns) =>
        Tensor.Generate(image.Shape, i => i / 28 >= rows && i % 28 >= columns ? image.ToArray()[i - 28 * rows - columns] : 0.0);
}
