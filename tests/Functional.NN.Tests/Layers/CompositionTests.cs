using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class CompositionTests
{
    private static readonly Tensor<double> X = Numbers.Some<double>([5, 3], 1), T = Numbers.Some<double>([5, 3], 2);

    private static Gradients<double> Gradient(Network network, Parameters<double> θ) => new Trainer<double>(network, new SquaredError(), new Sgd(0.1)).Gradient(new Model<double>(network, θ), new Batch<double>(X, T));

    [Fact]
    public void A_residual_adds_its_input()
    {
        var model = Model<double>.Initialize(new Network([3], new Residual(new Dense(3), new Tanh())), RandomKey.FromSeed(1));
        Assert.Equal(X + model.Trace(X)["0.1"], model.Predict(X));
    }

    [Fact]
    public void The_gradient_of_a_shared_block_is_the_sum_over_its_places()
    {
        var shared = new Network([3], new Shared("s", new Dense(3)), new Tanh(), new Shared("s", new Dense(3)));
        var apart = new Network([3], new Dense(3), new Tanh(), new Dense(3));
        var θ = shared.Initialize<double>(RandomKey.FromSeed(1));
        var copies = apart.Initialize<double>(default).With("0.weight", θ["s.weight"]).With("2.weight", θ["s.weight"]);
        Assert.Equal(2, shared.Layout.Count);
        var (together, each) = (Gradient(shared, θ), Gradient(apart, copies));
        Assert.Equal(each.Metrics.Loss, together.Metrics.Loss);
        Numbers.Near(each.Gradient["0.weight"] + each.Gradient["2.weight"], together.Gradient["s.weight"], 1e-13, 1e-15);
        Numbers.Near(each.Gradient["0.bias"] + each.Gradient["2.bias"], together.Gradient["s.bias"], 1e-13, 1e-15);
    }

    [Fact]
    public void A_decoder_reads_its_encoders_weight_transposed_and_has_a_bias_of_its_own()
    {
        var tied = new Network([3], new Shared("w", new Dense(2)), new Tanh(), new Shared("w", new Dense(3), Transpose: true));
        var apart = new Network([3], new Dense(2), new Tanh(), new Dense(3));
        Assert.Equal("w.weight 3×2, w.bias 2, 2.bias 3", tied.Initialize<double>(default).ToString());
        var θ = tied.Initialize<double>(RandomKey.FromSeed(1)).With("2.bias", Tensor.Vector(0.1, -0.2, 0.3));
        var copies = apart.Initialize<double>(default).With("0.weight", θ["w.weight"]).With("2.weight", θ["w.weight"].Transpose()).With("2.bias", θ["2.bias"]);
        var (together, each) = (Gradient(tied, θ), Gradient(apart, copies));
        Assert.Equal(each.Metrics.Loss, together.Metrics.Loss, 1e-15);
        Numbers.Near(each.Gradient["0.weight"] + each.Gradient["2.weight"].Transpose(), together.Gradient["w.weight"], 1e-13, 1e-15);
        Numbers.Near(each.Gradient["2.bias"], together.Gradient["2.bias"], 1e-13, 1e-15);
    }

    [Fact]
    public void A_whole_branch_can_be_shared()
    {
        var network = new Network([3], new Shared("b", new Sequential(new Dense(3), new Tanh(), new Dense(3))), new Shared("b", new Sequential(new Dense(3), new Tanh(), new Dense(3))));
        Assert.Equal("b.0.weight 3×3, b.0.bias 3, b.2.weight 3×3, b.2.bias 3", network.Initialize<double>(default).ToString());
        var model = Model<double>.Initialize(network, RandomKey.FromSeed(1));
        var once = new Model<double>(network.Prefix(1), network.Prefix(1).Layout.Equals(network.Layout) ? model.Parameters : throw new InvalidOperationException());
        Assert.Equal(once.Predict(once.Predict(X)), model.Predict(X));
    }

    [Fact]
    public void Weights_that_are_no_matrices_cannot_be_shared_transposed()
    {
        var layer = Layer.From("cube", [new ParameterSpec("weight", [2, 3, 4], new Zeros())], (context, x) => x + context.Parameter("weight").Sum());
        Assert.Contains("expected weights that are matrices", Assert.Throws<ShapeException>(() => new Network([3], new Shared("s", layer, Transpose: true))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_from_a_function_has_parameters_by_name()
    {
        var scale = Layer.From("scale", input => [new ParameterSpec("factor", input, new ConstantValue(3), ParameterRole.Scale)], (context, x) => x * context.Parameter("factor"));
        var model = Model<double>.Initialize(new Network([3], scale.Named("s")), default);
        Assert.Equal("s.factor 3", model.Parameters.ToString());
        Assert.Equal(X * 3.0, model.Predict(X));
    }

    [Fact]
    public void A_layer_from_a_function_knows_whether_it_trains()
    {
        var network = new Network([3], Layer.From("mode", (context, x) => context.Training ? x * 0 : x));
        var trainer = new Trainer<double>(network, Loss.From("sum", (p, _) => p.Sum(1)), new Sgd(0));
        var state = trainer.Start(network.Initialize<double>(default));
        Assert.Equal(0, trainer.Step(state, new Batch<double>(X, T)).Metrics.Loss);
        Assert.Equal(X, state.Model.Predict(X));
    }

    [Fact]
    public void A_trace_has_every_output_by_path_inner_ones_too()
    {
        var trace = Model<double>.Initialize(new Network([3], new Dense(3).Named("in"), new Residual(new Dense(3), new Tanh())), RandomKey.FromSeed(1)).Trace(X);
        Assert.Equal(["in", "1.0", "1.1", "1"], trace.Layers.Select(l => l.Path));
        Assert.Equal(trace.Output, trace["1"]);
        Assert.Equal(trace["in"] + trace["1.1"], trace["1"]);
        Assert.Equal("Trace: there is no layer \"2\"; there are in, 1.0, 1.1, 1.", Assert.Throws<NNException>(() => trace["2"]).Message);
    }

    [Fact]
    public void A_prefix_of_a_network_computes_what_the_trace_shows()
    {
        var network = new Network([3], new Dense(4), new Tanh(), new Dense(2));
        var (model, prefix) = (Model<double>.Initialize(network, RandomKey.FromSeed(1)), network.Prefix(2));
        var first = new Model<double>(prefix, new Parameters<double>(prefix.Layout, model.Parameters.Vector.Slice(0, 0, prefix.Layout.Size)));
        Assert.Equal(model.Trace(X)["1"], first.Predict(X));
        Assert.Equal(network, prefix.Append(new Dense(2)));
    }

    [Fact]
    public void Initial_blocks_do_not_depend_on_what_stands_around_them()
    {
        var alone = new Network([3], new Dense(4).Named("a")).Initialize<double>(RandomKey.FromSeed(1));
        var among = new Network([3], new BatchNorm(), new Dense(4).Named("a"), new Dense(2)).Initialize<double>(RandomKey.FromSeed(1));
        Assert.Equal(alone["a.weight"], among["a.weight"]);
        Assert.Equal(alone.Cast<float>(), new Network([3], new Dense(4).Named("a")).Initialize<float>(RandomKey.FromSeed(1)));
    }

    [Fact]
    public void Parameters_of_another_network_are_refused() =>
        Assert.Throws<NNException>(() => new Model<double>(new Network([3], new Dense(4)), new Network([4], new Dense(3)).Initialize<double>(default)));

    [Fact]
    public void One_block_of_parameters_is_changed_in_a_copy()
    {
        var θ = new Network([3], new Dense(2), new Dense(1)).Initialize<double>(RandomKey.FromSeed(1));
        var changed = θ.With("0.bias", Tensor.Vector(7.0, 8));
        Assert.Equal(Tensor.Vector(0.0, 0), θ["0.bias"]);
        Assert.Equal(Tensor.Vector(7.0, 8), changed["0.bias"]);
        Assert.Equal((θ["0.weight"], θ["1.weight"], θ["1.bias"]), (changed["0.weight"], changed["1.weight"], changed["1.bias"]));
    }

    [Fact]
    public void The_hash_of_parameters_is_that_of_their_little_endian_bytes()
    {
        var θ = new Parameters<float>(new Network([1], new Dense(2, Bias: false)).Layout, Tensor.Vector(1f, -2f));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0])), θ.Sha256());
    }

    [Fact]
    public void A_dense_layer_of_no_inputs_gives_its_bias()
    {
        var network = new Network([0], new Dense(3));
        var bias = Tensor.Vector(1.0, 2.0, 3.0);
        var model = new Model<double>(network, network.Initialize<double>(default).With("0.bias", bias));
        Assert.Equal(Tensor.Stack([bias, bias]), model.Predict(Tensor.Zeros<double>([2, 0])));
    }

    [Fact]
    public void Blocks_of_state_have_names_of_their_own()
    {
        const string sentence = "Network: two blocks of numbers are called \"c.x\"; give the layers, or the blocks in them, different names.";
        Assert.Equal(sentence, Assert.Throws<ShapeException>(() => new Network([2], new Counter("x").Named("c"), new Shared("c", new Counter("x")))).Message);
        var weight = Layer.From("weight", [new ParameterSpec("x", [2], new Zeros())], (c, x) => x * c.Parameter("x"));
        Assert.Equal(sentence, Assert.Throws<ShapeException>(() => new Network([2], weight.Named("c"), new Shared("c", new Counter("x")))).Message);
        Assert.Equal(["c.x"], new Network([2], new Shared("c", new Counter("x")), new Shared("c", new Counter("x"))).InitialState<float>().Blocks.Keys);
        Assert.Equal("Shared \"c.x\": one place wants 2, another 3; shared blocks have one shape.",
            Assert.Throws<ShapeException>(() => new Network([2], new Shared("c", new Counter("x")), new Dense(3), new Shared("c", new Counter("x")))).Message);
    }

    /// <summary>A layer with state and nothing else.</summary>
    private sealed record Counter(string Name) : ILayer
    {
        public Shape OutputShape(Shape input) => input;

        public IReadOnlyList<StateSpec> State(Shape input) => [new(Name, input)];

        public Applied Apply(LayerContext context, Var x) => x;
    }

    [Fact]
    public void Layers_side_by_side_see_the_same_input_and_their_outputs_stand_one_after_another()
    {
        var model = Model<double>.Initialize(new Network([3], new ParallelLayers(new Dense(2).Named("narrow"), new Tanh(), new Dense(4))), RandomKey.FromSeed(1));
        var trace = model.Trace(X);
        Assert.Equal("0.narrow.weight 3×2, 0.narrow.bias 2, 0.2.weight 3×4, 0.2.bias 4", model.Parameters.ToString());
        Assert.Equal(Tensor.Concat(1, trace["0.narrow"], trace["0.1"], trace["0.2"]), model.Predict(X));
        Assert.Equal(X.Shape.With(1, 9), model.Predict(X).Shape);
    }

    [Fact]
    public void Layers_side_by_side_may_be_added_and_a_projection_makes_a_shortcut()
    {
        var network = new Network([3], new ParallelLayers([new Sequential(new Dense(2), new Tanh()), new Dense(2, Bias: false)], Join: Joining.Add));
        var trace = Model<double>.Initialize(network, RandomKey.FromSeed(1)).Trace(X);
        Assert.Equal(trace["0.0"] + trace["0.1"], trace.Output);
    }

    [Fact]
    public void Outputs_that_cannot_be_joined_are_named()
    {
        string Sentence(ILayer layer) => Assert.Throws<ShapeException>(() => new Network([2, 4, 4], layer)).Message;
        Assert.EndsWith("expected layers whose outputs differ in axis 0 only, to concatenate them; they give 1×2×2, 2×4×4.", Sentence(new ParallelLayers(new Conv2D(1, 3), new Relu())), StringComparison.Ordinal);
        Assert.EndsWith("expected layers that give one shape, to add their outputs; they give 1×2×2, 2×4×4.", Sentence(new ParallelLayers([new Conv2D(1, 3), new Relu()], Join: Joining.Add)), StringComparison.Ordinal);
        Assert.EndsWith("the outputs, such as 2×4×4, have no axis 3 to be concatenated along.", Sentence(new ParallelLayers([new Relu()], Axis: 3)), StringComparison.Ordinal);
        Assert.StartsWith("Dense(3), layer 2 of 2 (\"0.1\"): expected vector samples", Sentence(new ParallelLayers(new Relu(), new Dense(3))), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_head_is_a_further_output_and_the_first_is_the_networks()
    {
        var model = Model<double>.Initialize(new Network([3], new Dense(4), new Branch(new Dense(2).Named("class"), new Dense(3).Named("box")).Named("heads")), RandomKey.FromSeed(1));
        var heads = model.Heads(X);
        Assert.Equal(["heads.box", "heads.class"], heads.Keys);
        Assert.Equal(heads["heads.class"], model.Predict(X));
        Assert.Equal(model.Trace(X)["heads.box"], heads["heads.box"]);
        Assert.Single(model.Trace(X).Layers, layer => layer.Path == "heads.box");
    }

    [Fact]
    public void A_repeated_layer_has_parameters_of_its_own_each_time_unless_they_are_shared()
    {
        var body = new Sequential(new Dense(3), new Tanh());
        Assert.Equal(new Network([3], body, body, body).Initialize<double>(default).Layout.Size, new Network([3], new Repeat(body, 3)).Layout.Size);
        var shared = Model<double>.Initialize(new Network([3], new Repeat(new Shared("f", new Dense(3)).Named("step"), 2)), RandomKey.FromSeed(1));
        Assert.Equal("f.weight 3×3, f.bias 3", shared.Parameters.ToString());
        var once = new Model<double>(new Network([3], new Shared("f", new Dense(3))), new Network([3], new Shared("f", new Dense(3))).Initialize<double>(RandomKey.FromSeed(1)));
        Assert.Equal(once.Predict(once.Predict(X)), shared.Predict(X));
    }
}
