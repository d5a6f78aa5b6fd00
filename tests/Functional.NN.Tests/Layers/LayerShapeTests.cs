namespace Functional.NN.Tests.Layers;

public sealed class LayerShapeTests
{
    /// <summary>A layer, a sample's shape, what it becomes, and the blocks of θ.</summary>
    public static TheoryData<ILayer, int[], int[], string> Fitting => new()
    {
        { new Dense(5), [3], [5], "0.weight 3×5, 0.bias 5" },
        { new Dense(5, Bias: false), [3], [5], "0.weight 3×5" },
        { new Dense(5, PerPosition: true), [7, 3], [7, 5], "0.weight 3×5, 0.bias 5" },
        { new Dense(5, PerPosition: true), [2, 7, 3], [2, 7, 5], "0.weight 3×5, 0.bias 5" },
        { new Flatten(), [2, 3, 4], [24], "" },
        { new Flatten(), [], [1], "" },
        { new Reshape([4, 6]), [2, 3, 4], [4, 6], "" },
        { new Dropout(0.5), [2, 3], [2, 3], "" },
        { new BatchNorm(), [3], [3], "0.weight 3, 0.bias 3" },
        { new BatchNorm(Affine: false), [3, 4, 4], [3, 4, 4], "" },
        { new Lstm(6), [5, 3], [6], "0.weight_ih 3×24, 0.weight_hh 6×24, 0.bias_ih 24, 0.bias_hh 24" },
        { new Lstm(6, ReturnSequence: true), [5, 3], [5, 6], "0.weight_ih 3×24, 0.weight_hh 6×24, 0.bias_ih 24, 0.bias_hh 24" },
        { new Gru(6), [5, 3], [6], "0.weight_ih 3×18, 0.weight_hh 6×18, 0.bias_ih 18, 0.bias_hh 18" },
        { new Gru(2, ReturnSequence: true, ResetBeforeProduct: true), [5, 3], [5, 2], "0.weight_ih 3×6, 0.weight_hh 2×6, 0.bias_ih 6, 0.bias_hh 6" },
        { new ElmanRnn(6), [5, 3], [6], "0.weight_ih 3×6, 0.weight_hh 6×6, 0.bias_ih 6, 0.bias_hh 6" },
        { new Bidirectional(new ElmanRnn(2)), [5, 3], [4], "0.forward.weight_ih 3×2, 0.forward.weight_hh 2×2, 0.forward.bias_ih 2, 0.forward.bias_hh 2, "
            + "0.backward.weight_ih 3×2, 0.backward.weight_hh 2×2, 0.backward.bias_ih 2, 0.backward.bias_hh 2" },
        { new Sequential(new Bidirectional(new ElmanRnn(2, ReturnSequence: true)), new LastStep()), [5, 1], [4], "0.0.forward.weight_ih 1×2, 0.0.forward.weight_hh 2×2, 0.0.forward.bias_ih 2, "
            + "0.0.forward.bias_hh 2, 0.0.backward.weight_ih 1×2, 0.0.backward.weight_hh 2×2, 0.0.backward.bias_ih 2, 0.0.backward.bias_hh 2" },
        { new LastStep(), [5, 3, 2], [3, 2], "" },
        { new MultiHeadAttention(2), [3, 4], [3, 4], "0.in_proj_weight 4×12, 0.in_proj_bias 12, 0.out_proj_weight 4×4, 0.out_proj_bias 4" },
        { new MultiHeadAttention(2, Causal: true, Bias: false), [3, 4], [3, 4], "0.in_proj_weight 4×12, 0.out_proj_weight 4×4" },
        { new SinusoidalPositions(), [3, 5], [3, 5], "" },
        { new Relu(), [2, 3], [2, 3], "" },
        { new Softmax(), [4], [4], "" },
        { new Residual(new Dense(3), new Tanh()), [3], [3], "0.0.weight 3×3, 0.0.bias 3" },
        { new Sequential(new Dense(4), new Sequential(new Dense(2).Named("in"))), [3], [2], "0.0.weight 3×4, 0.0.bias 4, 0.1.in.weight 4×2, 0.1.in.bias 2" },
        { new Shared("tied", new Dense(4)), [3], [4], "tied.weight 3×4, tied.bias 4" },
        { new Shared("tied", new Dense(4), Transpose: true), [3], [4], "tied.weight 4×3, 0.bias 4" },
        { new Sequential(), [3], [3], "" },
    };

    [Theory, MemberData(nameof(Fitting))]
    public void A_layer_says_its_output_and_blocks_and_keeps_its_word(ILayer layer, int[] input, int[] output, string blocks)
    {
        var network = new Network(Shape.Of(input), layer);
        Assert.Equal(Shape.Of(output), network.Output);
        var model = Model<float>.Initialize(network, RandomKey.FromSeed(1));
        Assert.Equal(blocks, model.Parameters.ToString());
        Assert.Equal(Shape.Of(output).Prepend(2), model.Predict(RandomKey.FromSeed(2).Normal<float>(Shape.Of(input).Prepend(2))).Shape);
    }

    [Theory, MemberData(nameof(Fitting))]
    public void A_batch_without_samples_gives_an_output_without_samples(ILayer layer, int[] input, int[] output, string blocks)
    {
        var model = Model<float>.Initialize(new Network(Shape.Of(input), layer), RandomKey.FromSeed(1));
        Assert.Equal(blocks, model.Parameters.ToString());
        Assert.Equal(Shape.Of(output).Prepend(0), model.Predict(Tensor.Zeros<float>(Shape.Of(input).Prepend(0))).Shape);
    }

    /// <summary>A network that does not fit, and the sentence.</summary>
    public static TheoryData<string, Func<Network>> Misfits => new()
    {
        { "Dense(128), layer 1 of 3 (\"0\"): expected vector samples, got 28×28. Put a Flatten before it, or say PerPosition: true.", () => new([28, 28], new Dense(128), new Relu(), new Dense(10)) },
        { "Dense(10), layer 2 of 2 (\"head\"): expected vector samples, got 28×28. Put a Flatten before it, or say PerPosition: true.", () => new([28, 28], new Relu(), new Dense(10).Named("head")) },
        { "Dense(10), layer 1 of 1 (\"0\"): expected vector samples, got scalar. Reshape them to [1].", () => new(Shape.Scalar, new Dense(10)) },
        { "Dense(3), layer 2 of 2 (\"1.0.1\"): expected vector samples, got 4×4. Put a Flatten before it, or say PerPosition: true.",
            () => new([4, 4], new Relu(), new Sequential(new Sequential(new Relu(), new Dense(3)))) },
        { "Dense(3), layer 1 of 1 (\"block.0\"): expected vector samples, got 4×4. Put a Flatten before it, or say PerPosition: true.", () => new([4, 4], new Residual(new Dense(3)).Named("block")) },
        { "Residual(Dense(3)), layer 1 of 1 (\"0\"): expected layers that keep the shape 4, theirs is 3. Change the last of them, or add one that maps back.", () => new([4], new Residual(new Dense(3))) },
        { "Reshape(5×5), layer 1 of 1 (\"0\"): expected samples of 25 numbers, to become 5×5, got 4×4 with 16.", () => new([4, 4], new Reshape([5, 5])) },
        { "Lstm(3), layer 1 of 1 (\"0\"): expected sequences (steps × features), got 4. Reshape the samples to two axes.", () => new([4], new Lstm(3)) },
        { "Bidirectional(Gru(3)), layer 1 of 1 (\"0\"): expected sequences (steps × features), got 4. Reshape the samples to two axes.", () => new([4], new Bidirectional(new Gru(3))) },
        { "LastStep(), layer 1 of 1 (\"0\"): expected sequences (steps × …) of one step or more, got scalar.", () => new(Shape.Scalar, new LastStep()) },
        { "MultiHeadAttention(3), layer 1 of 1 (\"0\"): expected features that 3 heads can share equally, got 4. Choose another number of heads, or put a Dense(…, PerPosition: true) before it.", () => new([2, 4], new MultiHeadAttention(3)) },
        { "SinusoidalPositions(10000), layer 1 of 1 (\"0\"): expected sequences (steps × features), got 2×4×4. Reshape the samples to two axes.", () => new([2, 4, 4], new SinusoidalPositions()) },
        { "BatchNorm(), layer 1 of 1 (\"0\"): expected samples with a channel axis in front, got scalars. Reshape them to [1].", () => new(Shape.Scalar, new BatchNorm()) },
        { "drop, layer 1 of 1 (\"0\"): the function must keep the batch axis in front; one sample of 4 became 4.", () => new([4], Layer.From("drop", x => x.Sum(0))) },
        { "Shared \"a.weight\": one place wants 4×3, another 3×3; shared blocks have one shape.", () => new([4], new Shared("a", new Dense(3)), new Shared("a", new Dense(3))) },
        { "Network: two blocks of θ are called \"a.weight\"; give the layers different names.", () => new([3], new Dense(3).Named("a"), new Shared("a", new Dense(3))) },
        { "Network: two blocks of θ are called \"a.weight\"; give the layers different names.", () => new([3], new Shared("a", new Dense(3)), new Dense(3).Named("a")) },
    };

    [Theory, MemberData(nameof(Misfits))]
    public void A_misfit_is_refused_with_its_place_and_what_to_do(string sentence, Func<Network> make) =>
        Assert.Equal(sentence, Assert.Throws<ShapeException>(() => make()).Message);

    public static TheoryData<string, Func<object>> Constants => new()
    {
        { "Dense: the number of units must be positive, got 0.", () => new Dense(0) },
        { "Lstm: the number of units must be positive, got -1.", () => new Lstm(-1) },
        { "Gru: the number of units must be positive, got 0.", () => new Gru(0) },
        { "ElmanRnn: the number of units must be positive, got -2.", () => new ElmanRnn(1).With(units: -2) },
        { "ElmanRnn: the activation must keep the number of units, 4; Maxout(2) makes 2 of them.", () => new ElmanRnn(4, Activation: new Maxout()) },
        { "MultiHeadAttention: the number of heads must be positive, got 0.", () => new MultiHeadAttention(0) },
        { "MultiHeadAttention: the rate must be from 0 to below 1, got 1.", () => new MultiHeadAttention(1, Dropout: 1) },
        { "SinusoidalPositions: the base must be a finite positive number, got 0.", () => new SinusoidalPositions(0) },
        { "SinusoidalPositions: a table has 0 positions or more and 1 number or more each, asked for 2×0.", () => SinusoidalPositions.Table(2, 0) },
        { "Dropout: the rate must be from 0 to below 1, got 1.", () => new Dropout(1) },
        { "Dropout: the rate must be from 0 to below 1, got NaN.", () => new Dropout(double.NaN) },
        { "BatchNorm: the momentum must be from 0 to 1, got 1.5.", () => new BatchNorm(Momentum: 1.5) },
        { "BatchNorm: epsilon must be positive, got 0.", () => new BatchNorm(Epsilon: 0) },
        { "Layer: a name is letters, digits, _ or -, because paths join names by dots; got \"a.b\".", () => new Dense(1).Named("a.b") },
        { "Layer: a name is letters, digits, _ or -, because paths join names by dots; got \"\".", () => Layer.From("", x => x) },
        { "Sequential: two layers are called \"a\"; give them different names.", () => new Sequential(new Relu().Named("a"), new Tanh().Named("a")) },
        { "Sequential: two layers are called \"0\"; give them different names.", () => new Sequential(new Relu(), new Tanh().Named("0")) },
    };

    [Theory, MemberData(nameof(Constants))]
    public void A_constant_out_of_its_range_is_refused(string sentence, Func<object> make) =>
        Assert.Equal(sentence, Cultures.Under("de-DE", () => Assert.Throws<NNException>(() => make()).Message));

    [Fact]
    public void Layers_are_equal_by_their_constants()
    {
        static Network Net(double slope) => new([4], new Dense(3), new LeakyRelu(slope), new Residual(new Dense(3)).Named("r"), Layer.From("f", x => x));
        Assert.Equal(Net(0.1), Net(0.1));
        Assert.NotEqual(Net(0.1), Net(0.2));
        Assert.Equal(Net(0.1).GetHashCode(), Net(0.1).GetHashCode());
    }

    [Fact]
    public void Layers_print_the_same_under_every_culture() =>
        Assert.Equal("Sequential(Dense(3), Dropout(0.25), LeakyRelu(0.01), Elu(1.5))", Cultures.Under("de-DE", () => new Sequential(new Dense(3), new Dropout(0.25), new LeakyRelu(), new Elu(1.5)).ToString()));

    [Fact]
    public void A_batch_of_other_samples_is_refused() =>
        Assert.Equal("Network: expected a batch of 3 samples (N×3), got 2×4.",
            Assert.Throws<ShapeException>(() => Model<float>.Initialize(new Network([3], new Dense(2)), default).Predict(Tensor.Zeros<float>([2, 4]))).Message);

    [Fact]
    public void The_summary_is_a_table()
    {
        var network = new Network([28, 28], new Flatten(), new Dense(128).Named("hidden"), new Relu(), new Residual(new Dense(128), new Tanh()), new Shared("tied", new Dense(128)), new Shared("tied", new Dense(128)), new Dense(10));
        Assert.Equal(string.Join('\n',
            "path    layer                     output  parameters",
            "        input                     28×28",
            "0       Flatten()                 784",
            "hidden  Dense(128)                128        100,480",
            "2       Relu()                    128",
            "3       Residual                  128",
            "3.0     Dense(128)                128         16,512",
            "3.1     Tanh()                    128",
            "4       Shared(tied, Dense(128))  128         16,512",
            "5       Shared(tied, Dense(128))  128",
            "6       Dense(10)                 10           1,290",
            "        total                                134,794"), Cultures.Under("de-DE", network.ToString));
    }
}
