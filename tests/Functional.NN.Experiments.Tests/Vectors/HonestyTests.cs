using System.Text.Json.Nodes;

namespace Functional.NN.Experiments.Tests.Vectors;

public sealed class HonestyTests
{
    [Fact]
    public void A_case_with_one_altered_number_fails_and_says_which()
    {
        var given = VectorFolder.Case("layers", "conv2d_groups2");
        given["outputs"]!["dweight"]!["data"]![7] = (double)given["outputs"]!["dweight"]!["data"]![7]! + 1e-6;
        var result = VectorFolder.Run(given);
        Assert.Equal(VectorOutcome.Failed, result.Outcome);
        Assert.Equal("dweight", result.Output);
        Assert.InRange(result.LargestError!.Value, 0.9e-6, 1.1e-6);
        Assert.StartsWith("dweight[7]: expected ", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_whose_expected_shape_is_another_fails()
    {
        var given = VectorFolder.Case("activations", "relu_0_3x4");
        given["outputs"]!["y"]!["shape"] = new JsonArray(4, 3);
        Assert.Equal((VectorOutcome.Failed, "y: expected the shape 4×3, got 3×4"), Short(VectorFolder.Run(given)));
    }

    [Theory]
    [InlineData("losses", "mse_4x3", "op", "mse_of_another_kind")]
    [InlineData("losses", "mse_4x3", "kind", "activation")]
    [InlineData("losses", "mse_4x3", "kind", "something")]
    public void An_unknown_operation_is_unsupported(string family, string name, string field, string value)
    {
        var given = VectorFolder.Case(family, name);
        given[field] = value;
        Assert.Equal(VectorOutcome.Unsupported, VectorFolder.Run(given).Outcome);
    }

    [Theory]
    [InlineData("activations", "relu_0_3x4", "ceiling", "6")]
    [InlineData("activations", "softplus_0_3x4", "beta", "2")]
    [InlineData("activations", "softmax_0_2x3x5", "axis", "1")]
    [InlineData("activations", "gelu_0_3x4", "approximate", "\"tanh\"")]
    [InlineData("activations", "relu_0_3x4", "precision", "\"single\"")]
    [InlineData("activations", "leaky_relu_0_3x4", "negative_slope", "\"0.01\"")]
    [InlineData("losses", "mse_4x3", "reduction", "\"median\"")]
    [InlineData("losses", "mse_4x3", "weighted", "true")]
    [InlineData("losses", "cross_entropy_5x4", "gamma", "2")]
    [InlineData("losses", "cross_entropy_prob_5x4", "ignore_index", "2")]
    [InlineData("losses", "multi_margin_5x4_p2_m0.5", "p", "3")]
    [InlineData("losses", "kl_div_5x4", "reduction", "\"mean\"")]
    [InlineData("losses", "bce_with_logits_pos_weight_5x3", "pos_weight", "\"per sample\"")]
    [InlineData("losses", "triplet_margin_4x5_1.0", "distance", "\"cosine\"")]
    [InlineData("losses", "cross_entropy_5x4", "target", "\"logit\"")]
    [InlineData("losses", "zero_one_sign_6", "decision", "\"threshold\"")]
    [InlineData("layers", "conv2d_basic", "padding_mode", "\"reflect\"")]
    [InlineData("layers", "max_pool2d_k2s2", "rounding", "\"ceil\"")]
    [InlineData("layers", "max_pool2d_k2s2", "dilation", "[2, 2]")]
    [InlineData("layers", "avg_pool2d_k2s2_include_pad", "divisor_override", "3")]
    [InlineData("layers", "flatten_2x3x4_from1", "start_axis", "0")]
    [InlineData("layers", "lstm_n2_t4_i3_h5", "batch_first", "false")]
    [InlineData("layers", "lstm_n2_t4_i3_h5", "proj_size", "2")]
    [InlineData("optimizers", "sgd", "maximize", "true")]
    [InlineData("optimizers", "sgd_weight_decay", "weight_decay_form", "\"w *= 1 - lr*weight_decay\"")]
    [InlineData("optimizers", "sgd_momentum", "dampening", "\"half\"")]
    [InlineData("optimizers", "sgd", "clip", "{\"type\": \"norm\", \"max_norm\": 1}")]
    [InlineData("optimizers", "sgd", "clip", "{\"type\": \"value\", \"max_value\": 1, \"norm_type\": 1}")]
    [InlineData("optimizers", "adam", "amsgrad", "\"yes\"")]
    [InlineData("optimizers", "adam", "betas", "[0.9]")]
    [InlineData("optimizers", "rmsprop", "centered", "1")]
    [InlineData("optimizers", "adagrad_eps_inside", "lr_decay", "0.1")]
    [InlineData("optimizers", "rprop", "etas", "[0.5, 1.2, 1.5]")]
    [InlineData("optimizers", "lion", "amsgrad", "true")]
    [InlineData("schedules", "constant", "warmup_steps", "3")]
    [InlineData("schedules", "constant", "steps", "2000000000")]
    [InlineData("initializers", "xavier_normal_1x50_gain1.000", "truncated", "true")]
    [InlineData("initializers", "kaiming_normal_1x50_fan_in_relu0.000", "nonlinearity", "\"tanh\"")]
    [InlineData("initializers", "lecun_normal_1x50", "mode", "\"fan_avg\"")]
    [InlineData("networks", "mlp_ce_sgd", "clip", "{\"type\": \"sign\", \"max_value\": 1}")]
    [InlineData("networks", "mlp_ce_sgd", "shuffle", "true")]
    [InlineData("networks", "mlp_ce_sgd", "loss", "{\"type\": \"cross_entropy\", \"label_smoothing\": 0.1}")]
    [InlineData("networks", "mlp_ce_sgd", "optimizer", "{\"type\": \"lars\", \"lr\": 0.1}")]
    [InlineData("networks", "mlp_ce_sgd", "optimizer", "{\"type\": \"sgd\", \"lr\": 0.1, \"momentum_schedule\": 2}")]
    [InlineData("networks", "softmax_classifier_l2", "penalties", "[{\"type\": \"l1\", \"coefficient\": 0.1, \"parameters\": [\"fc1.weight\"]}]")]
    [InlineData("networks", "softmax_classifier_l2", "penalties", "[{\"type\": \"l2\", \"coefficient\": 0.1, \"parameters\": [\"fc1.weight\"], \"mean\": true}]")]
    [InlineData("derivatives", "rosenbrock_2", "function", "\"x0 + x1\"")]
    [InlineData("derivatives", "gradient_penalty_tanh", "formula", "\"mean of something else\"")]
    [InlineData("functions", "exp_double", "precision", "\"half\"")]
    [InlineData("functions", "exp_double", "flush_denormals", "true")]
    [InlineData("seed_examples", "fgsm_softmax", "model", "\"a convolutional network\"")]
    public void An_option_or_value_that_is_not_known_makes_a_case_unsupported(string family, string name, string option, string value)
    {
        var given = VectorFolder.Case(family, name);
        Assert.Equal(VectorOutcome.Passed, VectorFolder.Run(given).Outcome);
        given["config"]![option] = JsonNode.Parse(value);
        var result = VectorFolder.Run(given);
        Assert.Equal(VectorOutcome.Unsupported, result.Outcome);
        Assert.NotEmpty(result.Message);
    }

    [Theory]
    [InlineData("networks", "mlp_ce_sgd", 0, "activation")]
    [InlineData("networks", "mlp_ce_sgd", 1, "negative_slope")]
    [InlineData("networks", "convnet_ce_adam", 0, "padding_mode")]
    public void An_unknown_option_of_a_layer_of_a_network_makes_it_unsupported(string family, string name, int layer, string option)
    {
        var given = VectorFolder.Case(family, name);
        given["config"]!["layers"]![layer]![option] = "tanh";
        Assert.Equal((VectorOutcome.Unsupported, $"the option \"{option}\" is not known here"), Short(VectorFolder.Run(given)));
    }

    [Theory]
    [InlineData("formula")]
    [InlineData("note")]
    [InlineData("convention")]
    [InlineData("gates")]
    [InlineData("layout")]
    [InlineData("property")]
    [InlineData("normalisation")]
    [InlineData("windows")]
    public void Prose_and_options_that_are_null_change_nothing(string prose)
    {
        var given = VectorFolder.Case("losses", "mse_4x3");
        given["config"]![prose] = "in words";
        given["config"]!["label_smoothing"] = null;
        Assert.Equal(VectorOutcome.Passed, VectorFolder.Run(given).Outcome);
    }

    [Fact]
    public void An_unknown_input_makes_a_case_unsupported()
    {
        var given = VectorFolder.Case("losses", "mse_4x3");
        given["inputs"]!["sample_weight"] = given["inputs"]!["target"]!.DeepClone();
        Assert.Equal((VectorOutcome.Unsupported, "the input \"sample_weight\" is not known here"), Short(VectorFolder.Run(given)));
    }

    [Fact]
    public void An_unknown_field_makes_a_case_unsupported()
    {
        var given = VectorFolder.Case("losses", "mse_4x3");
        given["scaled_by"] = 2;
        Assert.Equal((VectorOutcome.Unsupported, "the field \"scaled_by\" is not known"), Short(VectorFolder.Run(given)));
    }

    [Fact]
    public void An_expected_output_that_is_not_computed_makes_a_case_unsupported_unless_another_is_wrong()
    {
        var given = VectorFolder.Case("losses", "mse_4x3");
        given["outputs"]!["dtarget"] = given["outputs"]!["dprediction"]!.DeepClone();
        Assert.Equal((VectorOutcome.Unsupported, "the output \"dtarget\" is not computed here"), Short(VectorFolder.Run(given)));
        given["outputs"]!["loss"] = 7;
        Assert.Equal(VectorOutcome.Failed, VectorFolder.Run(given).Outcome);
    }

    [Fact]
    public void A_case_that_expects_an_empty_set_does_not_pass()
    {
        var given = VectorFolder.Case("networks", "mlp_ce_sgd");
        given["outputs"] = new JsonObject { ["parameters"] = new JsonObject() };
        Assert.Equal((VectorOutcome.Unsupported, "nothing is expected"), Short(VectorFolder.Run(given)));
    }

    [Fact]
    public void A_result_that_is_not_a_number_fails()
    {
        var given = VectorFolder.Case("functions", "log_double");
        given["inputs"]!["x"]!["data"]![3] = -1.0;
        var result = VectorFolder.Run(given);
        Assert.Equal((VectorOutcome.Failed, double.PositiveInfinity), (result.Outcome, result.LargestError));
        Assert.Contains("got NaN", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_is_not_a_number_fails_whatever_the_tolerance()
    {
        var given = VectorFolder.Case("functions", "log_double");
        given["inputs"]!["x"]!["data"]![3] = -1.0;
        given["config"]!.AsObject().Remove("max_ulp");
        (given["rtol"], given["atol"]) = (1e300, 1e300);
        Assert.Equal(VectorOutcome.Failed, VectorFolder.Run(given).Outcome);
    }

    [Fact]
    public void An_overflow_is_not_one_unit_away_from_the_largest_number()
    {
        var given = VectorFolder.Case("functions", "exp_double");
        given["inputs"]!["x"] = 800.0;
        given["outputs"]!["y"] = double.MaxValue;
        Assert.Equal(VectorOutcome.Failed, VectorFolder.Run(given).Outcome);
    }

    [Fact]
    public void Functions_are_compared_in_units_in_the_last_place_of_the_precision_of_the_case()
    {
        var given = VectorFolder.Case("functions", "exp_single");
        given["inputs"]!["x"] = 1.0;
        given["outputs"]!["y"] = (double)MathF.BitIncrement(MathF.BitIncrement((float)Math.E));
        Assert.Equal((VectorOutcome.Passed, 2.0), (VectorFolder.Run(given).Outcome, VectorFolder.Run(given).LargestError));
        given["config"]!["max_ulp"] = 1;
        Assert.Equal(VectorOutcome.Failed, VectorFolder.Run(given).Outcome);
    }

    [Fact]
    public void What_the_library_refuses_in_a_supported_operation_fails_with_its_sentence()
    {
        var given = VectorFolder.Case("optimizers", "adam");
        given["config"]!["lr"] = -1;
        Assert.Equal((VectorOutcome.Failed, "Constant: a learning rate must be a finite number that is not negative, got -1."), Short(VectorFolder.Run(given)));
    }

    [Fact]
    public void A_case_without_an_input_that_its_operation_needs_fails_and_the_others_run()
    {
        JsonObject given = VectorFolder.Case("losses", "mse_4x3"), other = VectorFolder.Case("losses", "mae_4x3");
        given["inputs"]!.AsObject().Remove("target");
        using var folder = new VectorFolder();
        var results = VectorRunner.Run(folder.With("two.json", given, other).Path).Families.Single().Results;
        Assert.Equal((VectorOutcome.Failed, "the case is incomplete: the input \"target\" is missing"), Short(results[0]));
        Assert.Equal(VectorOutcome.Passed, results[1].Outcome);
    }

    [Fact]
    public void A_case_that_contradicts_itself_fails()
    {
        var given = VectorFolder.Case("layers", "dense_4x3_to_5");
        given["config"]!["out_features"] = 6;
        Assert.Equal((VectorOutcome.Failed, "the case contradicts itself: the option \"out_features\" is 6, the shapes say 5"), Short(VectorFolder.Run(given)));
    }

    [Fact]
    public void A_case_may_expect_less_than_is_computed_and_give_no_upstream_gradient()
    {
        var given = VectorFolder.Case("layers", "dense_2x3x4_to_3");
        given["inputs"]!.AsObject().Remove("dy");
        Assert.Equal(VectorOutcome.Unsupported, VectorFolder.Run(given).Outcome);
        given["outputs"] = new JsonObject { ["y"] = given["outputs"]!["y"]!.DeepClone() };
        Assert.Equal(VectorOutcome.Passed, VectorFolder.Run(given).Outcome);
    }

    private static (VectorOutcome, string) Short(VectorResult result) => (result.Outcome, result.Message);
}
