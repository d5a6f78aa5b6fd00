module Functional.NN.FSharp.Tests.LayerTests

open Functional.NN
open Xunit

let private key = RandomKey.FromSeed 1

/// y = x·s, with one factor for every feature.
let private scaling =
    { new ILayer with
        member _.OutputShape input = input
        member _.Parameters input = [| ParameterSpec("factor", input, ConstantValue 1.0, ParameterRole.Scale) |]
        member _.Apply(context, x) = Applied.Of(x * context.Parameter "factor") }

[<Fact>]
let ``A layer is an object expression`` () =
    let network = Network(Shape.Of 3, [ Dense 3; scaling.Named "scaling" ])
    Assert.Equal<Shape>(Shape.Of 3, network.Layout.["scaling.factor"].Shape)
    GradientCheck.Layer(scaling, Shape.Of 3, key).ThrowIfWrong() |> ignore

[<Fact>]
let ``A layer is a lambda`` () =
    let swish = Layer.From("swish", fun x -> x * Var.Sigmoid x)
    Assert.Equal<Shape>(Shape.Of 4, swish.OutputShape(Shape.Of 4))
    GradientCheck.Layer(swish, Shape.Of 4, key).ThrowIfWrong() |> ignore

[<Fact>]
let ``A layer with parameters is a list of them and a lambda`` () =
    let shifted = Layer.From("shifted", [ ParameterSpec("shift", Shape.Of 2, Zeros()) ], fun c x -> x + c.Parameter "shift")
    GradientCheck.Layer(shifted, Shape.Of 2, key).ThrowIfWrong() |> ignore

[<Fact>]
let ``A layer whose parameters follow the input is two lambdas`` () =
    let shifted = Layer.From("shifted", (fun (input: Shape) -> seq { ParameterSpec("shift", input, Zeros()) }), fun c x -> x + c.Parameter "shift")
    GradientCheck.Layer(shifted, Shape.Of 5, key).ThrowIfWrong() |> ignore

[<Fact>]
let ``A layer may ask for its mode`` () =
    let noisy = Layer.From("noisy", fun c x -> if c.Training then x + c.Normal(x.Shape, 0.0, 0.1) else x)
    GradientCheck.Layer(noisy, Shape.Of 2, key).ThrowIfWrong() |> ignore

[<Fact>]
let ``A loss is a lambda`` () =
    let logCosh = Loss.From("log-cosh", fun p t -> (log (exp (p - t) + exp (t - p))).Sum 1)
    GradientCheck.Loss(logCosh, key.Normal<double>(Shape.Of(3, 2)), key.Fold(1L).Normal<double>(Shape.Of(3, 2))).ThrowIfWrong() |> ignore

[<Fact>]
let ``A loss is an object expression`` () =
    let quartic =
        { new ILoss with
            member _.Terms(prediction, target) = LossTerms(((prediction - target) ** 4.0).Sum 1) }
    GradientCheck.Loss(quartic, key.Normal<double>(Shape.Of(3, 2)), key.Fold(1L).Normal<double>(Shape.Of(3, 2))).ThrowIfWrong() |> ignore

[<Fact>]
let ``A misfit is told in one sentence`` () =
    let error = Assert.Throws<ShapeException>(fun () -> Network(Shape.Of(28, 28), [ Dense 10 ]) |> ignore)
    Assert.Contains("Put a Flatten before it", error.Message)
