using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Losses;

public sealed class ObjectiveTests
{
    private static readonly Network Net = new([3], new Dense(4), new Tanh(), new Dense(2));
    private static readonly Model<double> Model = Model<double>.Initialize(Net, RandomKey.FromSeed(1));
    private static readonly Tensor<double> X = Numbers.Some<double>([6, 3], 1), T = Numbers.Some<double>([6, 2], 2);

    private static Trainer<double> Trainer(ILoss loss, params IPenalty[] penalties) => new(Net, Objective.Supervised(loss, penalties), new Sgd(0.1));

    public static TheoryData<ILoss> Losses => [new MeanSquaredError(), new SquaredError(), new Huber(0.3), new MeanAbsoluteError()];

    [Theory, MemberData(nameof(Losses))]
    public void A_sample_of_weight_n_counts_as_n_samples(ILoss loss)
    {
        int[] times = [1, 3, 0, 2, 1, 4];
        int[] places = [.. times.SelectMany((n, i) => Enumerable.Repeat(i, n))];
        var trainer = Trainer(loss);
        var weighed = trainer.Gradient(Model, new Batch<double>(X, T, Weights: Tensor.Vector([.. times.Select(n => (double)n)])));
        var repeated = trainer.Gradient(Model, new Batch<double>(X.Gather(places), T.Gather(places)));
        Assert.Equal(repeated.Metrics.Loss, weighed.Metrics.Loss, 1e-13);
        Assert.Equal(repeated.Metrics.Count, weighed.Metrics.Count);
        Numbers.Near(repeated.Gradient.Vector, weighed.Gradient.Vector, 1e-12, 1e-14);
    }

    [Fact]
    public void Weights_of_one_change_nothing() =>
        Assert.Equal(Trainer(new SquaredError()).Gradient(Model, new Batch<double>(X, T)).Gradient, Trainer(new SquaredError()).Gradient(Model, new Batch<double>(X, T, Weights: Tensor.Full<double>([6], 1))).Gradient);

    [Fact]
    public void Masked_steps_count_neither_in_the_sum_nor_in_the_divisor()
    {
        var net = new Network([4, 3], new Dense(2, PerPosition: true));
        var trainer = new Trainer<double>(net, new SquaredError(), new Sgd(0.1));
        var model = Model<double>.Initialize(net, RandomKey.FromSeed(1));
        Tensor<double> x = Numbers.Some<double>([2, 4, 3], 1), t = Numbers.Some<double>([2, 4, 2], 2), mask = Tensor.Matrix(new double[,] { { 1, 1, 0, 0 }, { 1, 1, 1, 0 } });
        var masked = trainer.Gradient(model, new Batch<double>(x, t, mask));
        var y = model.Predict(x);
        double byHand = Enumerable.Range(0, 8).Where(i => mask.AsSpan()[i] == 1).Average(i => Enumerable.Range(0, 2).Sum(j => Math.Pow(y[i / 4, i % 4, j] - t[i / 4, i % 4, j], 2)));
        Assert.Equal(5, masked.Metrics.Count);
        Assert.Equal(byHand, masked.Metrics.Loss, 1e-13);
        var changed = Tensor.Generate(x.Shape, i => mask.AsSpan()[i / 3] == 0 ? 99 : x.AsSpan()[i]);
        Assert.Equal(masked.Gradient, trainer.Gradient(model, new Batch<double>(changed, t, mask)).Gradient);
    }

    [Fact]
    public void Masked_steps_of_a_classification_count_neither_in_loss_nor_accuracy()
    {
        var net = new Network([3, 2], new Dense(2, PerPosition: true, Bias: false, Initializer: new Given(Tensor.Identity<double>(2))));
        var trainer = new Trainer<double>(net, new SoftmaxCrossEntropy(), new Sgd(0.1));
        var x = Tensor.Of([1, 3, 2], 2.0, 0, 0, 2, 2, 0);
        var metrics = trainer.Evaluate(Model<double>.Initialize(net, default), new Batch<double>(x, Tensor.Of([1, 3], 0.0, 1, 1), Tensor.Of([1, 3], 1.0, 1, 0)));
        Assert.Equal((2, 1), (metrics.Count, metrics.Accuracy!.Value));
        Assert.Equal(Math.Log(1 + Math.Exp(-2)), metrics.Loss, 1e-15);
    }

    [Fact]
    public void Risk_and_penalty_are_told_apart()
    {
        var metrics = Trainer(new SquaredError(), new L2(0.1), new L1(0.05)).Gradient(Model, new Batch<double>(X, T)).Metrics;
        double[] weights = [.. Model.Parameters["0.weight"].ToArray(), .. Model.Parameters["2.weight"].ToArray()];
        Assert.Equal(Trainer(new SquaredError()).Evaluate(Model, new Batch<double>(X, T)).Loss, metrics.DataLoss, 1e-14);
        Assert.Equal(0.05 * weights.Sum(w => w * w) + 0.05 * weights.Sum(Math.Abs), metrics.Penalty, 1e-13);
        Assert.Equal(metrics.DataLoss + metrics.Penalty, metrics.Loss, 1e-14);
    }

    [Fact]
    public void Penalties_touch_weights_only()
    {
        Tensor<double> Of(IPenalty penalty, string block) => (Trainer(new SquaredError(), penalty).Gradient(Model, new Batch<double>(X, T)).Gradient - Trainer(new SquaredError()).Gradient(Model, new Batch<double>(X, T)).Gradient)[block];
        var w = Model.Parameters["0.weight"];
        Numbers.Near(w * 0.3, Of(new L2(0.3), "0.weight"), 1e-12, 1e-13);
        Numbers.Near(w * 0.6, Of(new SquaredNorm(0.3), "0.weight"), 1e-12, 1e-13);
        Numbers.Near(w.Map(v => 0.3 * Math.Sign(v)), Of(new L1(0.3), "0.weight"), 1e-12, 1e-13);
        foreach (var penalty in new IPenalty[] { new L2(0.3), new SquaredNorm(0.3), new L1(0.3) })
            Assert.Equal(Tensor.Zeros<double>([4]), Of(penalty, "0.bias"));
    }

    [Fact]
    public void A_scale_of_a_normalisation_is_no_weight()
    {
        var net = new Network([3], new BatchNorm());
        var metrics = new Trainer<double>(net, Objective.Supervised(new SquaredError(), new L2(1)), new Sgd(0.1)).Evaluate(Model<double>.Initialize(net, default), new Batch<double>(X, X));
        Assert.Equal(0, metrics.Penalty);
    }

    [Fact]
    public void A_loss_that_gives_one_number_for_the_batch_is_joined_by_samples()
    {
        var loss = Loss.From("mean", (p, t) => Var.Square(p - t).Mean());
        var data = Dataset.FromTensors(X, T);
        Assert.Equal(Trainer(loss).Evaluate(Model, data, 6).Loss, Trainer(loss).Evaluate(Model, data, 4).Loss, 1e-14);
    }

    [Fact]
    public void A_loss_that_gives_one_number_for_the_batch_cannot_be_weighed() =>
        Assert.Throws<NNException>(() => Trainer(Loss.From("mean", (p, t) => Var.Square(p - t).Mean())).Evaluate(Model, new Batch<double>(X, T, Weights: Tensor.Full<double>([6], 1))));

    [Fact]
    public void Function_losses_are_equal_by_name_and_version()
    {
        Assert.Equal(Loss.From("a", (p, _) => p.Sum(1)), Loss.From("a", (p, _) => p.Sum(1)));
        Assert.NotEqual(Loss.From("a", (p, _) => p.Sum(1)), Loss.From("a", (p, _) => p.Sum(1), version: 2));
    }

    [Fact]
    public void A_batch_in_which_nothing_weighs_anything_has_no_loss_and_no_gradient()
    {
        var trainer = Trainer(new MeanSquaredError());
        var (metrics, gradient, _) = trainer.Gradient(Model, new Batch<double>(X, T, Weights: Tensor.Zeros<double>([6])));
        Assert.Equal((0.0, 0.0), (metrics.Loss, metrics.Count));
        Assert.Equal(Tensor.Zeros<double>(gradient.Vector.Shape), gradient.Vector * gradient.Vector);
        var firstHalf = Tensor.Vector(1.0, 1, 1, 0, 0, 0);
        Assert.Equal(trainer.Evaluate(Model, Dataset.FromTensors(X, T).Take(3)).Loss, trainer.Evaluate(Model, Dataset.FromTensors(X, T, weights: firstHalf), 3).Loss);
    }

    [Fact]
    public void A_step_on_no_samples_is_refused()
    {
        var trainer = Trainer(new MeanSquaredError());
        Assert.Equal("Trainer: a batch without samples has no gradient; give at least one sample.",
            Assert.Throws<NNException>(() => trainer.Step(trainer.Initialize(default), new Batch<double>(Tensor.Zeros<double>([0, 3]), Tensor.Zeros<double>([0, 2])))).Message);
    }

    [Fact]
    public void A_function_loss_whose_targets_were_broadcast_is_refused()
    {
        var net = new Network([3], new Dense(1));
        var trainer = new Trainer<double>(net, Loss.From("square", (p, t) => Var.Square(p - t)), new Sgd(0.1));
        Assert.Equal("Loss \"square\": expected one number a sample (6) or one for the batch, got 6×6 from predictions 6×1 and targets 6. Give both one shape.",
            Assert.Throws<ShapeException>(() => trainer.Evaluate(Model<double>.Initialize(net, default), new Batch<double>(X, Tensor.Zeros<double>([6])))).Message);
    }

    [Fact]
    public void A_batch_has_a_target_and_a_weight_for_each_sample()
    {
        Assert.Equal("Trainer: the batch has 6 samples, and weights 1; give one number a sample.",
            Assert.Throws<ShapeException>(() => Trainer(new SquaredError()).Evaluate(Model, new Batch<double>(X, T, Weights: Tensor.Vector(1.0)))).Message);
        Assert.Equal("Trainer: the batch has 6 samples, and targets 1×2; give one target a sample.",
            Assert.Throws<ShapeException>(() => Trainer(new SquaredError()).Evaluate(Model, new Batch<double>(X, T.Slice(0, 0, 1)))).Message);
    }

    [Theory, InlineData(-1.0), InlineData(double.NaN)]
    public void Targets_of_masked_steps_may_be_anything(double padding)
    {
        var net = new Network([3, 2], new Lstm(4, ReturnSequence: true), new Dense(3, PerPosition: true));
        var model = Model<double>.Initialize(net, RandomKey.FromSeed(1));
        Tensor<double> x = Numbers.Some<double>([4, 3, 2], 3), mask = Tensor.Generate([4, 3], i => i % 3 == 2 ? 0.0 : 1);
        Dataset<double> Classes(double masked) => Dataset.FromTensors(x, Tensor.Generate([4, 3], i => i % 3 == 2 ? masked : i % 2), classes: 3, mask: mask);
        Batch<double> Values(double masked) => new(x, Tensor.Generate([4, 3, 3], i => i / 3 % 3 == 2 ? masked : i), mask);
        foreach (var (trainer, plain, padded) in new[]
        {
            (new Trainer<double>(net, new SoftmaxCrossEntropy(), new Sgd(0.1)), Classes(2).All(), Classes(padding).All()),
            (new Trainer<double>(net, new MeanSquaredError(), new Sgd(0.1)), Values(2), Values(padding)),
        })
            Assert.Equal(trainer.Gradient(model, plain), trainer.Gradient(model, padded));
    }

    [Fact]
    public void One_number_a_step_is_masked_as_well_as_a_vector_a_step()
    {
        Tensor<double> x = Numbers.Some<double>([2, 4, 3], 1), t = Numbers.Some<double>([2, 4], 2), mask = Tensor.Matrix(new double[,] { { 1, 1, 0, 0 }, { 1, 1, 1, 0 } });
        var vectors = new Trainer<double>(new Network([4, 3], new Dense(1, PerPosition: true)), new MeanSquaredError(), new Sgd(0.1));
        var numbers = vectors.With(network: vectors.Network.Append(new Reshape([4])));
        var θ = vectors.Initialize(RandomKey.FromSeed(1)).Parameters;

        var one = vectors.Gradient(new Model<double>(vectors.Network, θ), new Batch<double>(x, t.Reshape(2, 4, 1), mask));
        var two = numbers.Gradient(new Model<double>(numbers.Network, θ), new Batch<double>(x, t, mask));

        Assert.Equal(5, two.Metrics.Count);
        Assert.Equal(one.Metrics.Loss, two.Metrics.Loss);
        Assert.Equal(one.Gradient, two.Gradient);
    }
}
