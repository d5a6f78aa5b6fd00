// The code of the README, compiled and run by the tests.
using Functional.NN;

// <readme>
var network = new Network([1, 28, 28],
    new Conv2D(6, 5, Padding: 2), new Relu(), new MaxPool2D(2),
    new Conv2D(16, 5), new Relu(), new MaxPool2D(2),
    new Flatten(), new Dense(120), new Relu(), new Dense(84), new Relu(), new Dense(10));

var trainer = new Trainer<float>(network, new SoftmaxCrossEntropy(), new Adam(0.001));
var data = SyntheticData.Digits<float>(1000, RandomKey.FromSeed(1));

// Training is a fold: a state and a batch give the next state, and the old one is still there.
var start = trainer.Initialize(RandomKey.FromSeed(1));
var folded = data.Batches(64, start.Key.Fold("batches"), epoch: 0)
    .Aggregate(start, (state, batch) => trainer.Step(state, batch).State);

// Fit is the same fold, with the same bits.
var fitted = trainer.Fit(start, data, new FitPlan(Epochs: 1, new Batching(64)));
Console.WriteLine(folded.Parameters == fitted.Model.Parameters ? "the same bits" : "never printed");

fitted.Model.Save("digits.safetensors");
var labels = Model.Load<float>("digits.safetensors").Predict(data.All().Inputs).ArgMax(1);
Console.WriteLine(labels);
// </readme>

File.Delete("digits.safetensors");

// <gradients>
Tensor<double> x = Tensor.Vector(3.0, 4.0);
Func<Var, Var> f = v => Var.Square(v.At(0, 0)) * v.At(0, 1) + v.At(0, 1) + 2;

Console.WriteLine(Grad.Of(f, x));         // 2 [24, 10]
Console.WriteLine(Grad.Hessian(f, x));    // 2×2 [[8, 6], [6, 0]]
// </gradients>

Directory.CreateDirectory("seen");

// <seeing>
var moons = SyntheticData.TwoMoons<double>(200, RandomKey.FromSeed(1));
var small = new Trainer<double>(new Network([2], new Dense(2), new Tanh().Named("hidden"), new Dense(2)), new SoftmaxCrossEntropy(), new Adam(0.05));
var (first, last) = (small.Initialize(RandomKey.FromSeed(1)).Model, small.Fit(small.Initialize(RandomKey.FromSeed(1)), moons, new FitPlan(50, new Batching(20))).Model);

File.WriteAllText("seen/graph.svg", Grad.Trace(f, x).ToSvg());                                // a function: each operation with its value and derivative
File.WriteAllText("seen/batch.svg", small.Trace(last, moons.All()).ToSvg());                  // a network on a batch: activations and gradients by path
File.WriteAllText("seen/regions.svg", DecisionRegions.Of(last, moons).ToSvg());               // what it decides everywhere
File.WriteAllText("seen/hidden.svg", FeatureSpace.Of(last, "hidden", moons).ToSvg());         // where its hidden layer puts the samples
File.WriteAllText("seen/line.svg", small.LossAlong(last, moons.All(), first.Parameters, last.Parameters).ToSvg());
// </seeing>

Directory.Delete("seen", recursive: true);
