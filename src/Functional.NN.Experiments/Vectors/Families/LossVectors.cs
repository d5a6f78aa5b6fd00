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
        Elementwise("smooth_l1", ["beta"], o => new SmoothL1(o.Number("beta", 1))),
        Elementwise("hinge", ["margin"], o => new Hinge(o.Number("margin", 1))),
        Elementwise("squared_hinge", ["margin"], o => new SquaredHinge(o.Number("margin", 1))),
        Elementwise("perceptron", [], _ => new PerceptronLoss()),
        Elementwise("binary_cross_entropy", ["prediction", "log_clamp", "convention_specific"], Probabilities),
        Elementwise("poisson_nll", ["log_input", "full", "eps"], o => new PoissonNegativeLogLikelihood(o.Flag("log_input", true), o.Flag("full", false), o.Number("eps", 1e-8))),
        new("loss", "binary_cross_entropy_with_logits", ["reduction", "prediction", "pos_weight"], [.. Inputs, "pos_weight"], Logits),
        new("loss", "gaussian_nll", ["reduction", "eps", "full"], [.. Inputs, "variance"], Gaussian),
        new("loss", "cross_entropy", ["reduction", "target", "label_smoothing", "class_axis", "weighted", "ignore_index"], [.. Inputs, "class_weight"], CrossEntropy),
        new("loss", "nll", ["reduction", "class_axis", "weighted", "ignore_index"], [.. Inputs, "class_weight"], NegativeLogLikelihood),
        new("loss", "multi_margin", ["reduction", "p", "margin"], Inputs, MultiMargin),
        new("loss", "kl_div", ["reduction", "log_target"], Inputs, KullbackLeibler),
        new("loss", "cosine_embedding", ["reduction", "margin"], [.. Inputs, "prediction2"], CosineEmbedding),
        new("loss", "triplet_margin", ["reduction", "margin", "p", "eps", "swap"], ["anchor", "positive", "negative"], TripletMargin),
        new("loss", "zero_one", ["reduction", "decision"], Inputs, ZeroOne),
    ];

    /// <summary>A loss that the mean averages over all elements.</summary>
    private static VectorOperation Elementwise(string name, IEnumerable<string> options, Func<VectorOptions, ILoss> loss) =>
        new("loss", name, [.. options, "reduction"], Inputs, given => Differentiated(given, loss(given.Options), elementwise: true));

    private static BinaryCrossEntropyOfProbabilities Probabilities(VectorOptions options)
    {
        options.OneOf("prediction", "probability");
        options.Flag("convention_specific", true);
        return new(options.Number("log_clamp", -100));
    }

    private static Computed Logits(VectorCase given)
    {
        given.Options.OneOf("prediction", "logit");
        given.Options.OneOf("pos_weight", "per last-axis element (broadcast)");
        if (given.Options.Has("pos_weight") && !given.Has("pos_weight")) throw VectorCase.Contradiction("positive targets are said to be weighed, and there is no input \"pos_weight\"");
        return Differentiated(given, new SigmoidCrossEntropy(given.Has("pos_weight") ? given.Tensor("pos_weight") : null), elementwise: true);
    }

    private static Computed Gaussian(VectorCase given)
    {
        var loss = new GaussianNegativeLogLikelihood(given.Options.Flag("full", false), given.Options.Number("eps", 1e-6));
        return Differentiated(given, ["prediction", "variance"], x => loss.Terms(x[0], x[1], Target(given)), Reduction(given, elementwise: true));
    }

    private static Computed CrossEntropy(VectorCase given)
    {
        bool indices = given.Options.OneOf("target", "index", "probability") == "index";
        if (!indices && given.Options.Has("ignore_index")) throw new UnsupportedException("targets that are probabilities are not ignored by an index");
        var loss = new SoftmaxCrossEntropy(given.Options.Number("label_smoothing", 0), Weights(given), Ignored(given), ClassAxis(given));
        Shape prediction = given.Tensor("prediction").Shape, target = given.Tensor("target").Shape;
        if (indices != target.Rank < prediction.Rank) throw VectorCase.Contradiction($"targets are said to be {(indices ? "indices" : "probabilities")} and are {target} for logits {prediction}");
        return Differentiated(given, loss, elementwise: false);
    }

    private static Computed NegativeLogLikelihood(VectorCase given) => Differentiated(given, new NegativeLogLikelihood(Weights(given), Ignored(given), ClassAxis(given)), elementwise: false);

    private static Computed MultiMargin(VectorCase given)
    {
        int p = given.Options.Integer("p", 1);
        if (p is not (1 or 2)) throw new UnsupportedException(Invariant.Text($"the option \"p\" is {p}, supported is 1 or 2"));
        return Differentiated(given, new MultiMargin(p, given.Options.Number("margin", 1)), elementwise: false);
    }

    private static Computed KullbackLeibler(VectorCase given)
    {
        var loss = new KullbackLeibler(given.Options.Flag("log_target", false));
        int batch = given.Tensor("prediction").Shape[0];
        Func<LossTerms, Var>? reduction = given.Options.OneOf("reduction", "batchmean", "sum", "none") switch
        {
            "batchmean" => terms => terms.Sum() / batch,
            "sum" => terms => terms.Sum(),
            _ => null,
        };
        return Differentiated(given, ["prediction"], x => loss.Terms(x[0], Target(given)), reduction);
    }

    private static Computed CosineEmbedding(VectorCase given)
    {
        var loss = new CosineEmbedding(given.Options.Number("margin", 0));
        return Differentiated(given, ["prediction", "prediction2"], x => loss.Terms(x[0], x[1], Target(given)), Reduction(given, elementwise: false));
    }

    private static Computed TripletMargin(VectorCase given)
    {
        var loss = new TripletMargin(given.Options.Number("margin", 1), given.Options.Number("p", 2), given.Options.Number("eps", 1e-6), given.Options.Flag("swap", false));
        return Differentiated(given, ["anchor", "positive", "negative"], x => loss.Terms(x[0], x[1], x[2]), Reduction(given, elementwise: false));
    }

    /// <summary>A sign is read from every number, an argmax from a row of them.</summary>
    private static Computed ZeroOne(VectorCase given)
    {
        bool sign = given.Options.OneOf("decision", "sign", "argmax") == "sign";
        var prediction = given.Tensor("prediction").Shape;
        if (!sign && (prediction.Rank < 2 || prediction[-1] < 2)) throw new UnsupportedException($"the argmax of {prediction} is not decided here");
        var computed = Differentiated(given, new ZeroOne(Separately: sign), elementwise: sign);
        return new Computed { { "loss", computed.First(output => output.Key == "loss").Value } };
    }

    private static Tensor<double>? Weights(VectorCase given)
    {
        bool weighted = given.Has("class_weight");
        if (given.Options.Flag("weighted", weighted) != weighted) throw VectorCase.Contradiction($"classes are said to be {(weighted ? "alike" : "weighed")}, and there is {(weighted ? "an" : "no")} input \"class_weight\"");
        return weighted ? given.Tensor("class_weight") : null;
    }

    private static int? Ignored(VectorCase given) => given.Options.Has("ignore_index") ? given.Options.Integer("ignore_index") : null;

    private static int ClassAxis(VectorCase given)
    {
        if (given.Tensor("prediction").Shape.Rank is var rank and < 2) throw new UnsupportedException(Invariant.Text($"predictions with {rank} axes, without a batch and a class axis, are not supported"));
        return given.Options.Integer("class_axis", 1);
    }

    private static Var Target(VectorCase given) => Var.Of(given.Tensor("target"));

    private static Computed Differentiated(VectorCase given, ILoss loss, bool elementwise) =>
        Differentiated(given, ["prediction"], x => loss.Terms(x[0], Target(given)), Reduction(given, elementwise));

    /// <summary>What makes one number of the terms; none when nothing is reduced. The terms of an elementwise loss are means over a sample's elements.</summary>
    private static Func<LossTerms, Var>? Reduction(VectorCase given, bool elementwise)
    {
        string reduction = given.Options.OneOf("reduction", "mean", "sum", "none");
        var first = given.Inputs.ContainsKey("prediction") ? given.Tensor("prediction").Shape : null;
        int elements = elementwise && first is { Rank: > 1 } ? first.Size / Math.Max(1, first[0]) : 1;
        return reduction switch
        {
            "mean" => terms => terms.Mean(),
            "sum" => terms => elements * terms.Sum(),
            _ => elementwise && first is { Rank: > 1 } ? throw new UnsupportedException("without reduction, a loss of several elements a sample is not computed here") : null,
        };
    }

    /// <summary>The reduced loss and its gradients, or what is not reduced.</summary>
    private static Computed Differentiated(VectorCase given, string[] inputs, Func<IReadOnlyList<Var>, LossTerms> terms, Func<LossTerms, Var>? reduction)
    {
        Tensor<double>[] at = Array.ConvertAll(inputs, given.Tensor);
        var there = terms(Array.ConvertAll(at, Var.Of));
        if (reduction is null) return new Computed { { "loss", there.Values.Value<double>() } };
        var computed = new Computed { { "loss", reduction(there).Value<double>() } };
        foreach (var (input, gradient) in inputs.Zip(Grad.OfAll(x => reduction(terms(x)), at))) computed.Add($"d{input}", gradient);
        return computed;
    }
}
