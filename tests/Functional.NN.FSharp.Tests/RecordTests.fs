module Functional.NN.FSharp.Tests.RecordTests

open Functional.NN
open Xunit

[<Fact>]
let ``An optimizer is copied with a change`` () =
    let adam = Adam(0.001, Epsilon = 1e-7)
    let changed = adam.With(beta1 = 0.95)
    Assert.Equal(0.95, changed.Beta1)
    Assert.Equal(1e-7, changed.Epsilon)
    Assert.Equal(0.9, adam.Beta1)

[<Fact>]
let ``A rate is a number or a schedule`` () =
    Assert.Equal(Adam(0.1), Adam(0.001).With(learningRate = 0.1))
    Assert.Equal(Adam(LinearDecay(0.1, 100L)), Adam(0.001).With(learningRate = LinearDecay(0.1, 100L)))

[<Fact>]
let ``A change that may not be is refused`` () =
    Assert.Throws<NNException>(fun () -> Adam(0.1).With(beta1 = 2.0) |> ignore) |> ignore

[<Fact>]
let ``A layer is copied with a change`` () =
    Assert.Equal(Dense(5, Bias = false), Dense(3, Bias = false).With(units = 5))
    Assert.Equal(Conv2D(6, 5, Padding = ImagePadding.Same), Conv2D(6, 5).With(padding = ImagePadding.Same))
    Assert.Equal(Lstm(3, Reverse = true), Lstm(3).With(reverse = true))
    Assert.Equal(Gru(3, ReturnSequence = true), Gru(2, ReturnSequence = true).With(units = 3))
    Assert.Equal(MultiHeadAttention(2, Causal = true), MultiHeadAttention(4, Causal = true).With(heads = 2))
    Assert.Equal("Bidirectional(ElmanRnn(3, Relu()))", Bidirectional(ElmanRnn(3, Activation = Relu())).ToString())

[<Fact>]
let ``A plan is copied with a change`` () =
    let plan = FitPlan(10, Batching 32)
    Assert.Equal(FitPlan(20, Batching 32), plan.With(epochs = 20))
    Assert.Equal(FitPlan(10, Batching(32, DropLast = true)), plan.With(batching = plan.Batching.With(dropLast = true)))
    Assert.Equal(FitPlan(10, Batching 32, EarlyStopping 3), plan.With(earlyStopping = EarlyStopping 3))

[<Fact>]
let ``A trainer is copied with a change`` () =
    let trainer = Trainer<float32>(Network(Shape.Of 2, [ Dense 1 ]), MeanSquaredError(), Sgd 0.1)
    Assert.Equal<IMinimizer>(Adam 0.1, trainer.With(optimizer = Adam 0.1).Optimizer)

[<Fact>]
let ``A training state is copied with a change`` () =
    let trainer = Trainer<float32>(Network(Shape.Of 2, [ Dense 1 ]), MeanSquaredError(), Sgd 0.1)
    let state = trainer.Initialize(RandomKey.FromSeed 1)
    Assert.Equal(5L, state.With(step = 5L).Step)
    Assert.Equal(state.Parameters, state.With(step = 5L).Parameters)
