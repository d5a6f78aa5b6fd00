using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

/// <summary>What holds for every recurrent layer; the equations of each stand in <see cref="RecurrentCells"/>.</summary>
public sealed class RecurrentTests
{
    private const int Steps = RecurrentCells.Steps, Units = RecurrentCells.Units;

    private static readonly Tensor<double> X = Numbers.Some<double>([4, Steps, RecurrentCells.Features], 1);
    private static readonly Tensor<double> Mask = Tensor.Matrix(new double[,] { { 1, 1, 1, 1, 1 }, { 1, 1, 1, 0, 0 }, { 0, 0, 1, 1, 0 }, { 0, 0, 0, 0, 0 } });

    public static TheoryData<string> Cells => [.. RecurrentCells.All.Keys];

    public static TheoryData<string, bool, bool> CellsTwoWays
    {
        get
        {
            var cases = new TheoryData<string, bool, bool>();
            foreach (string cell in RecurrentCells.All.Keys)
                foreach (bool first in new[] { false, true }) { cases.Add(cell, first, false); cases.Add(cell, first, true); }
            return cases;
        }
    }

    private static Model<double> Model(string cell, bool sequence, bool reverse = false) => RecurrentCells.Model(RecurrentCells.All[cell].Layer with { ReturnSequence = sequence, Reverse = reverse });

    [Theory, MemberData(nameof(CellsTwoWays))]
    public void Outputs_and_last_state_are_those_of_the_equations(string cell, bool reverse, bool masked)
    {
        var (all, last) = (Model(cell, true, reverse), Model(cell, false, reverse));
        var order = reverse ? Enumerable.Range(0, Steps).Reverse() : Enumerable.Range(0, Steps);
        Tensor<double> outputs = all.Predict(X, masked ? Mask : null), lasts = last.Predict(X, masked ? Mask : null);
        for (int sample = 0; sample < 4; sample++)
        {
            var expected = RecurrentCells.ByHand(RecurrentCells.All[cell].Step, all.Parameters, X.At(sample), order.Where(t => !masked || Mask[sample, t] == 1));
            Numbers.Near(Tensor.Of([Steps, Units], expected.Outputs.SelectMany(o => o)), outputs.At(sample), 1e-12, 1e-15);
            Numbers.Near(Tensor.Vector(expected.Last), lasts.At(sample), 1e-12, 1e-15);
        }
    }

    [Theory, MemberData(nameof(Cells))]
    public void The_output_of_a_masked_step_is_positive_zero(string cell)
    {
        var y = Model(cell, true).Predict(X, Mask);
        for (int i = 0; i < Mask.Shape.Size; i++)
            if (Mask.AsSpan()[i] == 0) Assert.Equal(Tensor.Zeros<double>([Units]), y.Reshape(-1, Units).At(i));
    }

    [Theory, MemberData(nameof(CellsTwoWays))]
    public void What_stands_in_masked_steps_does_not_matter_to_outputs_or_gradients(string cell, bool reverse, bool noNumber)
    {
        var model = Model(cell, false, reverse);
        var trainer = new Trainer<double>(model.Network, new SquaredError(), new Sgd(0));
        var changed = Tensor.Generate(X.Shape, i => Mask.AsSpan()[i / RecurrentCells.Features] == 0 ? noNumber ? double.NaN : 1e3 : X.AsSpan()[i]);
        Assert.Equal(model.Predict(X, Mask), model.Predict(changed, Mask));
        Assert.Equal(Gradient(X), Gradient(changed));
        Tensor<double> Gradient(Tensor<double> x) => trainer.Gradient(model, new Batch<double>(x, Tensor.Full<double>([4, Units], 1), Mask)).Gradient.Vector;
    }

    [Theory, MemberData(nameof(Cells))]
    public void A_mask_of_ones_changes_nothing(string cell) => Assert.Equal(Model(cell, true).Predict(X), Model(cell, true).Predict(X, Tensor.Full<double>([4, Steps], 1)));

    [Theory, MemberData(nameof(Cells))]
    public void A_reversed_run_is_a_run_over_the_reversed_sequence(string cell)
    {
        var turned = Var.Of(X).Reverse(1).Value<double>();
        Assert.Equal(Model(cell, true).Predict(turned), Var.Of(Model(cell, true, reverse: true).Predict(X)).Reverse(1).Value<double>());
    }

    [Theory, MemberData(nameof(CellsTwoWays))]
    public void The_state_after_the_run_is_a_further_output_whatever_is_returned(string cell, bool sequence, bool reverse) =>
        Assert.Equal(Model(cell, false, reverse).Predict(X, Mask), Model(cell, sequence, reverse).Trace(X, Mask)["0.last_hidden"]);

    public static TheoryData<string, int> Orthogonally => new() { { "Lstm", 4 }, { "Gru", 3 }, { "Elman", 1 } };

    [Theory, MemberData(nameof(Orthogonally))]
    public void An_initialiser_draws_the_recurrent_weight_of_each_gate_by_itself(string cell, int gates)
    {
        var initializer = new Orthogonal();
        Recurrent layer = cell switch
        {
            "Lstm" => new Lstm(Units, RecurrentInitializer: initializer),
            "Gru" => new Gru(Units, RecurrentInitializer: initializer),
            _ => new ElmanRnn(Units, RecurrentInitializer: initializer),
        };
        var weight = Drawn(layer)["0.weight_hh"];
        Assert.Equal(Shape.Of(Units, gates * Units), weight.Shape);
        var parts = Enumerable.Range(0, gates).Select(g => weight.Slice(1, g * Units, Units)).ToArray();
        Assert.All(parts, w => Numbers.Near(Tensor.Generate(Shape.Of(Units, Units), i => i / Units == i % Units ? 1.0 : 0), w.Transpose().MatMul(w), 1e-14, 1e-14));
        Assert.Equal(gates, parts.Distinct().Count());
    }

    [Fact]
    public void The_fans_an_initialiser_sees_are_those_of_one_gate()
    {
        var θ = Drawn(new Lstm(200, Initializer: new Xavier(), BiasInitializer: new ConstantValue(0.25)));
        double bound = Math.Sqrt(6.0 / (RecurrentCells.Features + 200));
        Assert.InRange(θ["0.weight_ih"].ToArray().Max(Math.Abs), 0.99 * bound, bound);
        Assert.Equal(Tensor.Full<double>([800], 0.25), θ["0.bias_ih"]);
        Assert.Equal(Tensor.Full<double>([800], 0.25), θ["0.bias_hh"]);
    }

    [Fact]
    public void What_no_initialiser_is_given_for_is_drawn_as_without_any()
    {
        Parameters<double> plain = Drawn(new Lstm(Units)), other = Drawn(new Lstm(Units, RecurrentInitializer: new Orthogonal(), ForgetBias: 1));
        Assert.Equal(plain["0.weight_ih"], other["0.weight_ih"]);
        foreach (string bias in new[] { "0.bias_ih", "0.bias_hh" })
            for (int i = 0; i < 4 * Units; i++)
                Assert.Equal(i / Units == 1 ? bias == "0.bias_ih" ? 1 : 0 : plain[bias][i], other[bias][i]);
    }

    [Fact]
    public void A_forget_gate_with_a_bias_of_b_keeps_the_share_sigmoid_of_b_of_its_cell_where_nothing_comes_in()
    {
        var network = new Network([2, 1], new Lstm(1, Initializer: new ConstantValue(0), RecurrentInitializer: new ConstantValue(0), BiasInitializer: new ConstantValue(0.5), ForgetBias: 3));
        double σ(double x) => 1 / (1 + Math.Exp(-x));
        double first = σ(1) * Math.Tanh(1);
        var cell = new Model<double>(network, network.Initialize<double>(default)).Trace(Tensor.Zeros<double>([1, 2, 1]))["0.last_cell"];
        Assert.Equal(first + σ(3) * first, cell.ToArray()[0], 1e-14);
    }

    [Fact]
    public void A_forget_bias_that_is_no_number_is_refused() =>
        Assert.Equal("Lstm: the forget gate's bias must be a finite number, got NaN.", Assert.Throws<NNException>(() => new Lstm(2, ForgetBias: double.NaN)).Message);

    private static Parameters<double> Drawn(Recurrent layer) => new Network([Steps, RecurrentCells.Features], layer).Initialize<double>(RandomKey.FromSeed(3));

    [Fact]
    public void The_last_hidden_state_of_an_LSTM_is_its_gated_cell_state()
    {
        var trace = Model("Lstm", true).Trace(X);
        var gate = trace["0.last_hidden"] / Var.Tanh(Var.Of(trace["0.last_cell"])).Value<double>();
        Assert.All(gate.ToArray(), o => Assert.InRange(o, 0, 1));
    }

    [Theory, MemberData(nameof(CellsTwoWays))]
    public void The_gradient_is_the_limit_of_differences(string cell, bool sequence, bool reverse) =>
        GradientCheck.Layer(RecurrentCells.All[cell].Layer with { ReturnSequence = sequence, Reverse = reverse }, X, RandomKey.FromSeed(2), mask: Mask).ThrowIfWrong();

    [Theory, MemberData(nameof(Cells))]
    public void A_mask_of_another_length_is_refused(string cell)
    {
        foreach (var (samples, steps) in ((int, int)[])[(4, 4), (4, 6)])
            Assert.Equal(Sentence.Of($"{RecurrentCells.All[cell].Layer.GetType().Name}: expected a mask of 4×5, one number a step, got {samples}×{steps}."),
                Assert.Throws<ShapeException>(() => Model(cell, false).Predict(X, Tensor.Full<double>(Shape.Of(samples, steps), 1))).Message);
        Assert.Throws<ShapeException>(() => Model(cell, false).Predict(X, Tensor.Full<double>([3, Steps], 1)));
    }

    [Fact]
    public void Without_recurrent_weights_and_activation_the_simple_network_is_an_affine_map_of_each_step()
    {
        var model = RecurrentCells.Model(new ElmanRnn(Units, ReturnSequence: true, Activation: new Identity()));
        var θ = model.Parameters;
        θ = θ.With("0.weight_hh", Tensor.Zeros<double>([Units, Units])).With("0.bias_hh", Tensor.Zeros<double>([Units]));
        var affine = Var.Affine(Var.Of(X.Reshape(-1, RecurrentCells.Features)), Var.Of(θ["0.weight_ih"]), Var.Of(θ["0.bias_ih"])).Value<double>();
        Assert.Equal(affine.Reshape(4, Steps, Units), model.With(θ).Predict(X));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_GRU_whose_update_gate_is_one_keeps_its_state_and_one_whose_gate_is_zero_forgets_it(bool resetBeforeProduct)
    {
        var model = RecurrentCells.Model(new Gru(Units, ReturnSequence: true, ResetBeforeProduct: resetBeforeProduct));
        Tensor<double> Outputs(double updateBias) =>
            model.With(model.Parameters.With("0.bias_ih", Tensor.Generate([3 * Units], i => i / Units == 1 ? updateBias : 0.1 * i))).Predict(X);
        Assert.Equal(Tensor.Zeros<double>([4, Steps, Units]), Outputs(1e3));
        // Without memory the state is n alone, which still sees the state before it: no two steps are alike, and all are within ±1.
        Assert.All(Outputs(-1e3).ToArray(), h => Assert.InRange(Math.Abs(h), 1e-6, 1));
    }

    [Fact]
    public void The_two_forms_of_the_GRU_agree_where_nothing_is_reset_and_differ_elsewhere()
    {
        var (before, after) = (RecurrentCells.Model(new Gru(Units, ResetBeforeProduct: true)), RecurrentCells.Model(new Gru(Units)));
        var open = before.Parameters.With("0.bias_ih", Tensor.Generate([3 * Units], i => i < Units ? 1e3 : 0.1 * i));
        Numbers.Near(after.With(open).Predict(X), before.With(open).Predict(X), 1e-14, 1e-15);
        Assert.NotEqual(after.Predict(X), before.Predict(X));
    }

    [Fact]
    public void Recurrent_layers_print_their_constants() => Assert.Equal(
        "Sequential(Lstm(2, sequence), Gru(3, reset before the product, sequence, reversed), Gru(1), ElmanRnn(4, Elu(1.5)), Bidirectional(ElmanRnn(2, sequence)), LastStep())",
        Cultures.Under("de-DE", () => new Sequential(new Lstm(2, true), new Gru(3, true, true, true), new Gru(1), new ElmanRnn(4, Activation: new Elu(1.5)), new Bidirectional(new ElmanRnn(2, true)), new LastStep()).ToString()));
}
