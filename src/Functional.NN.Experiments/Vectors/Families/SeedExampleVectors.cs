namespace Functional.NN.Experiments;

/// <summary>Small worked examples of textbooks; they stand under the nearest kind, so only their names are looked at.</summary>
internal static class SeedExampleVectors
{
    public static IEnumerable<VectorOperation> All { get; } =
    [
        new(null, "xor_worked_example", [], ["X", "W", "c", "w", "b"], Xor),
        new(null, "softmax_ce_hidden_to_output", [], ["a", "W", "target"], SoftmaxGradient),
        new(null, "conv_output_size", [], ["W", "F", "S", "P_left", "P_right"], ConvOutputSize),
        new(null, "fgsm", ["eps", "model"], ["x", "W", "w", "b", "target"], FastGradientSign),
        new(null, "lms_rule", ["lr", "epochs"], ["X", "target"], LeastMeanSquares),
        new(null, "perceptron_rule", ["lr", "targets", "epochs"], ["X", "target"], Perceptron),
        new(null, "affine_least_squares", [], ["X", "target"], AffineLeastSquares),
        new(null, "bagging_expected_error", [], ["k", "v", "c"], given => new Computed { { "expected_squared_error", Bagging.ExpectedSquaredError(given.Number("v"), given.Number("c"), Integer(given, "k")) } }),
        new(null, "robbins_monro", [], ["eps_0", "power", "n"], RobbinsMonro),
    ];

    /// <summary>relu(X·W + c)·w + b, the layers read through a trace; the output is the truth table.</summary>
    private static Computed Xor(VectorCase given)
    {
        Tensor<double> x = given.Tensor("X"), hidden = given.Tensor("W"), output = given.Tensor("w");
        var network = new Network(x.Shape.Sample, new Dense(hidden.Shape[1]), new Relu(), new Dense(1));
        var θ = network.Initialize<double>(default).With("0.weight", hidden).With("0.bias", given.Tensor("c")).With("2.weight", output.Reshape(-1, 1)).With("2.bias", given.Tensor("b").Reshape(1));
        var trace = new Model<double>(network, θ).Trace(x);
        var y = trace.Output.Reshape(x.Shape[0]);
        return new Computed { { "XW", x.MatMul(hidden) }, { "XW_plus_c", trace["0"] }, { "hidden", trace["1"] }, { "output", y }, { "target", y } };
    }

    /// <summary>The gradient of the loss in the last weights; the formula for two classes must be its first element.</summary>
    private static Computed SoftmaxGradient(VectorCase given)
    {
        Tensor<double> a = given.Tensor("a"), w = given.Tensor("W"), target = given.Tensor("target");
        Var Logits(Var weight) => Var.MatMul(Var.Of(a.Reshape(1, -1)), weight, transposeB: true);
        var (loss, gradient) = Grad.ValueAndGradient(weight => new SoftmaxCrossEntropy().Mean(Logits(weight), Var.Of(target.Reshape(1, -1))), w);
        var computed = new Computed { { "o", new Softmax().Apply(Logits(Var.Of(w))).Value<double>().Reshape(-1) }, { "loss", loss }, { "dW", gradient } };
        if (target.Shape.Size == 2) computed.Add("dW00_from_formula", gradient[0, 0]);
        return computed;
    }

    /// <summary>The size by the geometry of convolutions; the division is exact when the last window ends where the padded image does.</summary>
    private static Computed ConvOutputSize(VectorCase given)
    {
        int width = Integer(given, "W"), filter = Integer(given, "F"), stride = Integer(given, "S"), left = Integer(given, "P_left"), right = Integer(given, "P_right");
        int n = new Conv2DGeometry(new Extent2D(1, stride), new Padding2D(0, 0, left, right)).OutputSize(new Extent2D(1, width), new Extent2D(1, filter)).X;
        return new Computed { { "N", n }, { "exact", (n - 1) * stride + filter == left + width + right } };
    }

    private static int Integer(VectorCase given, string input) =>
        given.Number(input) is var number && number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (int)number
            : throw VectorCase.Contradiction($"the input \"{input}\" should be a whole number");

    /// <summary>x + ε·sign(∂L/∂x), for the logistic and the softmax model.</summary>
    private static Computed FastGradientSign(VectorCase given)
    {
        bool logistic = given.Options.OneOf("model", "logits = W x + b, cross entropy", "logit = w.x + b, binary cross entropy") == "logit = w.x + b, binary cross entropy";
        var x = given.Tensor("x");
        Var weight = Var.Of(logistic ? given.Tensor("w").Reshape(1, -1) : given.Tensor("W")), bias = Var.Of(given.Tensor("b").Reshape(-1));
        var target = Var.Of(logistic ? given.Tensor("target").Reshape(1, 1) : given.Tensor("target").Reshape(1));
        ILoss loss = logistic ? new SigmoidCrossEntropy() : new SoftmaxCrossEntropy();
        Var Loss(Var at) => loss.Mean(Var.MatMul(at.Reshape(1, at.Shape.Size), weight, transposeB: true) + bias, target);
        var (value, gradient) = Grad.ValueAndGradient(Loss, x);
        var adversarial = new FastGradientSign(given.Options.Number("eps")).Perturb(Loss, Var.Of(x), shape => Var.Of(Tensor.Zeros<double>(shape))).Value<double>();
        return new Computed { { "gradient", gradient }, { "x_adversarial", adversarial }, { "loss", value }, { "loss_adversarial", Loss(Var.Of(adversarial)).Value<double>() } };
    }

    /// <summary>Widrow and Hoff's rule, the unit after each presented sample.</summary>
    private static Computed LeastMeanSquares(VectorCase given)
    {
        Tensor<double> x = given.Tensor("X"), target = given.Tensor("target");
        var steps = new LmsRule(given.Options.Number("lr")).Steps(x, target).Take(Limits.Count("epochs", given.Options.Integer("epochs")) * target.Shape.Size).ToList();
        return new Computed { { "w", Weights(steps.Select(step => step.Map)) }, { "b", Biases(steps.Select(step => step.Map)) }, { "error", Tensor.Vector([.. steps.Select(step => step.Error)]) } };
    }

    /// <summary>The perceptron after each presented sample until an epoch without a change.</summary>
    private static Computed Perceptron(VectorCase given)
    {
        Tensor<double> x = given.Tensor("X"), target = given.Tensor("target");
        bool signed = given.Options.OneOf("targets", "-1/+1", "0/1") == "-1/+1";
        var rule = new PerceptronRule(given.Options.Number("lr", 1), Limits.Count("epochs", given.Options.Integer("epochs")), signed ? PerceptronTargets.Signed : PerceptronTargets.Binary);
        var fit = rule.Fit(x, target);
        var steps = rule.Steps(x, target).Take(fit.Epochs * target.Shape.Size).ToList();
        return new Computed
        {
            { "w", Weights(steps.Select(step => step.Map)) },
            { "b", Biases(steps.Select(step => step.Map)) },
            { "updated", Tensor.Vector([.. steps.Select(step => step.Updated ? 1.0 : 0)]) },
            { "epochs", fit.Epochs },
            { "final_w", fit.Map.Weight.Reshape(-1) },
            { "final_b", fit.Map.Bias.ToScalar() },
        };
    }

    /// <summary>The best affine fit in closed form.</summary>
    private static Computed AffineLeastSquares(VectorCase given)
    {
        Tensor<double> x = given.Tensor("X"), target = given.Tensor("target");
        var fit = new LinearRegression().Fit(x, target);
        return new Computed { { "w", fit.Map.Weight.Reshape(-1) }, { "b", fit.Map.Bias.ToScalar() }, { "prediction", fit.Map.Predict(x).Reshape(target.Shape) }, { "loss", fit.MeanSquaredError } };
    }

    /// <summary>Partial sums of ε₀·k^−p and of its squares, and what the schedule's family says of the sums themselves.</summary>
    private static Computed RobbinsMonro(VectorCase given)
    {
        var schedule = new PowerDecay(given.Number("eps_0"), given.Number("power"));
        int[] counts = [.. given.Tensor("n").ToArray().Select(n => Limits.Count("n", (int)n))];
        double[] rates = [.. Enumerable.Range(0, counts.DefaultIfEmpty(0).Max()).Select(k => schedule.At(k))];
        var conditions = schedule.RobbinsMonro();
        var computed = new Computed { { "partial_sum", Sums(rate => rate) }, { "partial_sum_of_squares", Sums(rate => rate * rate) }, { "satisfied", conditions.Verdict == RobbinsMonroVerdict.Satisfied } };
        if (conditions.SumDiverges is { } diverges) computed.Add("sum_diverges", diverges);
        if (conditions.SumOfSquaresConverges is { } converges) computed.Add("sum_of_squares_converges", converges);
        return computed;

        Tensor<double> Sums(Func<double, double> term) => Tensor.Vector([.. counts.Select(n => rates.Take(n).Sum(term))]);
    }

    private static Tensor<double> Weights(IEnumerable<AffineFunction> maps) => Tensor.Stack(maps.Select(map => map.Weight.Reshape(-1)));

    private static Tensor<double> Biases(IEnumerable<AffineFunction> maps) => Tensor.Concat(0, maps.Select(map => map.Bias));
}
