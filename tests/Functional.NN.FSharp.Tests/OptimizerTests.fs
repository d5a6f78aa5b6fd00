module Functional.NN.FSharp.Tests.OptimizerTests

open Functional.NN
open Xunit

/// θ ← θ − α·g
let private descent (rate: float) =
    { new IOptimizer with
        member _.Start θ = OptimizerState.Zeros(θ, [])
        member _.Step(θ, g, state) = Updated(θ - rate * g, state.Next()) }

/// v ← ηv + g; θ ← θ − αv
let private heavyBall (rate: float) (memory: float) =
    { new IOptimizer with
        member _.Start θ = OptimizerState.Zeros(θ, [ "velocity" ])
        member _.Step(θ, g, state) =
            let v = memory * state.["velocity"] + g
            Updated(θ - rate * v, state.With("velocity", v).Next()) }

let private trained (optimizer: IMinimizer) =
    let network = Network(Shape.Of 2, [ Dense 4; Tanh(); Dense 1 ])
    let trainer = Trainer<double>(network, SigmoidCrossEntropy(), optimizer)
    let data = SyntheticData.Xor<double>().All()
    let step (state: TrainState<double>) _ = trainer.Step(state, data).State
    Seq.fold step (trainer.Initialize(RandomKey.FromSeed 1)) (seq { 1..20 })

[<Fact>]
let ``An optimizer is an object expression with generic methods`` () =
    Assert.Equal((trained (Sgd 0.5)).Parameters, (trained (descent 0.5)).Parameters)

[<Fact>]
let ``An optimizer of one's own keeps vectors in its state`` () =
    let ours = trained (heavyBall 0.5 0.9)
    Assert.Equal(20L, ours.Optimizer.Step)
    Assert.True((ours.Parameters - (trained (Momentum(0.5, 0.9))).Parameters).Norm < 1e-9)

/// θ ← θ − ½α(g(θ) + g(θ − αg(θ)))
let private heun (rate: float) =
    { new IObjectiveOptimizer with
        member _.Start θ = OptimizerState.Zeros(θ, [])
        member _.Step(objective, θ, state) =
            let here = objective.ValueAndGradient(θ).Gradient
            let there = objective.ValueAndGradient(θ - rate * here).Gradient
            Updated(θ - 0.5 * rate * (here + there), state.Next()) }

[<Fact>]
let ``A method that evaluates the objective more than once is an object expression too`` () =
    let ours = trained (heun 0.5)
    Assert.Equal(20L, ours.Optimizer.Step)
    Assert.NotEqual((trained (Sgd 0.5)).Parameters, ours.Parameters)

[<Fact>]
let ``Transformations are piped around an optimizer`` () =
    let weights = BlockSelection.OfRole [ ParameterRole.Weight ]
    let optimizer = (Adam 0.01).WithWeightDecay(0.1, weights).ClippedByGlobalNorm(1.0).WithEma(0.9)
    let state = trained optimizer
    Assert.Equal(20L, state.Optimizer.Step)
    Assert.True((ParameterAverage.Of(state.Optimizer) - state.Parameters).Norm > 0.0)
    Assert.Equal<Parameters<double>>((trained (Adam 0.01)).Parameters, (trained ((Adam 0.01).ClippedByGlobalNorm infinity)).Parameters)

[<Fact>]
let ``Groups have optimizers of their own and a coefficient may be a schedule`` () =
    let groups = ParameterGroups(Adam 0.01, [ ParameterGroup(BlockSelection.Under [ "0" ], Momentum(0.1, LinearDecay(0.9, 5L))) ])
    Assert.True((trained groups).Parameters.IsFinite)

let ``A curve is fitted with a lambda, and a function minimised`` () =
    let x = Tensor.Vector(0.0, 1.0, 2.0, 3.0)
    let fit = NonlinearLeastSquares.Fit((fun b x -> b.At(0, 0) + b.At(0, 1) * x), x, Tensor.Vector(1.0, 3.0, 5.0, 7.0), Tensor.Vector(0.0, 0.0))
    Assert.Equal(2.0, fit.Parameters.[1], 12)
    let minimum = Minimize.Of((fun (v: Var) -> (Var.Square(v - 3.0)).Sum()), Tensor.Vector(0.0, 1.0), Bfgs())
    Assert.Equal(3.0, minimum.Parameters.[0], 9)
