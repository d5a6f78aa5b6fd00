namespace Functional.NN.Experiments;

/// <summary>Losses with their gradients.</summary>
internal static class LossVectors
{
    private static readonly string[] Inputs = ["prediction", "target"];

    public static IEnumerable<VectorOperation> All { get; } =
    [
        Elementwise("mse", [], _ => new MeanSquaredError()),
        Elementwise("mae", [], _ => new MeanAbsoluteError()),
        Elementwise("huber", ["delta"], o => new Huber(o.Number("delta", 1))),
        Elementwise("hinge", ["margin"], o => new Hinge(o.Number("margin", 1))),
        Elementwise("binary_cross_entropy_with_logits", ["prediction"], o => { o.OneOf("prediction", "logit"); return new SigmoidCrossEntropy(); }),
        new("loss", "cross_entropy", ["reduction", "target", "label_smoothing", "class_axis", "weighted"], Inputs, CrossEntropy),
        new("loss", "zero_one", ["reduction", "decision"], Inputs, ZeroOne),
    ];

    /// <summary>A loss that the mean averages over all elements.</summary>
    private static VectorOperation Elementwise(string name, IEnumerable<string> options, Func<VectorOptions, ILoss> loss) =>
        new("loss", name, [.. options, "reduction"], Inputs, given => Differentiated(given, loss(given.Options).Terms, elementwise: true));

    private static Computed CrossEntropy(VectorCase given)
    {
        var loss = new SoftmaxCrossEntropy(given.Options.Number("label_smoothing", 0));
        given.Options.Only("weighted", false);
        var prediction = given.Tensor("prediction").Shape;
        if (prediction.Rank < 2) throw new UnsupportedException($"logits without a batch and a class axis are not supported, they are {prediction}");
        int classAxis = prediction.Axis(given.Options.Integer("class_axis", 1));
        bool probabilities = given.Options.OneOf("target", "index", "probability") == "probability";
        int[] classesLast = [.. Enumerable.Range(0, prediction.Rank).Where(axis => axis != classAxis), classAxis];
        return Differentiated(given, (p, t) => loss.Terms(p.Transpose(classesLast), probabilities ? t.Transpose(classesLast) : t), elementwise: false);
    }

    /// <summary>The metric reads a sign from one number a sample and an argmax from a row of them.</summary>
    private static Computed ZeroOne(VectorCase given)
    {
        var metric = new ZeroOne();
        bool sign = given.Options.OneOf("decision", "sign", "argmax") == "sign";
        var prediction = given.Tensor("prediction").Shape;
        if (!sign && (prediction.Rank < 2 || prediction[-1] < 2)) throw new UnsupportedException($"the argmax of {prediction} is not decided here");
        var computed = Differentiated(given, (p, t) => new LossTerms(sign ? metric.Terms(p.Reshape(p.Shape.Size), t.Reshape(t.Shape.Size)) : metric.Terms(p, t)), elementwise: sign);
        return new Computed { { "loss", computed.First(output => output.Key == "loss").Value } };
    }

    /// <summary>The reduced loss, and its gradient unless nothing is reduced.</summary>
    private static Computed Differentiated(VectorCase given, Func<Var, Var, LossTerms> terms, bool elementwise)
    {
        Tensor<double> prediction = given.Tensor("prediction"), target = given.Tensor("target");
        switch (given.Options.OneOf("reduction", "mean", "sum", "none"))
        {
            case "mean": return Reduced(p => terms(p, Var.Of(target)).Mean(), prediction);
            case "sum" when elementwise: return Reduced(p => terms(Flat(p), Flat(Var.Of(target))).Sum(), prediction);
            case "sum": return Reduced(p => terms(p, Var.Of(target)).Sum(), prediction);
            default:
                if (elementwise && prediction.Shape.Rank > 1) throw new UnsupportedException("without reduction, a loss of several elements a sample is not computed here");
                return new Computed { { "loss", terms(Var.Of(prediction), Var.Of(target)).Values.Value<double>() } };
        }
    }

    private static Computed Reduced(Func<Var, Var> loss, Tensor<double> prediction)
    {
        var (value, gradient) = Grad.ValueAndGradient(loss, prediction);
        return new Computed { { "loss", value }, { "dprediction", gradient } };
    }

    /// <summary>Every element as a sample of its own.</summary>
    private static Var Flat(Var x) => x.Reshape(x.Shape.Size);
}
