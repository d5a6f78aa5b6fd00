namespace Functional.NN;

/// <summary>y = x·W + b.</summary>
/// <param name="Weight">W (d × m)</param>
/// <param name="Bias">b (m)</param>
public sealed record AffineFunction(Tensor<double> Weight, Tensor<double> Bias)
{
    /// <summary>The map of everything to 0.</summary>
    /// <param name="inputs">d</param>
    /// <param name="outputs">m</param>
    public static AffineFunction Zero(int inputs, int outputs = 1) => new(Tensor.Zeros<double>(Shape.Of(inputs, outputs)), Tensor.Zeros<double>(Shape.Of(outputs)));

    /// <summary>x·W + b.</summary>
    /// <param name="x">(N × d)</param>
    /// <returns>(N × m)</returns>
    public Tensor<double> Predict(Tensor<double> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.MatMul(Weight) + Bias;
    }

    /// <summary>The map as a network of one dense layer, to be trained on or saved.</summary>
    public Model<T> ToModel<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var network = new Network(Shape.Of(Weight.Shape[0]), new Dense(Weight.Shape[1]));
        return new(network, new Parameters<T>(network.Layout, Tensor.Concat(0, Weight.Reshape(-1), Bias).Cast<T>()));
    }
}
