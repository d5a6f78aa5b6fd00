namespace Functional.NN.Tests.Layers;

/// <summary>The recurrent layers, and the equations of their documentation for one sample and one step at a time.</summary>
internal static class RecurrentCells
{
    public const int Steps = 5, Features = 3, Units = 2;

    /// <summary>The next state from θ, the numbers x·Wᵢₕ + bᵢₕ of the step, and the state; h is the first of the state.</summary>
    public delegate double[][] Step(Parameters<double> θ, Func<int, double> fromInput, double[][] state);

    public static readonly Dictionary<string, (Recurrent Layer, Step Step)> All = new()
    {
        ["ElmanRnn"] = (new ElmanRnn(Units), (θ, input, state) => [Each(u => Math.Tanh(input(u) + FromState(θ, u, state[0])))]),
        ["ElmanRnn, rectified"] = (new ElmanRnn(Units, Activation: new Relu()), (θ, input, state) => [Each(u => Math.Max(0, input(u) + FromState(θ, u, state[0])))]),
        ["Lstm"] = (new Lstm(Units), LstmStep),
        ["Gru"] = (new Gru(Units), (θ, input, state) => GruStep(θ, input, state[0], (r, u) => r[u] * FromState(θ, 2 * Units + u, state[0]))),
        ["Gru, reset before"] = (new Gru(Units, ResetBeforeProduct: true), (θ, input, state) =>
            GruStep(θ, input, state[0], (r, u) => FromState(θ, 2 * Units + u, Each(k => r[k] * state[0][k])))),
    };

    public static Model<double> Model(Recurrent layer) => Model<double>.Initialize(new Network([Steps, Features], layer), RandomKey.FromSeed(1));

    /// <summary>The output at every step, 0 where it is left out, and the last state.</summary>
    public static (double[][] Outputs, double[] Last) ByHand(Step step, Parameters<double> θ, Tensor<double> x, IEnumerable<int> order)
    {
        double[][] state = [new double[Units], new double[Units]];
        var outputs = Enumerable.Range(0, Steps).Select(_ => new double[Units]).ToArray();
        foreach (int t in order)
        {
            state = step(θ, g => θ["0.bias_ih"][g] + Enumerable.Range(0, Features).Sum(k => x[t, k] * θ["0.weight_ih"][k, g]), state);
            outputs[t] = state[0];
        }
        return (outputs, state[0]);
    }

    private static double[][] LstmStep(Parameters<double> θ, Func<int, double> input, double[][] state)
    {
        double Gate(int gate, int u) => input(gate * Units + u) + FromState(θ, gate * Units + u, state[0]);
        double[] c = Each(u => Sigma(Gate(1, u)) * state[1][u] + Sigma(Gate(0, u)) * Math.Tanh(Gate(2, u)));
        return [Each(u => Sigma(Gate(3, u)) * Math.Tanh(c[u])), c];
    }

    private static double[][] GruStep(Parameters<double> θ, Func<int, double> input, double[] h, Func<double[], int, double> fromReset)
    {
        double[] r = Each(u => Sigma(input(u) + FromState(θ, u, h))), z = Each(u => Sigma(input(Units + u) + FromState(θ, Units + u, h)));
        double[] n = Each(u => Math.Tanh(input(2 * Units + u) + fromReset(r, u)));
        return [Each(u => (1 - z[u]) * n[u] + z[u] * h[u])];
    }

    private static double FromState(Parameters<double> θ, int g, double[] h) => θ["0.bias_hh"][g] + Enumerable.Range(0, Units).Sum(k => h[k] * θ["0.weight_hh"][k, g]);

    private static double Sigma(double z) => 1 / (1 + Math.Exp(-z));

    private static double[] Each(Func<int, double> unit) => [.. Enumerable.Range(0, Units).Select(unit)];
}
