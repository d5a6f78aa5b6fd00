namespace Functional.NN.Properties.Mutants;

/// <summary>The next cell state of the gates and the last one.</summary>
internal delegate Var CellRule(Var i, Var f, Var g, Var o, Var c);

/// <summary>An LSTM as a loop over its steps whose formulas may be others, with the parameters of <see cref="Lstm"/>.</summary>
internal static class LstmByHand
{
    /// <summary>c ← f·c + i·g.</summary>
    public static Var Right(Var i, Var f, Var g, Var o, Var c) => f * c + i * g;

    /// <summary>An LSTM of two units that gives its last state.</summary>
    /// <param name="cell">the next cell state</param>
    /// <param name="output">what stands beside the output gate; tanh c unless told</param>
    public static ILayer Layer(CellRule cell, Func<Var, Var>? output = null) => NN.Layer.From("lstm", input => new Lstm(2).Parameters(input), (context, x) =>
    {
        Var Parameter(string name) => context.Parameter(name);
        Var h = Var.Constant(Tensor.Zeros<double>([x.Shape[0], 2])), c = h;
        for (int t = 0; t < x.Shape[1]; t++)
        {
            var gates = Var.Affine(x.At(1, t), Parameter("weight_ih"), Parameter("bias_ih")) + Var.Affine(h, Parameter("weight_hh"), Parameter("bias_hh"));
            Var Gate(int k) => gates.Slice(1, 2 * k, 2);
            var o = Var.Sigmoid(Gate(3));
            c = cell(Var.Sigmoid(Gate(0)), Var.Sigmoid(Gate(1)), Var.Tanh(Gate(2)), o, c);
            h = o * (output is null ? Var.Tanh(c) : output(c));
        }
        return h;
    });

    /// <summary>The same in loops over numbers: the last hidden state of each sample.</summary>
    public static double[] OfNumbers(Parameters<double> θ, string place, Tensor<double> x)
    {
        Tensor<double> Block(string name) => θ[$"{place}.{name}"];
        var (wx, wh, bx, bh) = (Block("weight_ih"), Block("weight_hh"), Block("bias_ih"), Block("bias_hh"));
        var outputs = new List<double>();
        for (int n = 0; n < x.Shape[0]; n++)
        {
            double[] h = new double[2], c = new double[2];
            for (int t = 0; t < x.Shape[1]; t++)
            {
                double Gate(int gate, int unit) => bx[2 * gate + unit] + bh[2 * gate + unit] + Enumerable.Range(0, x.Shape[2]).Sum(k => x[n, t, k] * wx[k, 2 * gate + unit]) + Enumerable.Range(0, 2).Sum(k => h[k] * wh[k, 2 * gate + unit]);
                double[,] gates = { { Gate(0, 0), Gate(0, 1) }, { Gate(1, 0), Gate(1, 1) }, { Gate(2, 0), Gate(2, 1) }, { Gate(3, 0), Gate(3, 1) } };
                for (int unit = 0; unit < 2; unit++)
                {
                    c[unit] = Logistic(gates[1, unit]) * c[unit] + Logistic(gates[0, unit]) * Math.Tanh(gates[2, unit]);
                    h[unit] = Logistic(gates[3, unit]) * Math.Tanh(c[unit]);
                }
            }
            outputs.AddRange(h);
        }
        return [.. outputs];
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
