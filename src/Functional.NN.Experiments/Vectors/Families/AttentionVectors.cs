namespace Functional.NN.Experiments;

/// <summary>Attention and positions.</summary>
internal static class AttentionVectors
{
    public static IEnumerable<VectorOperation> All { get; } =
    [
        new("layer", "scaled_dot_product_attention", ["scale", "causal"], ["q", "k", "v", "dy"], ScaledDotProduct),
        new("layer", "multi_head_attention", ["embed_dim", "num_heads", "batch_first", "bias", "causal", "in_proj"], ["x", "in_proj_weight", "in_proj_bias", "out_proj_weight", "out_proj_bias", "dy"], MultiHead),
        new("layer", "sinusoidal_positional_encoding", ["length", "dim", "base"], [], Positions),
    ];

    private static Computed ScaledDotProduct(VectorCase given)
    {
        Tensor<double> q = given.Tensor("q"), k = given.Tensor("k"), v = given.Tensor("v");
        bool causal = given.Options.Flag("causal", false);
        double? scale = given.Options.Has("scale") ? given.Options.Number("scale") : null;
        // A result of another size than expected is not computed: it could be of any size.
        var shape = Shape.Of(q.Shape[0], q.Shape[1], q.Shape[2], v.Shape[-1]);
        if (given.Expected.GetValueOrDefault("y") is VectorNumbers expected && expected.Numbers.Shape != shape) throw new NNException($"y: expected the shape {expected.Numbers.Shape}, got {shape}");
        Var Of(Var query, Var key, Var value) => Attention.ScaledDotProduct(query, key, value, causal, scale: scale);
        var computed = new Computed { { "y", Of(Var.Of(q), Var.Of(k), Var.Of(v)).Value<double>() } };
        if (!given.Has("dy")) return computed;
        var dy = given.Tensor("dy");
        if (dy.Shape != shape) throw VectorCase.Contradiction($"\"dy\" should be {shape}, it is {dy.Shape}");
        var gradients = Grad.OfAll(inputs => (Of(inputs[0], inputs[1], inputs[2]) * Var.Of(dy)).Sum(), [q, k, v]);
        foreach (var (name, gradient) in ((string[])["dq", "dk", "dv"]).Zip(gradients)) computed.Add(name, gradient);
        return computed;
    }

    private static Computed MultiHead(VectorCase given)
    {
        given.Options.Only("batch_first", true);
        given.Options.Text("in_proj", "");
        var x = given.Tensor("x").Shape;
        if (x.Rank != 3) throw new UnsupportedException($"{given.Operation} of {x} is not supported, it takes N×L×E");
        given.Agree("embed_dim", x[-1]);
        bool bias = given.Options.Flag("bias", given.Has("in_proj_bias"));
        if (bias != given.Has("in_proj_bias") || bias != given.Has("out_proj_bias")) throw VectorCase.Contradiction($"the option \"bias\" is {(bias ? "true, but a bias is missing" : "false, but there is one")}");
        var layer = LayerCase.Of(given, new MultiHeadAttention(given.Options.Integer("num_heads"), given.Options.Flag("causal", false), bias));
        var computed = layer.Computed();
        computed.Add("attention_weights", layer.Forward().Outputs.Single(output => output.Path == "0.attention_weights").Value.Value<double>());
        return computed;
    }

    private static Computed Positions(VectorCase given)
    {
        int length = Limits.Count("length", given.Options.Integer("length")), features = given.Options.Integer("dim");
        if ((long)length * features > Limits.Numbers) throw new UnsupportedException(Invariant.Text($"a table of {length}×{features} is more than a case may ask for"));
        var table = SinusoidalPositions.Table(length, features, given.Options.Number("base", 10000));
        return new Computed { { "y", table } };
    }
}
